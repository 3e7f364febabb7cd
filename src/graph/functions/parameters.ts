import { isCertainlyText, numberOf, truthOf } from '../evaluate/convert.ts';
import { LazyAttributes } from '../evaluate/lazy-attributes.ts';
import type { Value } from '../value.ts';

/** Whether a function takes its arguments: `fails` where Terraform certainly reports an error, `open` where it may. */
export type Fit = 'fits' | 'fails' | 'open';

/** What a parameter takes. None takes null that does not say so. */
type Kind =
  | 'anything'
  | 'something'
  | 'text'
  | 'number'
  | 'collection'
  | 'collection or null'
  | 'list'
  | 'list or null'
  | 'texts'
  | 'texts or nulls'
  | 'truths'
  | 'map'
  | 'map or null';

const FIT: Readonly<Record<Kind, (value: Value) => Fit>> = {
  anything: () => 'fits',
  something: (value) => (isKnownNull(value) ? 'fails' : 'fits'),
  text: (value) => (isKnownNull(value) || isCollection(value) ? 'fails' : 'fits'),
  number: asNumber,
  collection: asCollection,
  'collection or null': (value) =>
    isKnownNull(value) || value.kind === 'object' ? 'fits' : asCollection(value),
  list: asList,
  // The null of a list, but not one without a type.
  'list or null': (value) => (isKnownNull(value) ? 'open' : asList(value)),
  texts: (value) => asTexts(value, true),
  'texts or nulls': (value) => asTexts(value, false),
  truths: asTruths,
  map: asMap,
  'map or null': (value) => (isKnownNull(value) ? 'fits' : asMap(value)),
};

interface Parameters {
  readonly needed: readonly Kind[];
  readonly optional?: readonly Kind[];
  /** Any number of further ones. */
  readonly further?: Kind;
}

const takes = (...needed: readonly Kind[]): Parameters => ({ needed });
const ONE_TEXT = takes('text');
const TWO_TEXTS = takes('text', 'text');
const ONE_NUMBER = takes('number');
const ANYTHING = takes('anything');
const SETS: Parameters = { needed: ['collection'], further: 'collection' };
const LISTS: Parameters = { needed: ['list'], further: 'list' };
const NUMBERS: Parameters = { needed: ['number'], further: 'number' };

/** https://developer.hashicorp.com/terraform/language/functions */
const PARAMETERS: ReadonlyMap<string, Parameters> = new Map(
  Object.entries({
    abs: ONE_NUMBER,
    abspath: ONE_TEXT,
    alltrue: takes('truths'),
    anytrue: takes('truths'),
    base64decode: ONE_TEXT,
    base64encode: ONE_TEXT,
    basename: ONE_TEXT,
    ceil: ONE_NUMBER,
    chomp: ONE_TEXT,
    chunklist: takes('collection', 'number'),
    cidrhost: takes('text', 'number'),
    cidrnetmask: ONE_TEXT,
    cidrsubnet: takes('text', 'number', 'number'),
    cidrsubnets: { needed: ['text'], further: 'number' },
    coalesce: { needed: ['anything'], further: 'anything' },
    coalescelist: { needed: ['list or null'], further: 'list or null' },
    compact: takes('texts or nulls'),
    concat: LISTS,
    contains: takes('collection', 'something'),
    csvdecode: ONE_TEXT,
    dirname: ONE_TEXT,
    distinct: takes('collection'),
    element: takes('list', 'number'),
    endswith: TWO_TEXTS,
    flatten: takes('collection'),
    floor: ONE_NUMBER,
    indent: takes('number', 'text'),
    index: takes('list', 'anything'),
    issensitive: ANYTHING,
    join: { needed: ['text', 'texts'], further: 'texts' },
    jsondecode: ONE_TEXT,
    jsonencode: ANYTHING,
    keys: takes('map'),
    length: takes('something'),
    log: takes('number', 'number'),
    lookup: { needed: ['map', 'text'], optional: ['anything'] },
    lower: ONE_TEXT,
    matchkeys: takes('collection', 'collection', 'collection'),
    max: NUMBERS,
    md5: ONE_TEXT,
    min: NUMBERS,
    nonsensitive: ANYTHING,
    one: takes('collection'),
    parseint: takes('text', 'number'),
    pow: takes('number', 'number'),
    range: { needed: ['number'], optional: ['number', 'number'] },
    regex: TWO_TEXTS,
    regexall: TWO_TEXTS,
    replace: takes('text', 'text', 'text'),
    reverse: takes('collection'),
    sensitive: ANYTHING,
    setintersection: SETS,
    setproduct: SETS,
    setsubtract: takes('collection', 'collection'),
    setunion: SETS,
    sha1: ONE_TEXT,
    sha256: ONE_TEXT,
    signum: ONE_NUMBER,
    slice: takes('list', 'number', 'number'),
    sort: takes('texts'),
    split: TWO_TEXTS,
    startswith: TWO_TEXTS,
    strcontains: TWO_TEXTS,
    strrev: ONE_TEXT,
    substr: takes('text', 'number', 'number'),
    sum: takes('collection'),
    title: ONE_TEXT,
    tobool: ANYTHING,
    tolist: takes('collection or null'),
    tomap: takes('map or null'),
    tonumber: ANYTHING,
    toset: takes('collection or null'),
    tostring: ANYTHING,
    transpose: takes('map'),
    trim: TWO_TEXTS,
    trimprefix: TWO_TEXTS,
    trimspace: ONE_TEXT,
    trimsuffix: TWO_TEXTS,
    upper: ONE_TEXT,
    urlencode: ONE_TEXT,
    values: takes('map'),
    yamldecode: ONE_TEXT,
    zipmap: takes('collection', 'list'),
  }),
);

/** Whether a function takes these arguments, as far as their number and kinds tell. */
export function fitOf(name: string, given: readonly Value[]): Fit {
  const parameters = PARAMETERS.get(name);
  if (parameters === undefined) return 'fits';
  const { needed, optional = [], further } = parameters;
  const named = [...needed, ...optional];
  if (given.length < needed.length || (further === undefined && given.length > named.length)) return 'fails';
  const each = given.map((value, at) => {
    const kind = named[at] ?? further;
    return kind === undefined ? 'fits' : FIT[kind](value);
  });
  return worst([...each, UNIFYING.get(name)?.(given) ?? 'fits']);
}

/** Functions that make values one type, and whether they can. */
const UNIFYING: ReadonlyMap<string, (given: readonly Value[]) => Fit> = new Map([
  ['coalesce', asOneKind],
  ['setintersection', asOneKindWithin],
  ['setsubtract', asOneKindWithin],
  ['setunion', asOneKindWithin],
  ['tolist', asOneKindWithin],
  ['tomap', asOneKindWithin],
  ['toset', asOneKindWithin],
]);

function asOneKindWithin(given: readonly Value[]): Fit {
  return asOneKind(given.flatMap(membersOf));
}

/** Those of a resource are worked out when they are asked for: they are not looked at. */
function membersOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind !== 'object' || value.attributes instanceof LazyAttributes) return [];
  return [...value.attributes.values(), ...(value.newKeys ?? []).map(([, member]) => member)];
}

/** A text beside a list or an object, or one of these beside the other: a null without a type makes up for it. */
function asOneKind(values: readonly Value[]): Fit {
  const told = values.filter(
    (value) => (value.kind !== 'unknown' || isPrimitive(value)) && !isKnownNull(value),
  );
  const kinds = new Set(told.map(kindOf));
  if (kinds.size === 1 && !kinds.has('text') && values.some(({ kind }) => kind === 'unknown')) return 'open';
  if (kinds.size < 2) return 'fits';
  return told.length === values.length ? 'fails' : 'open';
}

/** `list`, `object`, or a text for everything else. */
function kindOf({ kind }: Value): string {
  return kind === 'list' || kind === 'object' ? kind : 'text';
}

function worst(fits: readonly Fit[]): Fit {
  if (fits.includes('fails')) return 'fails';
  return fits.includes('open') ? 'open' : 'fits';
}

const isKnownNull = (value: Value): boolean => value.kind === 'known' && value.value === null;

const isCollection = (value: Value): boolean => value.kind === 'list' || value.kind === 'object';

/** A text may be a number; one that is drawn by AWS is none. */
export function asNumber(value: Value): Fit {
  if (isCollection(value) || value.kind === 'new') return 'fails';
  if (value.kind !== 'known') return value.kind === 'unknown' && value.range !== undefined ? 'fits' : 'open';
  if (numberOf(value) !== undefined) return 'fits';
  return /^(?:[-+.\d]|inf)/iu.test(String(value.value)) ? 'open' : 'fails';
}

/** A value does not tell whether it is a set or a list whose order is lost. */
function asList(value: Value): Fit {
  if (asCollection(value) === 'fails') return 'fails';
  return value.kind === 'list' && (value.isSet || value.loose === true) ? 'open' : 'fits';
}

function asMap(value: Value): Fit {
  return isPrimitive(value) || value.kind === 'list' ? 'fails' : 'fits';
}

function asCollection(value: Value): Fit {
  return isPrimitive(value) || value.kind === 'object' ? 'fails' : 'fits';
}

const isPrimitive = (value: Value): boolean => value.kind === 'known' || isCertainlyText(value);

function asTexts(value: Value, isFull: boolean): Fit {
  if (asCollection(value) === 'fails') return 'fails';
  if (value.kind !== 'list') return 'fits';
  return value.items.some((item) => isCollection(item) || (isFull && isKnownNull(item))) ? 'fails' : 'fits';
}

function asTruths(value: Value): Fit {
  if (asCollection(value) === 'fails') return 'fails';
  const items = value.kind === 'list' ? value.items : [];
  const isWrong = (item: Value) =>
    isCollection(item) ||
    item.kind === 'new' ||
    (item.kind === 'known' && item.value !== null && truthOf(item) === undefined);
  return items.some(isWrong) ? 'fails' : 'fits';
}
