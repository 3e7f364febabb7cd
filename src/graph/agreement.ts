import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import type { ConfigurationBlock, ConfigurationExpression } from '../plan/plan.ts';
import type { Expression } from '../source/expression.ts';
import type { SourceNestedBlock } from '../source/module.ts';
import { freeNames } from './evaluate/free-names.ts';
import { parseReference, writtenReferences } from './reference.ts';

/**
 * Whether an expression of the source can be the one that the plan was made from: the plan's configuration has the
 * value of a constant, and lists what others refer to. Source that was changed since must not settle anything. True
 * where the plan does not tell.
 */
export function agrees(planned: ConfigurationExpression, written: Expression): boolean {
  const { constantValue } = planned;
  return refersToTheSame(planned, written) && (constantValue === undefined || mayBe(written, constantValue));
}

/** False where a constant is certainly another. Its leaves are compared by their text: `"1"` and `1` become each other. */
function mayBe(written: Expression, constant: Json): boolean {
  switch (written.kind) {
    case 'literal':
      return written.value === null || isText(written.value, constant);
    case 'tuple':
      return (
        isArray(constant) &&
        constant.length === written.items.length &&
        written.items.every((item, at) => mayBe(item, constant[at] ?? null))
      );
    case 'object':
      return isObject(constant) && mayBeObject(written.entries, constant);
    default:
      return true;
  }
}

/** Terraform composes letters and their accents. */
function isText(value: boolean | number | string, constant: Json): boolean {
  return typeof constant !== 'object' && String(value).normalize() === String(constant);
}

type Entries = (Expression & { kind: 'object' })['entries'];

/** Keys that are not written out may be any. */
function mayBeObject(entries: Entries, constant: JsonObject): boolean {
  const members = new Map(
    entries.map(({ key, value }) => [key.kind === 'literal' ? String(key.value) : key, value]),
  );
  const names = Object.keys(constant);
  if ([...members.keys()].some((key) => typeof key === 'object')) return names.length <= entries.length;
  return (
    names.length === members.size &&
    names.every((name) => {
      const value = members.get(name);
      return value !== undefined && mayBe(value, constant[name] ?? null);
    })
  );
}

function refersToTheSame(planned: ConfigurationExpression, written: Expression): boolean {
  const names = freeNames(written);
  if (names === undefined) return true;
  const listed = writtenReferences(planned.references).map(firstNames);
  if (listed.includes(undefined)) return true;
  const wanted = new Set(listed);
  return wanted.size === names.size && [...names].every((name) => wanted.has(name));
}

function firstNames(text: string): string | undefined {
  const reference = parseReference(text);
  switch (reference.kind) {
    case 'resource': {
      const mode = reference.mode === 'managed' ? '' : `${reference.mode}.`;
      return `${mode}${reference.type}.${reference.name}`;
    }
    case 'module':
      return `module.${reference.call}`;
    case 'variable':
      return `var.${reference.name}`;
    case 'local':
      return `local.${reference.name}`;
    case 'scope':
      return `${reference.root}.${reference.name}`;
    case 'unreadable':
      return undefined;
  }
}

/** The same of the nested blocks that are written out; those of `dynamic` blocks leave no trace in the plan. */
export function blocksAgree(
  planned: readonly ConfigurationBlock[],
  written: readonly SourceNestedBlock[],
): boolean {
  const statics = written.flatMap((one) => (one.kind === 'static' ? [one.block] : []));
  if (statics.length !== planned.length) return false;
  return statics.every((block, at) => {
    const there = planned[at];
    if (there === undefined) return false;
    return [...block.arguments].every(([name, { expression }]) => {
      const member = there.get(name);
      return member?.kind !== 'expression' || agrees(member.expression, expression);
    });
  });
}
