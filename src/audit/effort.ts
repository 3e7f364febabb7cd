/** Thrown where a search has used up its steps, and caught where it began. */
class Exhausted extends Error {}

/**
 * Bounds what an audit looks at, so that a policy which was made to be slow holds nobody up. It counts steps and not
 * seconds: the same policy gives the same answer everywhere. A step is about one comparison.
 */
export class Effort {
  #left = Number.POSITIVE_INFINITY;

  /** @throws within `within`, when there are no steps left */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new Exhausted();
  }

  /** What is found in so many steps; undefined where they were not enough. */
  within<T>(steps: number, find: () => T): T | undefined {
    this.#left = steps;
    try {
      return find();
    } catch (error) {
      if (error instanceof Exhausted) return undefined;
      throw error;
    } finally {
      this.#left = Number.POSITIVE_INFINITY;
    }
  }
}
