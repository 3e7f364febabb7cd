import type { GraphCache } from './automaton.ts';
import type { CompiledComparison } from './comparison.ts';
import { elementCandidates } from './element-candidates.ts';
import { linkUnknowns } from './link.ts';
import type { NamedValue, Unknown, Unknowns } from './occurrence.ts';
import { probes } from './probe.ts';
import type { Rest } from './request.ts';
import { knownText } from './resolve.ts';
import { subsetOptions } from './subset.ts';
import type { Text, UnknownValue } from './value.ts';
import type { Domain, Option } from './world.ts';

const PRESENCE: Domain = {
  complete: true,
  options: [
    { kind: 'presence', present: true, label: 'present' },
    { kind: 'presence', present: false, label: 'absent' },
  ],
};

const GAP: Domain = {
  complete: true,
  options: [
    { kind: 'gap', decides: 'nothing', label: 'none that decides' },
    { kind: 'gap', decides: 'allow', label: 'one that allows' },
    { kind: 'gap', decides: 'deny', label: 'one that denies' },
  ],
};

/** In what ways each name can be filled in that the policies can tell apart; made when it is first asked for. */
export class Domains {
  readonly #unknowns: ReadonlyMap<string, Unknown>;
  readonly #made = new Map<string, Domain>();
  readonly #making = new Set<string>();
  readonly #rank: ReadonlyMap<string, number>;
  /** False: there are too many places or choices, so that ways to fill in a text may be missing. */
  readonly #complete: boolean;
  /** Texts that somebody wrote down: no new value is one of them. */
  readonly written = new Set<string>();
  /** Texts that stand for new values: no other new value is one of them. */
  readonly newTexts = new Set<string>();
  /** Texts that stand, or may stand, for other values: better taken once only. */
  readonly taken = new Set<string>();

  readonly graphs: GraphCache = new Map();

  constructor({ unknowns, complete }: Unknowns) {
    this.#unknowns = unknowns;
    this.#complete = linkUnknowns(unknowns) && complete;
    this.#rank = ranked(unknowns);
    for (const { occurrences, uses } of unknowns.values()) {
      for (const { comparisons } of occurrences) for (const one of comparisons) this.#noteTexts(one);
      for (const { text } of uses) this.written.add(knownText(text) ?? '');
    }
  }

  #noteTexts(comparison: CompiledComparison): void {
    for (const text of comparison.terms.literals) this.written.add(text);
    for (const text of probes(comparison, undefined)) this.taken.add(text);
  }

  /** Undefined: no such name, or it is just being made and depends on itself. */
  of(name: string): Domain | undefined {
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const unknown = this.#unknowns.get(name);
    if (unknown === undefined || this.#making.has(name)) return undefined;
    this.#making.add(name);
    const domain = this.#make(unknown);
    this.#making.delete(name);
    this.#made.set(name, domain);
    return domain;
  }

  /** Whether these texts may be the same: names may only be the same as names that come before them. */
  precedes(text: Text, name: string): boolean {
    const rank = this.#rank.get(name) ?? 0;
    return text.every(
      (part) =>
        typeof part === 'string' || part.kind === 'known' || (this.#rank.get(part.name) ?? rank) < rank,
    );
  }

  #make(unknown: Unknown): Domain {
    const { subject } = unknown;
    if (subject.kind === 'presence') return PRESENCE;
    if (subject.kind === 'gap') return GAP;
    return subject.kind === 'rest'
      ? this.#restDomain(unknown, subject.rest)
      : this.#valueDomain(unknown, subject.value);
  }

  #valueDomain(unknown: Unknown, value: NamedValue): Domain {
    if (value.kind === 'one-of') {
      const options = value.candidates.map(
        (one): Option => ({ kind: 'text', text: [one], label: labelOf(one) }),
      );
      return { options, complete: true };
    }
    const { candidates, complete } = elementCandidates(unknown, value, this, 1);
    const options = candidates.map(({ text, label }): Option => ({ kind: 'text', text, label }));
    return { options, complete: complete && this.#complete };
  }

  #restDomain(unknown: Unknown, rest: Rest): Domain {
    const element: UnknownValue = { kind: 'unknown', ...rest };
    const { candidates, complete } = elementCandidates(
      unknown,
      element,
      this,
      Math.min(Math.max(rest.atLeast ?? 1, 1), 16),
    );
    const subsets = subsetOptions(candidates, rest);
    return { options: subsets.options, complete: complete && subsets.complete && this.#complete };
  }
}

function labelOf(value: NamedValue | { readonly kind: 'known'; readonly text: string }): string {
  return value.kind === 'known' ? value.text : value.name;
}

/** New values first, then what policies hold, then the rest: in that order a name may be the same as an earlier one. */
function ranked(unknowns: ReadonlyMap<string, Unknown>): ReadonlyMap<string, number> {
  const classOf = ({ subject, uses }: Unknown): number => {
    if (subject.kind === 'value' && subject.value.kind === 'new') return 0;
    return uses.length > 0 ? 1 : 2;
  };
  const ordered = [...unknowns.values()].sort((a, b) => classOf(a) - classOf(b));
  return new Map(ordered.map(({ name }, index) => [name, index]));
}
