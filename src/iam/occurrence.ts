import { type CompiledComparison, comparisonOf } from './comparison.ts';
import type { CompiledGroup, CompiledPolicies } from './compile.ts';
import type { CompiledCondition } from './condition.ts';
import type { Reason } from './decision.ts';
import type { Matcher } from './matcher.ts';
import type { PatternPart } from './pattern.ts';
import type { ContextValue, Presence, Request, Rest } from './request.ts';
import { knownText, textKey } from './resolve.ts';
import type { CompiledStatement } from './statement.ts';
import type { Piece, Template } from './template.ts';
import type { NewValue, OneOfValue, Text, UnknownValue, Value } from './value.ts';

/** Something that is not known and has a name, and all places where the policies look at it for one request. */
export interface Unknown {
  readonly name: string;
  readonly subject: Subject;
  readonly reason: Reason;
  /** Where it is, or is part of, a text of the request. */
  readonly occurrences: Occurrence[];
  /** Where it is part of a value of a policy. */
  readonly uses: TemplateUse[];
  /** Texts that it, or a name that may be the same, is compared with as a value of a policy. */
  readonly texts: Set<string>;
}

export type Subject =
  | { readonly kind: 'value'; readonly value: NamedValue }
  | { readonly kind: 'rest'; readonly rest: Rest }
  | { readonly kind: 'presence' }
  | { readonly kind: 'gap' };

export type NamedValue = NewValue | OneOfValue | UnknownValue;

/** A text of the request that holds the name, and the values it is compared with. */
export interface Occurrence {
  readonly before: Text;
  readonly after: Text;
  readonly matcher: Matcher;
  /** What it is compared with and known: the values that are the same for every request, and those that became known by it. */
  readonly comparisons: readonly CompiledComparison[];
  /** What it is compared with and holds names itself. */
  readonly values: readonly LooseValue[];
}

/** A value of a policy with parts that are not known. In `wild` parts `*` and `?` are wildcards. */
export type LooseValue = readonly LoosePart[];
export type LoosePart = PatternPart | { readonly value: NamedValue; readonly wild: boolean };

/** A policy's value that holds the name, and the text of the request it is compared with. */
export interface TemplateUse {
  readonly value: LooseValue;
  readonly matcher: Matcher;
  readonly text: Text;
}

const MOST_VARIANTS = 200;

/** Names that may matter to a decision. */
export interface Unknowns {
  /** By name, in the order in which the policies look at them. */
  readonly unknowns: ReadonlyMap<string, Unknown>;
  /** False: choices combine in so many ways that not all places are known where the policies look at the names. */
  readonly complete: boolean;
}

/** Every name that may matter to the decision about a request. */
export function collectUnknowns(policies: CompiledPolicies, request: Request): Unknowns {
  const collector = new Collector(request);
  for (const group of policies.forAction(request.action)) collector.addGroup(group);
  return collector;
}

class Collector implements Unknowns {
  complete = true;
  readonly unknowns = new Map<string, Unknown>();
  readonly #request: Request;
  readonly #pairs = new WeakMap<Matcher, Set<string>>();

  constructor(request: Request) {
    this.#request = request;
  }

  addGroup({ gap, policies }: CompiledGroup): void {
    if (gap !== undefined) this.#named(gap.name, { kind: 'gap' }, gap.reason);
    for (const { attached, denies, allows } of policies) {
      this.#addPresence(attached);
      for (const statement of new Set([...denies, ...allows])) this.#addStatement(statement);
    }
  }

  #addStatement({ actions, resources, conditions }: CompiledStatement): void {
    if (!actions.everything) this.#compare([this.#request.action], actions.matcher);
    if (!resources.everything) this.#compare(this.#request.resource, resources.matcher);
    for (const condition of conditions) this.#addCondition(condition);
  }

  #addCondition({ key, matcher }: CompiledCondition): void {
    const value = this.#request.context.lookup(key);
    if (value.kind === 'absent') return;
    this.#addPresence(value.presence);
    if (value.kind === 'single') {
      if (matcher !== undefined) this.#compare([value.value], matcher);
      return;
    }
    const { rest } = value;
    if (rest !== undefined) this.#named(rest.name, { kind: 'rest', rest }, reasonOf(rest));
    if (matcher === undefined) return;
    for (const element of value.values) this.#compare([element], matcher);
    if (rest !== undefined) this.#compareRest(rest, matcher);
  }

  #addPresence(presence: Presence): void {
    if (presence.kind === 'unknown') this.#named(presence.name, { kind: 'presence' }, reasonOf(presence));
  }

  #compareRest(rest: Rest, matcher: Matcher): void {
    const { comparisons, values } = this.#compared(matcher);
    this.unknowns.get(rest.name)?.occurrences.push({ before: [], after: [], matcher, comparisons, values });
    this.#addUses(values, matcher, [{ kind: 'unknown', ...rest }]);
  }

  #compare(text: Text, matcher: Matcher): void {
    const known = text.every((part) => typeof part === 'string' || part.kind === 'known');
    if ((known && matcher.templates.length === 0) || this.#seen(text, matcher)) return;
    const { comparisons, values } = this.#compared(matcher);
    for (const variant of this.#variantsOf(text)) {
      for (const [index, part] of variant.entries()) {
        if (typeof part === 'string' || part.kind === 'known') continue;
        const before = variant.slice(0, index);
        const after = variant.slice(index + 1);
        this.#value(part)?.occurrences.push({ before, after, matcher, comparisons, values });
      }
      this.#addUses(values, matcher, variant);
    }
    for (const part of text) if (typeof part !== 'string') this.#value(part);
  }

  #seen(text: Text, matcher: Matcher): boolean {
    const key = textKey(text);
    const seen = this.#pairs.get(matcher) ?? new Set();
    this.#pairs.set(matcher, seen);
    const again = seen.has(key);
    seen.add(key);
    return again;
  }

  #addUses(values: readonly LooseValue[], matcher: Matcher, text: Text): void {
    for (const value of values) {
      for (const part of value) {
        if (!('value' in part)) continue;
        const found = this.#value(part.value);
        found?.uses.push({ value, matcher, text });
        const known = knownText(text);
        if (known !== undefined && value.length === 1) found?.texts.add(known);
      }
    }
  }

  #compared(matcher: Matcher): Pick<Occurrence, 'comparisons' | 'values'> {
    const all = matcher.templates.flatMap((template) => this.#looseValue(template));
    const known = all.filter(isKnown);
    const comparisons =
      known.length === 0 ? [matcher.fixed] : [matcher.fixed, comparisonOf(matcher.kind, known)];
    return { comparisons, values: all.filter((value) => !isKnown(value)) };
  }

  /** One for each way in which its variables and choices may turn out. */
  #looseValue(template: Template): readonly LooseValue[] {
    return this.#ways(template.map((piece) => this.#looseParts(piece)));
  }

  /** The text with each choice made in each way. */
  #variantsOf(text: Text): readonly Text[] {
    return this.#ways(text.map(candidatesOf));
  }

  /** Each way to take one of each; none where there are too many. */
  #ways<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
    let ways: readonly (readonly T[])[] = [[]];
    for (const parts of choices) {
      ways = ways.flatMap((way) => parts.map((one) => [...way, one]));
      if (ways.length > MOST_VARIANTS) {
        this.complete = false;
        return [];
      }
    }
    return ways;
  }

  #looseParts(piece: Piece): readonly LoosePart[] {
    if (piece.kind === 'written') return [{ text: piece.text, wild: true }];
    if (piece.kind === 'quoted') return [{ text: piece.text, wild: false }];
    if (piece.kind === 'hole') return this.#choices(piece.value, true);
    const value = this.#request.context.lookup(piece.key);
    const absent = piece.otherwise === undefined ? [] : [{ text: piece.otherwise, wild: false }];
    return [...(certainlyPresent(value) ? [] : absent), ...this.#present(value)];
  }

  #present(value: ContextValue): readonly LoosePart[] {
    if (value.kind === 'absent') return [];
    this.#addPresence(value.presence);
    return value.kind === 'single' ? this.#choices(value.value, false) : [];
  }

  #choices(value: Value, wild: boolean): readonly LoosePart[] {
    if (value.kind === 'known') return [{ text: value.text, wild }];
    this.#value(value);
    if (value.kind === 'one-of') return value.candidates.flatMap((one) => this.#choices(one, wild));
    return [{ value, wild }];
  }

  /** Registers a value, and the candidates that it may turn out to be. */
  #value(value: Value): Unknown | undefined {
    if (value.kind === 'known') return undefined;
    const found = this.#named(value.name, { kind: 'value', value }, valueReason(value));
    if (value.kind === 'one-of') for (const candidate of value.candidates) this.#value(candidate);
    return found;
  }

  #named(name: string, subject: Subject, reason: Reason): Unknown {
    const known = this.unknowns.get(name);
    if (known !== undefined) return known;
    const unknown = { name, subject, reason, occurrences: [], uses: [], texts: new Set<string>() };
    this.unknowns.set(name, unknown);
    return unknown;
  }
}

function isKnown(value: LooseValue): value is readonly PatternPart[] {
  return value.every((part) => 'text' in part);
}

function candidatesOf(part: string | Value): Text {
  return typeof part === 'object' && part.kind === 'one-of' ? part.candidates.flatMap(candidatesOf) : [part];
}

function certainlyPresent(value: ContextValue): boolean {
  return value.kind !== 'absent' && value.presence.kind === 'present';
}

function valueReason(value: NamedValue): Reason {
  if (value.kind === 'new')
    return { text: `\`${value.name}\` does not exist yet, and what AWS will call it matters` };
  return reasonOf(value);
}

function reasonOf({ reason, settle }: { readonly reason: string; readonly settle?: string }): Reason {
  return settle === undefined ? { text: reason } : { text: reason, settle };
}
