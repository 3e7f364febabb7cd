type Field = string | undefined;

interface Branch {
  number: number | undefined;
  readonly next: Map<Field, Branch>;
}

/**
 * Numbers what many elements of a plan have in common (type, provider, actions): a handful of combinations, however
 * many elements there are.
 */
export class Kinds<Kind> {
  readonly #kinds: Kind[] = [];
  readonly #root: Branch = newBranch();

  /** `make` makes the kind of fields that are new. */
  numberOf(fields: readonly Field[], make: () => Kind): number {
    let branch = this.#root;
    for (const field of fields) branch = below(branch, field);
    branch.number ??= this.#kinds.push(make()) - 1;
    return branch.number;
  }

  get(number: number): Kind | undefined {
    return this.#kinds[number];
  }

  /** Whether each satisfies a condition, by number. */
  which(condition: (kind: Kind) => boolean): readonly boolean[] {
    return this.#kinds.map(condition);
  }
}

function below(branch: Branch, field: Field): Branch {
  const known = branch.next.get(field);
  if (known !== undefined) return known;
  const made = newBranch();
  branch.next.set(field, made);
  return made;
}

const newBranch = (): Branch => ({ number: undefined, next: new Map() });
