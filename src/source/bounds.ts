/** How large a text may be for a parser that recurses and repeats itself. */
export interface Bounds {
  /** In UTF-16 units. */
  readonly length: number;
  /** Of brackets in brackets, those within texts counted too. */
  readonly depth: number;
  /** How many operators: a chain of them nests as deep as it is long. */
  readonly operators: number;
}

/** True when the text is larger than a bound: looked at once, without a parser. */
export function exceeds(text: string, bounds: Bounds): boolean {
  return (
    text.length > bounds.length || deeperThan(text, bounds.depth) || hasMoreOperators(text, bounds.operators)
  );
}

function deeperThan(text: string, bound: number): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[({\])}]/g)) {
    if (bracket === '[' || bracket === '(' || bracket === '{') depth += 1;
    else if (depth > 0) depth -= 1;
    if (depth > bound) return true;
  }
  return false;
}

function hasMoreOperators(text: string, bound: number): boolean {
  // Texts without templates in them: an action of a policy is full of `*`.
  const code = text.replace(/"(?:[^"\\$%]|\\.)*"/gs, '""');
  let count = 0;
  for (const _ of code.matchAll(/&&|\|\||[!=<>]=|[!?*%+<>]|- | -|\/ /g)) {
    count += 1;
    if (count > bound) return true;
  }
  return false;
}
