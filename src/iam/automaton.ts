import { accepts, COLON, type Pattern, type Places, step } from './pattern.ts';
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

/** Texts that the machines tell apart: some of each class. */
export interface TextClass {
  /** At least one, at most as many as were asked for; fewer where the class has no more. */
  readonly texts: readonly string[];
  /** The groups that accept them. */
  readonly accepted: readonly number[];
  /** Whether the texts are some of those that had better be avoided: there are no others. */
  readonly shared: boolean;
  /** Whether what follows may still make a pattern match. */
  readonly open: boolean;
}

export interface TextClasses {
  readonly classes: readonly TextClass[];
  /** False: there were too many states to look at, so that classes may be missing. */
  readonly complete: boolean;
}

export interface Avoided {
  /** None of the texts is one of these. */
  readonly never: ReadonlySet<string>;
  /** None is one of these, if there are others. */
  readonly rather: ReadonlySet<string>;
}

const MOST_STATES = 6000;
/** Places in patterns, over all states. */
const MOST_PLACES = 400_000;
/** Graphs that were made before, for names of which nothing tells them apart. */
export type GraphCache = Map<string, Graph>;

/**
 * Every class of texts of a shape that the machines tell apart, each with texts that are none of those to avoid.
 * Walks the product of the patterns' automata: exact, as long as it is not too large.
 */
export function textClasses(
  machines: readonly Machine[],
  shape: Shape | undefined,
  avoid: Avoided,
  wanted: number,
  cache: GraphCache,
): TextClasses {
  const key = JSON.stringify([shape ?? null, machines]);
  const graph = cache.get(key) ?? explore(machines, shape);
  cache.set(key, graph);
  const byKey = new Map<string, number[]>();
  for (const [id, state] of graph.states.entries()) {
    if (!ends(state, shape)) continue;
    const key = verdict(machines, state);
    const same = byKey.get(key) ?? [];
    byKey.set(key, same);
    same.push(id);
  }
  const classes: TextClass[] = [];
  for (const ids of byKey.values()) {
    const unused = textsInto(graph, ids, new Set([...avoid.never, ...avoid.rather]), wanted);
    const texts = unused.length > 0 ? unused : textsInto(graph, ids, avoid.never, wanted);
    const [id] = ids;
    const state = id === undefined ? undefined : graph.states[id];
    if (texts.length > 0 && state !== undefined) {
      classes.push({
        texts,
        accepted: acceptedGroups(machines, state),
        open: isOpen(machines, state),
        shared: unused.length === 0,
      });
    }
  }
  return { classes, complete: graph.complete };
}

interface State {
  readonly places: readonly Places[];
  /** Letters read, counted where there is a shape. */
  readonly read: number;
}

interface Graph {
  readonly states: readonly State[];
  readonly edges: readonly (readonly Edge[])[];
  readonly complete: boolean;
}
interface Edge {
  readonly letter: number;
  readonly to: number;
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

function lowered(letter: number, anyCase: boolean): number {
  return anyCase ? (String.fromCodePoint(letter).toLowerCase().codePointAt(0) ?? letter) : letter;
}

function keyOf({ places, read }: State): string {
  return `${read}|${places.map((one) => one.join(',')).join('|')}`;
}

function ends({ read }: State, shape: Shape | undefined): boolean {
  return shape === undefined || shape.lengths.includes(read - [...shape.prefix].length);
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

/** What the machines say about a text that ends here. */
function verdict(machines: readonly Machine[], state: State): string {
  const groups = new Set<number>();
  const open: string[] = [];
  for (const [index, machine] of machines.entries()) {
    const places = afterSuffix(machine, state.places[index] ?? []);
    if (!machine.final) open.push(places.join(','));
    else if (accepts(machine.pattern, places)) groups.add(machine.group);
  }
  return `${[...groups].sort((a, b) => a - b).join(',')}|${open.join('|')}`;
}

function isOpen(machines: readonly Machine[], state: State): boolean {
  return machines.some(
    (machine, index) => !machine.final && afterSuffix(machine, state.places[index] ?? []).length > 0,
  );
}

function acceptedGroups(machines: readonly Machine[], state: State): readonly number[] {
  const accepting = machines.filter((machine, index) => {
    const places = afterSuffix(machine, state.places[index] ?? []);
    return machine.final && accepts(machine.pattern, places);
  });
  return [...new Set(accepting.map(({ group }) => group))];
}

function afterSuffix({ pattern, suffix }: Machine, from: Places): Places {
  let places = from;
  for (const letter of suffix) {
    if (places.length === 0) return places;
    places = step(pattern, places, lowered(letter, pattern.anyCase));
  }
  return places;
}

/** Texts that lead to one of these states, shorter ones first along each way, none of those to avoid. */
function textsInto(
  graph: Graph,
  ids: readonly number[],
  avoid: ReadonlySet<string>,
  wanted: number,
): readonly string[] {
  const distance = distancesTo(graph, ids);
  const found: string[] = [];
  let looked = avoid.size + wanted + 1;
  const open: { readonly id: number; readonly text: string }[] = [{ id: 0, text: '' }];
  while (open.length > 0 && found.length < wanted && looked > 0) {
    const { id, text } = open.pop() ?? { id: 0, text: '' };
    if (distance.get(id) === 0) {
      looked--;
      if (!avoid.has(text)) found.push(text);
    }
    const next = (graph.edges[id] ?? []).filter(({ to }) => distance.has(to));
    next.sort((a, b) => (distance.get(b.to) ?? 0) - (distance.get(a.to) ?? 0));
    for (const { letter, to } of next) open.push({ id: to, text: text + String.fromCodePoint(letter) });
  }
  return found;
}

/** How many letters at least lead from each state to one of these; states from which none does are missing. */
function distancesTo(graph: Graph, ids: readonly number[]): ReadonlyMap<number, number> {
  const sources = new Map<number, number[]>();
  for (const [id, edges] of graph.edges.entries()) {
    for (const { to } of edges) {
      const from = sources.get(to) ?? [];
      sources.set(to, from);
      from.push(id);
    }
  }
  const distance = new Map(ids.map((id) => [id, 0]));
  for (const [id, steps] of distance) {
    for (const source of sources.get(id) ?? []) if (!distance.has(source)) distance.set(source, steps + 1);
  }
  return distance;
}
