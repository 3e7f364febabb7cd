import { createRequire } from 'node:module';
import type { Document, Node, Pair, ScalarTag, YAMLMap } from 'yaml';
import type { Json } from '../../plan/json.ts';

const LONGEST = 1_000_000;

const load = createRequire(import.meta.url);
/** Loaded when it is needed: few configurations read YAML. */
const yaml = (): typeof import('yaml') => load('yaml');

/**
 * What yamldecode() makes of a text; undefined where it is not certain. Terraform reads a YAML of its own: numbers
 * as in YAML 1.2, but `yes`, `on`, dates and `<<` as in YAML 1.1.
 * https://developer.hashicorp.com/terraform/language/functions/yamldecode
 * https://github.com/zclconf/go-cty-yaml (resolve.go)
 */
export function fromYaml(text: string): Json | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const { parseDocument, visit } = yaml();
    const document = parseDocument(text, {
      schema: 'core',
      merge: true,
      customTags,
      logLevel: 'error',
      // Each with each other: it would take minutes for a long map.
      uniqueKeys: false,
    });
    const isClear = document.errors.length === 0 && document.warnings.length === 0;
    if (!isClear || isEmpty(document.contents) || document.directives?.yaml.explicit === true)
      return undefined;
    let isPlain = true;
    visit(document, {
      Node: (_, node) => {
        isPlain &&= isPlainNode(node, document);
      },
    });
    return isPlain ? plain(document.toJS({ maxAliasCount: 100 }), 0) : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing but comments. */
function isEmpty(contents: Node | null): boolean {
  return contents === null || (yaml().isScalar(contents) && contents.source === '');
}

/** Tags and merges are read where all readers of YAML agree about them. */
function isPlainNode(node: Node, document: Document): boolean {
  const { isAlias, isMap } = yaml();
  if (isAlias(node)) return true;
  if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str') return false;
  return (
    !isMap(node) || (node.items.every(hasTextKey) && hasUniqueKeys(node) && mergesPlainly(node, document))
  );
}

/** A number or a truth value becomes a text. */
const hasUniqueKeys = ({ items }: YAMLMap): boolean =>
  new Set(items.map(({ key }) => (yaml().isScalar(key) ? String(key.value) : key))).size === items.length;

function hasTextKey({ key }: Pair): boolean {
  return yaml().isScalar(key) && key.value !== null;
}

/** One map is merged, and nothing that stands before it is in it: which one wins differs. */
function mergesPlainly(map: YAMLMap, document: Document): boolean {
  const names = map.items.map(nameIn);
  const at = names.indexOf(MERGE);
  if (at < 0) return true;
  const merged = resolved(map.items[at]?.value, document);
  if (names.lastIndexOf(MERGE) !== at || !yaml().isMap(merged)) return false;
  const before = names.slice(0, at);
  return !namesIn(merged, document).some((name) => before.includes(name));
}

/** Those of what is merged into it as well. */
function namesIn(map: YAMLMap, document: Document, depth = 0): readonly string[] {
  if (depth > DEEPEST) return [];
  return map.items.flatMap((item) => {
    const merged = nameIn(item) === MERGE ? resolved(item.value, document) : undefined;
    return yaml().isMap(merged) ? namesIn(merged, document, depth + 1) : [nameIn(item)];
  });
}

const MERGE = '<<';

function nameIn({ key }: Pair): string {
  return yaml().isScalar(key) ? (key.source ?? '') : '';
}

function resolved(value: unknown, document: Document): unknown {
  return yaml().isAlias(value) ? value.resolve(document) : value;
}

function customTags<T>(tags: readonly T[]): (T | ScalarTag)[] {
  return [TRUE, FALSE, DATE, ...tags];
}

const TRUE: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:y|Y|yes|Yes|YES|on|On|ON)$/u,
  resolve: () => true,
};

const FALSE: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:n|N|no|No|NO|off|Off|OFF)$/u,
  resolve: () => false,
};

/** A date becomes a moment. What else may be one is left open. */
const DATE: ScalarTag = {
  tag: 'tag:yaml.org,2002:timestamp',
  default: true,
  test: /^\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$/u,
  resolve: (text) => (isDay(text) ? `${text}T00:00:00Z` : Number.NaN),
};

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(text));
}

const DEEPEST = 100;

/** What YAML has and JSON has not, and numbers that lose digits here, are left open. */
function plain(value: unknown, depth: number): Json | undefined {
  if (depth > DEEPEST) return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) || !Number.isInteger(value) ? finite(value) : undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (typeof value !== 'object') return undefined;
  const members = Object.entries(value).map(([name, member]) => [name, plain(member, depth + 1)] as const);
  return members.some(([, member]) => member === undefined)
    ? undefined
    : (Object.fromEntries(members) as Json);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
