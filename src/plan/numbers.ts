/** A list of numbers that grows: eight bytes for each, or four. */
export class Numbers<Column extends Float64Array | Uint32Array> {
  #column: Column;
  readonly #make: (length: number) => Column;

  constructor(make: (length: number) => Column) {
    this.#make = make;
    this.#column = make(64);
  }

  /** 0 where nothing was set. */
  get(index: number): number {
    return this.#column[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#column.length) this.#grow(index);
    this.#column[index] = value;
  }

  #grow(index: number): void {
    const grown = this.#make(Math.max(index + 1, Math.ceil(this.#column.length * GROWTH)));
    grown.set(this.#column);
    this.#column = grown;
  }
}

const GROWTH = 1.5;

/** The length of whatever is longer: too long to be parsed, with or without the rest. */
export const LONGEST_ROW = 2 ** 32 - 1;

export const wholeNumbers = () => new Numbers((length) => new Uint32Array(length));
/** Also those beyond 2^32. */
export const largeNumbers = () => new Numbers((length) => new Float64Array(length));
