/** A line that only one of two texts has. */
export interface ChangedLine {
  readonly mark: '-' | '+';
  readonly text: string;
}

/** More lines than this are not compared: it takes the product of their counts. */
const MOST_LINES = 1500;

/** The lines in which two texts differ, in order; undefined for texts that are too long to compare. */
export function changedLines(before: string, after: string): readonly ChangedLine[] | undefined {
  const old = before.trimEnd().split('\n');
  const now = after.trimEnd().split('\n');
  if (old.length > MOST_LINES || now.length > MOST_LINES) return undefined;
  const common = commonLengths(old, now);
  const changed: ChangedLine[] = [];
  for (let a = 0, b = 0; a < old.length || b < now.length; ) {
    const [one, other] = [old[a], now[b]];
    if (one !== undefined && one === other) {
      a++;
      b++;
    } else if (
      other === undefined ||
      (one !== undefined && lengthAt(common, a + 1, b) >= lengthAt(common, a, b + 1))
    ) {
      changed.push({ mark: '-', text: one ?? '' });
      a++;
    } else {
      changed.push({ mark: '+', text: other });
      b++;
    }
  }
  return changed;
}

type Lengths = readonly (readonly number[])[];

const lengthAt = (lengths: Lengths, a: number, b: number): number => lengths[a]?.[b] ?? 0;

/** How many lines the rests of both texts have in common at most, from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): Lengths {
  const lengths: number[][] = Array.from({ length: old.length + 1 }, () => []);
  for (let a = old.length - 1; a >= 0; a--) {
    const row = lengths[a] ?? [];
    for (let b = now.length - 1; b >= 0; b--) {
      row[b] =
        old[a] === now[b]
          ? lengthAt(lengths, a + 1, b + 1) + 1
          : Math.max(lengthAt(lengths, a + 1, b), row[b + 1] ?? 0);
    }
  }
  return lengths;
}
