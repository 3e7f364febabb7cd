/** Numbers the addresses of a plan: the text of each is in memory once, however many lists of the plan name it. */
export class AddressBook {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  /** Of an address that is new, the next number. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    return number;
  }

  /** Undefined for an address that nothing has. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** The same text, the one that is in memory anyhow where there is one. */
  known(text: string): string {
    const number = this.#numbers.get(text);
    return number === undefined ? text : this.text(number);
  }

  text(number: number): string {
    return this.#texts[number] ?? '';
  }
}
