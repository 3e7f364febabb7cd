import { type Graph, type GraphCache, graphOf, lowered, type Machine, type State } from './automaton.ts';
import { accepts, COLON, type Places, step } from './pattern.ts';
import type { Shape } from './value.ts';

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
  /** Whether some of its texts, which need not be among these, hold no colon. */
  readonly plain: boolean;
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
  const graph = graphOf(machines, shape, cache);
  const plain = plainStates(graph);
  const classes: TextClass[] = [];
  for (const ids of statesByVerdict(graph, machines, shape)) {
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
        plain: ids.some((one) => plain.has(one)),
      });
    }
  }
  return { classes, complete: graph.complete };
}

function statesByVerdict(
  { states }: Graph,
  machines: readonly Machine[],
  shape: Shape | undefined,
): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [id, state] of states.entries()) {
    if (!ends(state, shape)) continue;
    const key = verdict(machines, state);
    const same = groups.get(key) ?? [];
    groups.set(key, same);
    same.push(id);
  }
  return groups.values();
}

/** The states that a text without colons leads to. */
function plainStates({ edges }: Graph): ReadonlySet<number> {
  const plain = new Set([0]);
  for (const id of plain) {
    for (const { letter, to } of edges[id] ?? []) if (letter !== COLON) plain.add(to);
  }
  return plain;
}

function ends({ read }: State, shape: Shape | undefined): boolean {
  return shape === undefined || shape.lengths.includes(read - [...shape.prefix].length);
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
