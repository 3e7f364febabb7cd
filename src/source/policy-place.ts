import type { PlacedBlock } from './module-outline.ts';
import type { OutlineBlock, OutlineValue, Region } from './outline.ts';
import { type AttributePath, contentOf } from './outline-path.ts';
import { documentOfReference, type PolicyScope, valueOfReference, type WrittenFile } from './policy-scope.ts';
import { statementsInText } from './policy-text.ts';

/** Which statement of a policy document: its index, and its Sid, which tells it apart where documents are merged. */
export interface StatementName {
  readonly index: number;
  readonly sid?: string;
}

/** Where a statement of a policy document stands. */
export interface StatementPlace {
  readonly in: WrittenFile;
  readonly region: Region;
}

interface Search {
  readonly name: StatementName;
  readonly scope: PolicyScope;
  /** How many references are followed yet, wherever they stand: they may lead in circles and to each other. */
  readonly steps: { left: number };
}

/** A statement that may be the one. `sid` is absent where it is none, or no plain text. */
interface Candidate extends StatementPlace {
  readonly sid?: string;
}

const MOST_STEPS = 100;
/** A policy is a few kilobytes. */
const LONGEST_TEXT = 256 * 1024;

/** The place of a statement; undefined where the document is made in a way that does not tell. */
export function placeOfStatement(
  found: readonly PlacedBlock[],
  path: AttributePath,
  name: StatementName,
  scope: PolicyScope,
): StatementPlace | undefined {
  const search = { name, scope, steps: { left: MOST_STEPS } };
  return lastPlace(found, (placed) =>
    isDocument(placed) ? inDocument(placed, search) : inAttribute(placed, path, search),
  );
}

/** What an override file says counts, and its blocks are last. */
function lastPlace(
  found: readonly PlacedBlock[],
  placeIn: (placed: PlacedBlock) => StatementPlace | undefined,
): StatementPlace | undefined {
  for (const placed of [...found].reverse()) {
    const place = placeIn(placed);
    if (place !== undefined) return place;
  }
  return undefined;
}

const isDocument = ({ block }: PlacedBlock): boolean => block.labels[0] === 'aws_iam_policy_document';

/** By its Sid; by its index among blocks of which each makes one statement. */
function picked(
  all: readonly Candidate[],
  { index, sid }: StatementName,
  isCounted: boolean,
): StatementPlace | undefined {
  const counted = isCounted ? all[index] : undefined;
  if (sid === undefined || counted?.sid === sid) return counted;
  return all.find((one) => one.sid === sid) ?? (counted?.sid === undefined ? counted : undefined);
}

const SOURCES = ['source_policy_documents', 'source_json'];
const OVERRIDES = ['override_policy_documents', 'override_json'];

/** Its own statements stand between those of the documents that it begins with and those that replace them. */
function inDocument(placed: PlacedBlock, search: Search): StatementPlace | undefined {
  const { block, in: file } = placed;
  const isMerged = [...SOURCES, ...OVERRIDES].some((name) => block.attributes.has(name));
  const isDynamic = ({ type }: OutlineBlock) => type === 'dynamic';
  const own = block.blocks.filter(
    (one) => one.type === 'statement' || (isDynamic(one) && one.labels[0] === 'statement'),
  );
  const candidates = own.map((one) => ({ in: file, region: one.header, ...sidOf(contentOf(one)) }));
  if (isMerged) {
    return (
      inMerged(placed, OVERRIDES, search) ??
      picked(candidates, search.name, false) ??
      inMerged(placed, SOURCES, search) ?? { in: file, region: block.header }
    );
  }
  const firstDynamic = own.findIndex(isDynamic);
  // Behind a dynamic block the count is lost.
  const isCounted = firstDynamic < 0 || search.name.index < firstDynamic;
  const only = own.length === 1 && firstDynamic === 0 ? candidates[0] : undefined;
  return picked(candidates, search.name, isCounted) ?? only;
}

function sidOf(block: OutlineBlock): Pick<Candidate, 'sid'> {
  return plainText(block.attributes.get('sid')?.value(), 'sid');
}

function plainText(value: OutlineValue | undefined, member: 'sid'): Pick<Candidate, 'sid'> {
  const raw = value?.kind === 'text' ? value.text?.raw : undefined;
  return raw === undefined || /[$%]\{|\\/.test(raw) ? {} : { [member]: raw };
}

/** Among merged documents by its Sid alone; the last document that has it counts. */
function inMerged(
  { block, in: file }: PlacedBlock,
  attributes: readonly string[],
  search: Search,
): StatementPlace | undefined {
  if (search.name.sid === undefined) return undefined;
  const bySid = { ...search, name: { index: -1, sid: search.name.sid } };
  const documents = attributes.flatMap((name) => {
    const value = block.attributes.get(name)?.value();
    if (value === undefined) return [];
    return value.kind === 'list' ? value.items : [value];
  });
  for (const document of [...documents].reverse()) {
    const place = inValue(file, document, bySid);
    if (place !== undefined) return place;
  }
  return undefined;
}

function inAttribute(placed: PlacedBlock, path: AttributePath, search: Search): StatementPlace | undefined {
  const value = valueAt(placed, path);
  return value === undefined ? undefined : inValue(placed.in, value, search);
}

/** The value of an attribute, in nested blocks too: `['inline_policy', 0, 'policy']`. */
function valueAt({ block }: PlacedBlock, path: AttributePath): OutlineValue | undefined {
  const [name, index, ...rest] = path;
  if (typeof name !== 'string') return undefined;
  if (index === undefined) return block.attributes.get(name)?.value();
  const nested = block.blocks.filter(({ type, labels }) => type === name || labels[0] === name);
  const inner = typeof index === 'number' ? nested[index] : undefined;
  if (inner === undefined || rest.length > 16) return undefined;
  const attribute = contentOf(inner).attributes.get(String(rest[0]));
  return rest.length === 1 ? attribute?.value() : undefined;
}

/** Functions that write the document of their first argument in another way. */
const REWRITING: readonly (string | undefined)[] = ['jsonencode', 'jsondecode', 'trimspace', 'chomp'];
const READING: readonly (string | undefined)[] = ['file', 'templatefile'];

function inValue(file: PlacedBlock['in'], value: OutlineValue, search: Search): StatementPlace | undefined {
  switch (value.kind) {
    case 'call': {
      const [argument] = value.items;
      if (argument === undefined) return undefined;
      if (READING.includes(value.name)) return inReadFile(argument, search);
      return REWRITING.includes(value.name) ? inValue(file, argument, search) : undefined;
    }
    case 'object': {
      const statements = value.entries.find(({ key }) => key.toLowerCase() === 'statement')?.value;
      if (statements === undefined) return undefined;
      const { all, isWhole } = elements(file, statements, search);
      return picked(all, search.name, isWhole);
    }
    case 'text':
      return value.text === undefined || value.text.quoted
        ? undefined
        : inText(file, value.text.raw, value.text.start, search.name);
    case 'list':
      return undefined;
    case 'other':
      return followed(value.reference, search);
  }
}

function followed(reference: string | undefined, search: Search): StatementPlace | undefined {
  if (reference === undefined || !hasStep(search)) return undefined;
  const document = documentOfReference(reference, search.scope);
  if (document.length > 0) return lastPlace(document, (placed) => inDocument(placed, search));
  const found = valueOfReference(reference, search.scope);
  return found === undefined ? undefined : inValue(found.in, found.value, { ...search, scope: found.scope });
}

interface Elements {
  readonly all: readonly Candidate[];
  /** There are no others, so that an index means something. */
  readonly isWhole: boolean;
}

const NOTHING: Elements = { all: [], isWhole: false };

/** The statements of a `Statement`: a list, one object, lists joined, or a reference to any of them. */
function elements(file: PlacedBlock['in'], value: OutlineValue, search: Search): Elements {
  if (value.kind === 'object') {
    const sid = value.entries.find(({ key }) => key.toLowerCase() === 'sid')?.value;
    return { all: [{ in: file, region: value.region, ...plainText(sid, 'sid') }], isWhole: true };
  }
  if (value.kind === 'list' || (value.kind === 'call' && value.name === 'concat')) {
    const parts = value.items.map((item) => elements(file, item, search));
    return { all: parts.flatMap(({ all }) => all), isWhole: parts.every(({ isWhole }) => isWhole) };
  }
  const { reference } = value;
  if (reference === undefined || !hasStep(search)) return NOTHING;
  const found = valueOfReference(reference, search.scope);
  return found === undefined ? NOTHING : elements(found.in, found.value, { ...search, scope: found.scope });
}

function hasStep({ steps }: Search): boolean {
  steps.left -= 1;
  return steps.left >= 0;
}

/** A path of texts and `path.module` alone, as templates write it. */
function inReadFile({ text }: OutlineValue, search: Search): StatementPlace | undefined {
  const { name, scope } = search;
  const path = text?.raw.replace(/^\$\{path\.module\}/, '.');
  const file =
    path === undefined || /[$%]\{|\\/.test(path) || !hasStep(search) ? undefined : scope.read(path);
  return file === undefined ? undefined : inText(file, file.text, { line: 1, column: 1 }, name);
}

function inText(
  file: WrittenFile,
  raw: string,
  start: { readonly line: number; readonly column: number },
  name: StatementName,
): StatementPlace | undefined {
  if (raw.length > LONGEST_TEXT) return undefined;
  const all = statementsInText(raw, start).map((one) => ({ in: file, ...one }));
  return picked(all, name, !raw.includes('%{'));
}
