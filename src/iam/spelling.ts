const LONGEST = 80;

/** The known word that differs least from this one, if any differs little. Case counts for nothing. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const allowed = Math.max(1, Math.floor(word.length / 4));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance <= allowed && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { name, distance };
  }
  return best?.name;
}

/** ``: did you mean `X` ``, or nothing. */
export function suggestion(name: string | undefined): string {
  return name === undefined ? '' : `: did you mean \`${name}\``;
}

/** How many letters must be put in, taken out, changed, or swapped with the next one. */
function editDistance(from: string, to: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 0; at < from.length; at++) [above, row] = [row, nextRow([above, row], from, at, to)];
  return row[to.length] ?? 0;
}

type Row = readonly number[];

function nextRow([twoAbove, above]: readonly [Row, Row], from: string, at: number, to: string): Row {
  const row = [at + 1];
  for (let column = 1; column <= to.length; column++) {
    const changed = (above[column - 1] ?? 0) + (to[column - 1] === from[at] ? 0 : 1);
    const isSwapped = at > 0 && column > 1 && to[column - 1] === from[at - 1] && to[column - 2] === from[at];
    const swapped = isSwapped ? (twoAbove[column - 2] ?? 0) + 1 : changed;
    row.push(Math.min(changed, swapped, (above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1));
  }
  return row;
}
