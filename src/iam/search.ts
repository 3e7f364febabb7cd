import type { CompiledPolicies } from './compile.ts';
import type { Reason } from './decision.ts';
import { decisionKind, evaluate, type Outcome } from './evaluate.ts';
import { firstIndex, type Peers } from './peer.ts';
import type { Request } from './request.ts';
import { type Doubt, IMPOSSIBLE, type Option, type World } from './world.ts';

/** What was found out by filling in names until the outcome follows. */
export interface SearchResult {
  /** What must be filled in, and how, for the request to be allowed; undefined: no such way was found. */
  readonly allowedIf: Filling | undefined;
  readonly deniedIf: Filling | undefined;
  /** Whether some of the denials are explicit, and some implicit. */
  readonly explicit: boolean;
  readonly implicit: boolean;
  /** Cases whose answer is not known whatever is filled in. */
  readonly cases: readonly Reason[];
  /** Given when not every way was looked at: why. */
  readonly unfinished: string | undefined;
}

export type Filling = ReadonlyMap<string, Option>;

/** Steps of a first, plain search; after it a few ways are tried that often settle the matter. */
const FEW_STEPS = 400;
const MOST_STEPS = 10_000;
const TRIES = 60;

/**
 * Fills in names one by one, always one on which the outcome still depends, until it depends on none. Names that the
 * request holds side by side in one set are filled in in one order only. Exact, up to a number of steps (which is far
 * more than 16 subnets and 5 groups take); beyond it the result is `unfinished`.
 */
export function searchCompletions(
  policies: CompiledPolicies,
  request: Request,
  world: World,
  peers: Peers,
): SearchResult {
  const search = new Search(policies, request, world, peers, false);
  search.run();
  if (search.allowedIf !== undefined || !(search.explicit && search.implicit)) return search;
  const { explicit, implicit } = searchExplicit(policies, request, world, peers);
  return { ...search, explicit, implicit };
}

/** For a request that is denied in any case: whether explicitly, implicitly, or the one or the other. */
export function searchExplicit(
  policies: CompiledPolicies,
  request: Request,
  world: World,
  peers: Peers,
): Pick<SearchResult, 'explicit' | 'implicit'> {
  const search = new Search(policies, request, world, peers, true);
  search.run();
  const unsure = search.unfinished !== undefined || search.cases.length > 0;
  return { explicit: search.explicit || unsure, implicit: search.implicit || unsure };
}

class Search implements SearchResult {
  allowedIf: Filling | undefined;
  deniedIf: Filling | undefined;
  explicit = false;
  implicit = false;
  cases: Reason[] = [];
  unfinished: string | undefined;
  #steps = 0;
  #most = FEW_STEPS;
  #decisive: string | undefined;
  readonly #policies: CompiledPolicies;
  readonly #request: Request;
  readonly #world: World;
  readonly #peers: Peers;
  /** Whether to go on until it is settled whether a denial is explicit. */
  readonly #untilExplicit: boolean;

  constructor(
    policies: CompiledPolicies,
    request: Request,
    world: World,
    peers: Peers,
    untilExplicit: boolean,
  ) {
    this.#policies = policies;
    this.#request = request;
    this.#world = world;
    this.#peers = peers;
    this.#untilExplicit = untilExplicit;
  }

  run(): void {
    this.#attempt(FEW_STEPS);
    if (this.#steps <= FEW_STEPS) return;
    for (let seed = 0; seed < TRIES && !this.#isAnswered; seed++) this.#dive(seed);
    this.#decisive = this.#decisiveName();
    if (!this.#isAnswered) this.#attempt(MOST_STEPS);
  }

  #attempt(most: number): void {
    this.#steps = 0;
    this.#most = most;
    this.unfinished = undefined;
    this.cases = [];
    this.#visit();
    if (this.#steps > most) this.unfinished ??= 'there are too many completions to look at all of them';
  }

  #visit(): void {
    this.#steps++;
    if (this.#done) return;
    const outcome = this.#evaluate();
    if (this.#isSettled(outcome)) this.#note(outcome);
    else this.#branch();
  }

  #evaluate(): Outcome {
    this.#world.forgetDoubts();
    return evaluate(this.#policies, this.#request, this.#world);
  }

  /** One way down: with the same option everywhere, or with one or another. */
  #dive(seed: number): void {
    const path: string[] = [];
    for (let outcome = this.#evaluate(); ; outcome = this.#evaluate()) {
      const name = this.#openName();
      const options = name === undefined ? [] : (this.#world.domain(name)?.options ?? []);
      const option = options[chosen(seed, path.length, options.length)];
      if (this.#isSettled(outcome)) this.#note(outcome);
      if (this.#isSettled(outcome) || name === undefined || option === undefined) break;
      this.#world.fill(name, option);
      path.push(name);
    }
    for (const name of path) this.#world.empty(name);
  }

  /** A name each of whose options settles the matter by itself. */
  #decisiveName(): string | undefined {
    this.#evaluate();
    const names = new Set(this.#world.doubts.flatMap((doubt) => (doubt.kind === 'name' ? [doubt.name] : [])));
    return [...names].find((name) =>
      this.#world.domain(name)?.options.every((option) => this.#settles(name, option)),
    );
  }

  #settles(name: string, option: Option): boolean {
    this.#world.fill(name, option);
    const settled = this.#isSettled(this.#evaluate());
    this.#world.empty(name);
    return settled;
  }

  #openName(): string | undefined {
    const open = this.#world.doubts.flatMap((doubt) =>
      doubt.kind === 'name' && this.#world.option(doubt.name) === undefined ? [doubt.name] : [],
    );
    return open.find((name) => name === this.#decisive) ?? open[0];
  }

  #isSettled(outcome: Outcome): boolean {
    return this.#untilExplicit ? outcome.denied !== 'unknown' : decisionKind(outcome) !== 'undetermined';
  }

  get #done(): boolean {
    return this.#steps > this.#most || this.#isAnswered;
  }

  get #isAnswered(): boolean {
    if (this.#untilExplicit) return this.explicit && this.implicit;
    return this.allowedIf !== undefined && this.deniedIf !== undefined;
  }

  #note(outcome: Outcome): void {
    if (decisionKind(outcome) === 'allowed') {
      this.allowedIf ??= this.#essential();
      return;
    }
    this.deniedIf ??= this.#essential();
    if (outcome.denied !== 'false') this.explicit = true;
    if (outcome.denied !== 'true') this.implicit = true;
  }

  #branch(): void {
    const name = this.#openName();
    if (name === undefined) {
      this.#noteCases([...this.#world.doubts]);
      return;
    }
    const domain = this.#world.domain(name);
    if (domain === undefined || !domain.complete || domain.options.length === 0) {
      this.unfinished ??= `not all that \`${name}\` may be can be told apart`;
    }
    const options = domain?.options ?? [];
    for (const option of options.slice(firstIndex(name, this.#peers, this.#world))) {
      this.#world.fill(name, option);
      this.#visit();
      this.#world.empty(name);
      if (this.#done) return;
    }
  }

  /**
   * With everything filled in only cases are left that AWS does not document. A contradiction is no proof that the way
   * to it is closed: one that is not contradictory may be missing among the options.
   */
  #noteCases(doubts: readonly Doubt[]): void {
    if (doubts.some(({ kind }) => kind === IMPOSSIBLE)) {
      this.unfinished ??= 'what is filled in contradicts itself';
      return;
    }
    if (doubts.every(({ kind }) => kind !== 'case'))
      this.unfinished ??= 'the outcome does not follow from what is filled in';
    for (const doubt of doubts) {
      if (doubt.kind === 'case' && !this.cases.some(({ text }) => text === doubt.reason.text))
        this.cases.push(doubt.reason);
    }
  }

  /** What of the names filled in the outcome needs. */
  #essential(): Filling {
    const filled = new Map(this.#world.filled);
    const essential = new Map(filled);
    const wanted = this.#allows();
    for (const [name, option] of filled) {
      this.#world.empty(name);
      if (this.#allows() === wanted) essential.delete(name);
      else this.#world.fill(name, option);
    }
    for (const [name, option] of filled) this.#world.fill(name, option);
    return essential;
  }

  #allows(): boolean | undefined {
    const kind = decisionKind(evaluate(this.#policies, this.#request, this.#world));
    return kind === 'undetermined' ? undefined : kind === 'allowed';
  }
}

/** The index of the option to take: for small seeds the same everywhere, then one or another, always the same ones. */
function chosen(seed: number, depth: number, count: number): number {
  if (count === 0) return 0;
  if (seed < 12) return Math.min(seed, count - 1);
  return (((seed * 7919 + depth * 104729) >>> 3) ^ (seed * depth)) % count;
}
