import type { Candidate } from './element-candidates.ts';
import type { Rest } from './request.ts';
import type { ElementsOption } from './world.ts';

const MOST_CLASSES = 7;

/** Every set of further elements, by the classes of texts that are in it. */
export function subsetOptions(
  candidates: readonly Candidate[],
  { atLeast = 0, atMost = Number.POSITIVE_INFINITY }: Rest,
): { readonly options: readonly ElementsOption[]; readonly complete: boolean } {
  const complete = candidates.length <= MOST_CLASSES;
  const subsets = complete ? allSubsets(candidates) : smallSubsets(candidates);
  const options = subsets
    .filter((subset) => subset.length <= atMost && reaches(subset, atLeast))
    .map((subset) => ({
      kind: 'elements' as const,
      elements: subset.map(({ text }) => text),
      label:
        subset.length === 0
          ? 'no further elements'
          : `further: ${subset.map(({ label }) => label).join('; ')}`,
    }));
  return { options, complete };
}

/** Whether a set with elements of these classes alone can be so large; no element is there without need. */
function reaches(subset: readonly Candidate[], atLeast: number): boolean {
  if (subset.length === 0) return atLeast === 0;
  return subset.reduce((count, { capacity }) => count + capacity, 0) >= atLeast;
}

function allSubsets(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  let subsets: readonly (readonly Candidate[])[] = [[]];
  for (const candidate of candidates)
    subsets = [...subsets, ...subsets.map((subset) => [...subset, candidate])];
  return subsets.toSorted((a, b) => a.length - b.length);
}

function smallSubsets(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  return [[], ...candidates.map((candidate) => [candidate]), candidates];
}
