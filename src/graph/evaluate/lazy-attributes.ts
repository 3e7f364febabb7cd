import type { Value } from '../value.ts';

/**
 * The attributes of something large, of which few are asked for: each is worked out when it is. A Map that is not
 * filled before its use.
 */
export class LazyAttributes extends Map<string, Value> {
  readonly #names: readonly string[];
  readonly #find: (name: string) => Value | undefined;

  constructor(names: readonly string[], find: (name: string) => Value | undefined) {
    super();
    this.#names = names;
    this.#find = find;
  }

  override get size(): number {
    return this.#names?.length ?? 0;
  }

  override get(name: string): Value | undefined {
    return this.#find(name);
  }

  override has(name: string): boolean {
    return this.#names.includes(name);
  }

  override *keys(): MapIterator<string> {
    yield* this.#names;
  }

  override *entries(): MapIterator<[string, Value]> {
    for (const name of this.#names) {
      const value = this.#find(name);
      if (value !== undefined) yield [name, value];
    }
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override forEach(visit: (value: Value, name: string, map: Map<string, Value>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }

  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
