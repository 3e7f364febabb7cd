import { attributeOfType, type IdentifierKind } from '../graph/identifiers.ts';
import { nameOf } from '../graph/identity.ts';
import { referenceIn } from '../graph/trail.ts';
import type {
  Value as GraphValue,
  Hop,
  ListValue,
  ObjectValue,
  TemplateValue,
  Trail,
} from '../graph/value.ts';
import type {
  KnownValue,
  NewValue,
  Origin,
  Shape,
  Text,
  TrailStep,
  UnknownValue,
  Value,
} from '../iam/value.ts';

const HEX = '0123456789abcdef';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const upTo = (longest: number) => Array.from({ length: longest }, (_, index) => index + 1);

/**
 * What EC2 makes ids of: 8 hexadecimal digits, 17 since 2018.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
const drawn = (prefix: string): Shape => ({ prefix, alphabet: HEX, lengths: [8, 17] });

const NEW_SHAPES: Partial<Record<IdentifierKind, Shape>> = {
  vpc: drawn('vpc-'),
  subnet: drawn('subnet-'),
  'security-group': drawn('sg-'),
};

const NEW_ANYTHING: Shape = { prefix: '', alphabet: LETTERS, lengths: upTo(64) };

/** What an id may look like that is not known: the prefix is certain; the rest is not held to what EC2 draws today. */
const written = (prefix: string): Shape => ({ prefix, alphabet: LETTERS, lengths: upTo(40) });

/** Shapes of ids that are somewhere, and not known. */
export const ID_SHAPES = {
  vpc: written('vpc-'),
  subnet: written('subnet-'),
  'security-group': written('sg-'),
} as const satisfies Partial<Record<IdentifierKind, Shape>>;

/**
 * A scalar of the plan as IAM compares it. The same thing gets the same name wherever it is met, in a request or in
 * a policy. Null is the empty text: who must tell them apart asks `isSomething` first. What is no scalar is unknown.
 * @param shape what it looks like where it is not known
 */
export function toIamValue(value: GraphValue, shape?: Shape): Value {
  switch (value.kind) {
    case 'known':
      return { kind: 'known', text: textOf(value.value), origin: originOf(value) };
    case 'new':
      return newValue(value);
    case 'unknown':
      return { ...unknownOf(value, value.name, value.reason, shape), ...settleOf(value) };
    case 'one-of':
      return oneOf(value, shape);
    case 'template':
      return joined(value, shape);
    case 'list':
    case 'object':
      return collectionOf(value);
  }
}

function collectionOf(value: ListValue | ObjectValue): UnknownValue {
  const { reason = 'it is a collection where a text is expected', settle } = value.rest ?? {};
  return {
    ...unknownOf(value, structuralName(value), reason),
    ...settleOf(settle === undefined ? {} : { settle }),
  };
}

const textOf = (value: null | boolean | number | string) => (value === null ? '' : String(value));
const settleOf = ({ settle }: { readonly settle?: string }) => (settle === undefined ? {} : { settle });

function newValue(value: GraphValue & { kind: 'new' }): NewValue {
  const kind = attributeOfType(value.type, value.attribute)?.kind;
  const shape = (kind === undefined ? undefined : NEW_SHAPES[kind]) ?? NEW_ANYTHING;
  return { kind: 'new', name: `${value.instance}.${value.attribute}`, shape, origin: originOf(value) };
}

function unknownOf(value: GraphValue, name: string, reason: string, shape?: Shape): UnknownValue {
  const origin = originOf(value);
  return { kind: 'unknown', name, reason, origin, ...(shape === undefined ? {} : { shape }) };
}

function oneOf(value: GraphValue & { kind: 'one-of' }, shape: Shape | undefined): Value {
  const candidates = distinct(value.candidates.map((candidate) => toIamValue(candidate, shape)));
  const flat = candidates.flatMap((candidate) =>
    candidate.kind === 'one-of' ? candidate.candidates : [candidate],
  );
  const [only, ...others] = distinct(flat);
  if (only === undefined) return unknownOf(value, value.name, value.reason, shape);
  if (others.length === 0) return only;
  const { name, reason } = value;
  return {
    kind: 'one-of',
    name,
    candidates: [only, ...others],
    reason,
    origin: originOf(value),
    ...settleOf(value),
  };
}

/** A template as one value: unknown, under a name made of its parts. */
function joined(value: TemplateValue, shape: Shape | undefined): UnknownValue {
  const text = textOfParts(value.parts);
  const doubt = text.filter((part) => typeof part !== 'string').find((part) => 'reason' in part);
  const name = `${value.encoding ?? ''}"${text.map(partName).join('')}"`;
  return {
    ...unknownOf(value, name, doubt?.reason ?? 'a part of it is new', shape),
    ...settleOf(doubt ?? {}),
  };
}

const partName = (part: string | Value) => (typeof part === 'string' ? part : `\${${nameIn(part)}}`);
const nameIn = (part: Value) => (part.kind === 'known' ? part.text : part.name);

/**
 * A scalar as a text of known and unknown parts; neighbours that are known are one part. JSON with unknown parts is one:
 * it holds their JSON, not them.
 */
export function toText(value: GraphValue): Text {
  if (value.kind === 'template' && value.encoding === undefined) return textOfParts(value.parts);
  const part = toIamValue(value);
  return part.kind === 'known' && part.origin?.sensitive !== true ? textParts(part.text) : [part];
}

function textOfParts(values: readonly GraphValue[]): Text {
  const parts: (string | Value)[] = [];
  for (const part of values.flatMap(toText)) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

const textParts = (text: string): Text => (text === '' ? [] : [text]);

/** A text that is the same for two values exactly when they are known to be the same. */
export function identityOf(value: Value): string {
  return value.kind === 'known' ? value.text : `${value.kind} ${value.name}`;
}

/** Without those that are there already. The first one stays. */
export function distinct<V extends Value>(values: readonly V[]): readonly V[] {
  const seen = new Map<string, V>();
  for (const value of values) {
    const identity = value.kind === 'known' ? `known ${value.text}` : identityOf(value);
    if (!seen.has(identity)) seen.set(identity, value);
  }
  return [...seen.values()];
}

/** Not null, not absent, not the empty text: those the AWS provider leaves out of a list of ids. */
export function isSomething(value: GraphValue | undefined): value is GraphValue {
  if (value === undefined) return false;
  return value.kind !== 'known' || (value.value !== null && value.value !== '');
}

/** Of a list, its further items as one that is not known; of anything else, itself. */
export function elementsOf<V extends GraphValue | undefined>(value: V): readonly (GraphValue | V)[] {
  if (value?.kind !== 'list') return [value];
  const { items, rest, trail } = value;
  return rest === undefined
    ? items
    : [...items, { kind: 'unknown', name: rest.name, reason: rest.reason, trail }];
}

/** Where a value was found, for the explanation. */
export function originOf(value: GraphValue): Origin {
  return {
    label: labelOf(value),
    trail: trailSteps(value.trail),
    ...(value.sensitive === true ? { sensitive: true } : {}),
  };
}

/** A list and each of its elements were found in the same way: that is one step. */
export function trailSteps(trail: Trail): readonly TrailStep[] {
  return trail.filter((hop, at) => !isSameHop(hop, trail[at - 1])).map((hop) => ({ ...hop }));
}

function isSameHop(hop: Hop, before: Hop | undefined): boolean {
  return hop.text === before?.text && hop.path === before.path && hop.line === before.line;
}

/** What a person calls the value: the reference that it is, or the last reference on the way to it. */
function labelOf(value: GraphValue): string {
  if (value.kind === 'new') return `${value.instance}.${value.attribute}`;
  if (value.kind === 'unknown' && value.of !== undefined) return `${value.of.instance}.${value.of.attribute}`;
  return referenceIn(value.trail) ?? value.trail.at(-1)?.text ?? fallbackLabel(value);
}

function fallbackLabel(value: GraphValue): string {
  if (value.kind === 'unknown' || value.kind === 'one-of') return value.name;
  return value.kind === 'known' && value.sensitive !== true ? textOf(value.value) : 'a value of the plan';
}

/** A name that two values share exactly when they are made of the same parts in the same way. */
export function structuralName(value: GraphValue): string {
  switch (value.kind) {
    case 'list':
      return `[${[...value.items.map(structuralName), ...restName(value.rest)].join()}]`;
    case 'object':
      return `{${[...[...value.attributes].map(memberName), ...restName(value.rest)].join()}}`;
    case 'template':
      return `${value.encoding ?? ''}"${value.parts.map(structuralName).join('+')}"`;
    case 'known':
    case 'new':
    case 'one-of':
    case 'unknown':
      return nameOf(value) ?? value.kind;
  }
}

const restName = (rest: { readonly name: string } | undefined) =>
  rest === undefined ? [] : [`…${rest.name}`];
const memberName = ([name, value]: readonly [string, GraphValue]) =>
  `${JSON.stringify(name)}:${structuralName(value)}`;

/** A text that somebody gave: not from the plan. */
export function given(text: string, label: string): KnownValue {
  return { kind: 'known', text, origin: { label, trail: [{ text: label }] } };
}
