import { inherit, itemsOf, unknown } from './construct.ts';
import type { AttributePath } from './graph.ts';
import type { OneOfValue, RestOfValue, Value } from './value.ts';

/**
 * A part of a value, without Terraform's conversions: undefined when there is certainly no such part; unknown when
 * that depends on what is unknown.
 */
export function partAt(value: Value, path: AttributePath): Value | undefined {
  let part: Value | undefined = value;
  for (const [depth, step] of path.entries()) {
    if (part === undefined) return undefined;
    if (part.kind === 'one-of') return throughCandidates(part, path.slice(depth));
    part = oneStep(part, step);
  }
  return part;
}

function throughCandidates(value: OneOfValue, path: AttributePath): Value {
  const parts = value.candidates.map((candidate) => partAt(candidate, path));
  const present = parts.filter((part) => part !== undefined);
  const name = `${value.name} ${JSON.stringify(path)}`;
  if (present.length !== parts.length || present.some((part) => part.kind === 'one-of')) {
    return unknown(name, value.reason, { trail: value.trail, settle: value.settle });
  }
  return { ...value, name, candidates: present };
}

function oneStep(value: Value, step: string | number): Value | undefined {
  switch (value.kind) {
    case 'known':
      return undefined;
    case 'new':
    case 'template':
      return undefined;
    case 'unknown':
      return unknown(`${value.name}[${JSON.stringify(step)}]`, value.reason, {
        trail: value.trail,
        settle: value.settle,
      });
    case 'one-of':
      return throughCandidates(value, [step]);
    case 'object': {
      const attribute = value.attributes.get(String(step));
      if (attribute !== undefined) return inherit(value, attribute);
      return value.rest === undefined ? undefined : beyond(value.rest, step);
    }
    case 'list': {
      if (value.rest === undefined) return itemsOf(value)[Number(step)];
      // The one element of a block that may not be there: when it is asked for, it is meant.
      const first = Number(step) === 0 && value.items.length === 0 ? value.rest.candidates : undefined;
      const only = first?.length === 1 && value.rest.atMost === 1 ? first[0] : undefined;
      return only ?? beyond(value.rest, step);
    }
  }
}

function beyond(rest: RestOfValue, step: string | number): Value {
  return unknown(`${rest.name}[${JSON.stringify(step)}]`, rest.reason, { settle: rest.settle });
}
