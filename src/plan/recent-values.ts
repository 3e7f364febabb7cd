import type { Json } from './json.ts';

/**
 * Values that were parsed lately, of up to a number of bytes of their JSON, and the last one whatever its size: several
 * questions in a row about one resource cost one parse, and a large plan costs no more memory than a small one.
 */
export class RecentValues {
  readonly #half: number;
  /** By position. Once they are half of the limit, they are the older ones, and those before are forgotten. */
  #newer = new Map<number, Json>();
  #older = new Map<number, Json>();
  /** Of the newer ones. */
  #size = 0;

  constructor(limit: number) {
    this.#half = limit / 2;
  }

  get(position: number): Json | undefined {
    return this.#newer.get(position) ?? this.#older.get(position);
  }

  add(position: number, size: number, value: Json): void {
    if (this.#size + size > this.#half && this.#newer.size > 0) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#size = 0;
    }
    this.#newer.set(position, value);
    this.#size += size;
  }
}
