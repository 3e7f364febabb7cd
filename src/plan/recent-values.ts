import type { Json } from './json.ts';

/**
 * Values that were parsed lately, up to a number of bytes of their JSON, and the last one whatever its size: several
 * questions in a row about one resource cost one parse, and a large plan costs no more memory than a small one.
 */
export class RecentValues {
  readonly #limit: number;
  /** By position, the oldest first. */
  readonly #values = new Map<number, { readonly value: Json; readonly size: number }>();
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(position: number): Json | undefined {
    return this.#values.get(position)?.value;
  }

  add(position: number, size: number, value: Json): void {
    if (this.#values.has(position)) return;
    this.#values.set(position, { value, size });
    this.#size += size;
    for (const [oldest, { size }] of this.#values) {
      if (this.#size <= this.#limit || this.#values.size === 1) return;
      this.#values.delete(oldest);
      this.#size -= size;
    }
  }
}
