import {
  formatAddress,
  formatKey,
  formatModulePath,
  type InstanceKey,
  type ModulePath,
  parseAddress,
  type ResourceAddress,
} from './address.ts';
import type { Scanner } from './scanner.ts';
import type { Source } from './source.ts';
import { kindOf } from './tokens.ts';

/** The members by which a plan names a resource instance; any may be missing. */
export interface ResourceHeader {
  address?: string | undefined;
  /** Of the module instance; undefined where that is not said, which the root module does not. */
  module_address?: string | undefined;
  mode?: string | undefined;
  type?: string | undefined;
  name?: string | undefined;
  index?: InstanceKey | undefined;
}

export interface NamedInstance {
  readonly address: ResourceAddress;
  readonly addressText: string;
  /** The text spells the address exactly: nothing else needs to be kept of it. */
  readonly isSpelt: boolean;
}

/** A string; undefined for null, which to Terraform is the same as no member. */
export function optionalString(scanner: Scanner): string | undefined {
  return scanner.skipNull() ? undefined : scanner.string();
}

/** An instance key; undefined for null. */
export function optionalKey(scanner: Scanner): InstanceKey | undefined {
  if (scanner.skipNull()) return undefined;
  const kind = kindOf(scanner.peek());
  if (kind === 'a string') return scanner.string();
  if (kind === 'a number') return Number(scanner.value());
  throw scanner.shape('a number or a string');
}

/**
 * Which instance the members name; undefined when they name none, or contradict each other in mode, type or name: two
 * readers would disagree. The address stays as it was written, with one exception: in the prior state of Terraform 0.12
 * it leaves out module and instance key, so that several instances have the same; there `index` and the module tell.
 */
export function nameInstance(header: ResourceHeader, source: Source): NamedInstance | undefined {
  return nameUsual(header, source) ?? nameUnusual(header, source);
}

/**
 * The same of a change that is put off. All instances of a resource of which Terraform does not know yet how many there
 * are, there or of the modules around it, are one such change, at `module.m[*].aws_x.y[*]`: it is named without the keys.
 */
export function nameDeferred(header: ResourceHeader, source: Source): NamedInstance | undefined {
  const [address, module_address] = [header.address, header.module_address].map((text) =>
    text?.replaceAll('[*]', ''),
  );
  const isExpanded = address === undefined || address === header.address;
  return (
    nameInstance(header, source) ??
    (isExpanded ? undefined : nameUnusual({ ...header, address, module_address }, source))
  );
}

/** One with all of the members, in plain letters: what Terraform writes today, told without taking its address apart. */
function nameUsual(header: ResourceHeader, source: Source): NamedInstance | undefined {
  const { address: text, module_address: moduleText = '', mode, type, name, index: key } = header;
  if (!isMode(mode) || type === undefined || name === undefined || text === undefined) return undefined;
  if (!PLAIN.test(type) || !PLAIN.test(name) || KEYWORDS.has(type)) return undefined;
  if (typeof key === 'number' && !(Number.isSafeInteger(key) && key >= 0)) return undefined;
  const prefix = `${moduleText === '' ? '' : `${moduleText}.`}${mode === 'managed' ? '' : `${mode}.`}`;
  if (text !== `${prefix}${type}.${name}${formatKey(key)}`) return undefined;
  const module = source.modulePath(moduleText);
  if (module === undefined) return undefined;
  const address = key === undefined ? { module, mode, type, name } : { module, mode, type, name, key };
  return { address, addressText: text, isSpelt: true };
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEYWORDS: ReadonlySet<string> = new Set(['module', 'data', 'ephemeral']);

function nameUnusual(header: ResourceHeader, source: Source): NamedInstance | undefined {
  const { address: text, module_address: moduleText } = header;
  const written = text === undefined ? undefined : parseAddress(text);
  const {
    mode = written?.mode,
    type = written?.type,
    name = written?.name,
    index: key = written?.key,
  } = header;
  const module = source.modulePath(moduleText ?? formatModulePath(written?.module ?? []));
  if (module === undefined || !isMode(mode) || type === undefined || name === undefined) return undefined;
  const address = key === undefined ? { module, mode, type, name } : { module, mode, type, name, key };
  if (written === undefined || text === undefined)
    return { address, addressText: formatAddress(address), isSpelt: false };
  if (written.mode !== mode || written.type !== type || written.name !== name) return undefined;
  const complete = samePath(written.module, module) && sameKey(written.key, key);
  const isSpelt = complete && written.key === key && sameKeys(written.module, module);
  return { address, addressText: complete ? text : formatAddress(address), isSpelt };
}

export function isMode(mode: string | undefined): mode is ResourceAddress['mode'] {
  return mode === 'managed' || mode === 'data' || mode === 'ephemeral';
}

function samePath(a: ModulePath, b: ModulePath): boolean {
  return (
    a.length === b.length && a.every((step, i) => step.name === b[i]?.name && sameKey(step.key, b[i]?.key))
  );
}

const sameKeys = (a: ModulePath, b: ModulePath) => a.every((step, i) => step.key === b[i]?.key);

/** Terraform before 1.0 wrote a key's `${` as it is, and `$${` too. */
function sameKey(a: InstanceKey | undefined, b: InstanceKey | undefined): boolean {
  return a === b || formatKey(a).replaceAll('$${', '${') === formatKey(b).replaceAll('$${', '${');
}
