import { COLON, type Pattern, type Places, step } from './pattern.ts';
import type { Shape } from './value.ts';

/** Patterns that are asked together about texts which begin in the middle of them and end before their end. */
export interface Machine {
  readonly pattern: Pattern;
  /** Where the text begins. */
  readonly from: Places;
  /** What follows the text before anything unknown does. */
  readonly suffix: readonly number[];
  /** Whether nothing follows then: the pattern must be at its end. Else any place it has come to is told apart. */
  readonly final: boolean;
  /** Machines of the same group count as one: whether any of them accepts. */
  readonly group: number;
}

const MOST_STATES = 6000;
/** Places in patterns, over all states. */
const MOST_PLACES = 400_000;

export interface State {
  readonly places: readonly Places[];
  /** Letters read, counted where there is a shape. */
  readonly read: number;
}

/** The states that texts lead to, from the empty text (state 0) on. */
export interface Graph {
  readonly states: readonly State[];
  readonly edges: readonly (readonly Edge[])[];
  /** False: there were too many states to look at. */
  readonly complete: boolean;
}
export interface Edge {
  readonly letter: number;
  readonly to: number;
}

/** Graphs that were made before, for names of which nothing tells them apart. */
export type GraphCache = Map<string, Graph>;

/** The product of the patterns' automata, over texts of a shape: exact, as long as it is not too large. */
export function graphOf(machines: readonly Machine[], shape: Shape | undefined, cache: GraphCache): Graph {
  const key = JSON.stringify([shape ?? null, machines]);
  const graph = cache.get(key) ?? explore(machines, shape);
  cache.set(key, graph);
  return graph;
}

function explore(machines: readonly Machine[], shape: Shape | undefined): Graph {
  const letters = alphabetOf(machines, shape);
  const first: State = { places: machines.map(({ from }) => from), read: 0 };
  const states = [first];
  const edges: Edge[][] = [];
  const ids = new Map([[keyOf(first), 0]]);
  let places = 0;
  for (let id = 0; id < states.length; id++) {
    const state = states[id];
    if (state === undefined || states.length > MOST_STATES || places > MOST_PLACES)
      return { states: states.slice(0, id), edges, complete: false };
    const following = lettersAt(letters, shape, state.read);
    places += following.length * state.places.reduce((count, one) => count + one.length, 0);
    edges[id] = following.map((letter) => {
      const next = advance(machines, state, letter, shape);
      const key = keyOf(next);
      const to = ids.get(key) ?? states.push(next) - 1;
      ids.set(key, to);
      return { letter, to };
    });
  }
  return { states, edges, complete: true };
}

function advance(
  machines: readonly Machine[],
  { places, read }: State,
  letter: number,
  shape: Shape | undefined,
): State {
  const next = machines.map(({ pattern }, index) => {
    const from = places[index] ?? [];
    return from.length === 0 ? from : step(pattern, from, lowered(letter, pattern.anyCase));
  });
  return { places: next, read: shape === undefined ? 0 : read + 1 };
}

/** The letter as a pattern of this kind reads it. */
export function lowered(letter: number, anyCase: boolean): number {
  return anyCase ? (String.fromCodePoint(letter).toLowerCase().codePointAt(0) ?? letter) : letter;
}

function keyOf({ places, read }: State): string {
  return `${read}|${places.map((one) => one.join(',')).join('|')}`;
}

function lettersAt(letters: readonly number[], shape: Shape | undefined, read: number): readonly number[] {
  if (shape === undefined) return letters;
  const prefix = [...shape.prefix];
  const fixed = prefix[read]?.codePointAt(0);
  if (fixed !== undefined) return [fixed];
  return read - prefix.length < Math.max(...shape.lengths) ? letters : [];
}

const COMMON = 'qwxzk0123456789abcdefghijlmnoprstuvy';

/** Letters that the patterns tell apart, and two that none of them names. */
function alphabetOf(machines: readonly Machine[], shape: Shape | undefined): readonly number[] {
  const named = new Set([COLON]);
  for (const { pattern } of machines) {
    for (const wanted of pattern.steps)
      if (wanted >= 0) for (const letter of casesOf(wanted, pattern)) named.add(letter);
  }
  const possible = Array.from(shape?.alphabet ?? COMMON, (letter) => letter.codePointAt(0) ?? 0);
  const others = possible.filter((letter) => !named.has(letter)).slice(0, 2);
  const usable = shape === undefined ? [...named] : possible.filter((letter) => named.has(letter));
  return [...others, ...usable, ...(shape === undefined && others.length < 2 ? [0x4e00, 0x4e01] : [])];
}

function casesOf(letter: number, { anyCase }: Pattern): readonly number[] {
  if (!anyCase) return [letter];
  const text = String.fromCodePoint(letter);
  return [letter, text.toUpperCase().codePointAt(0) ?? letter];
}
