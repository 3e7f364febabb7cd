import type { Document, Scalar } from 'yaml';
import { InputError, type InputErrorDetails } from './error.ts';
import type { Config } from './generated/config.ts';
import { schemaPage } from './report/pages.ts';
import { RULES } from './rules.ts';
import { type Checked, checkSchema, faultText, type SchemaFault } from './schema.ts';

/** Nobody's configuration is longer, and YAML is read slowly. */
const LONGEST = 1_000_000;

/**
 * The configuration that a file holds, as YAML or JSON.
 * @throws InputError `config-invalid` with the member at fault, and where it stands
 */
export async function configIn(text: string, path: string): Promise<Config> {
  if (text.length > LONGEST) throw invalid('the file is larger than 1 MB', { path });
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    // Each with each other: it would take minutes for a long map.
    uniqueKeys: false,
  });
  const at = (offset: number): InputErrorDetails => {
    const { line, col } = lines.linePos(offset);
    return { path, position: { line, column: col } };
  };
  const [error] = document.errors;
  if (error !== undefined)
    throw invalid(/call stack/.test(error.message) ? 'nested too deeply' : error.message, at(error.pos[0]));
  const repeated = await repeatedKey(document);
  if (repeated !== undefined) throw invalid('Map keys must be unique', at(repeated.range?.[0] ?? 0));
  const checked = await checkConfig(withoutAliases(document, path));
  if (checked.kind === 'valid') return checked.data;
  const place = at(offsetOf(document, checked.fault.member));
  throw invalid(faultText(checked.fault), { ...place, hint: `see ${schemaPage('config')}` });
}

/** The first key of a map that stands in it a second time. */
async function repeatedKey(document: Document): Promise<Scalar | undefined> {
  const { isScalar, visit } = await import('yaml');
  let repeated: Scalar | undefined;
  visit(document, {
    Map: (_, { items }) => {
      const keys = items.map(({ key }) => key).filter((key) => isScalar(key));
      const seen = new Set<unknown>();
      repeated = keys.find(({ value }) => seen.size === seen.add(value).size);
      return repeated && visit.BREAK;
    },
  });
  return repeated;
}

async function checkConfig(data: unknown): Promise<Checked<Config>> {
  const checked = await checkSchema<Config>('config', data);
  const fault = checked.kind === 'valid' ? unknownRule(checked.data) : undefined;
  return fault === undefined ? checked : { kind: 'fault', fault };
}

/** A suppression of a rule that there is not would never suppress anything. */
function unknownRule({ suppress = [] }: Config): SchemaFault | undefined {
  const index = suppress.findIndex(({ rule }) => !Object.hasOwn(RULES, rule));
  const at = ['suppress', String(index), 'rule'];
  return index < 0 ? undefined : { at, member: at, what: `there is no rule \`${suppress[index]?.rule}\`` };
}

const invalid = (message: string, details: InputErrorDetails) =>
  new InputError('config-invalid', message, details);

/** Aliases are refused: nobody needs them here, and they can multiply without bound. */
function withoutAliases(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    throw invalid('YAML aliases are not supported here', { path });
  }
}

/** Where the value of a member begins: the beginning of the file for one that has no place of its own. */
function offsetOf(document: Document, member: readonly string[]): number {
  const node = member.length === 0 ? document.contents : document.getIn(member, true);
  return isPlaced(node) ? node.range[0] : 0;
}

const isPlaced = (node: unknown): node is { readonly range: readonly [number, ...number[]] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
