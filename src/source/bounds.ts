/** How large a text may be for a parser that recurses. */
export interface Bounds {
  /** In UTF-16 units. */
  readonly length: number;
  /** Of brackets in brackets, those within texts counted too. */
  readonly depth: number;
}

/** True when the text is larger than a bound: looked at once, without a parser. */
export function exceeds(text: string, bounds: Bounds): boolean {
  return text.length > bounds.length || depthOf(text) > bounds.depth;
}

/** How deeply brackets nest in a text at most. What stands in quotes counts: telling it apart could be tricked. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[({\])}]/g)) {
    if (bracket === '[' || bracket === '(' || bracket === '{') depth += 1;
    else if (depth > 0) depth -= 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** How many operators are in a text: a chain of them nests as deep as it is long. */
export function operatorsIn(text: string): number {
  // Texts without templates in them do not count: an action of a policy is full of `*`.
  const code = text.replace(/"(?:[^"\\$%\n]|\\.)*"/g, '""');
  return code.match(/&&|\|\||[!=<>]=|[!?*%+<>]|- | -|\/ /g)?.length ?? 0;
}
