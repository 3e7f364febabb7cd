import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';

/** What is known only after the apply. There is one such value: `UNKNOWN`. */
export class Unknown {
  readonly known = false;
}
export const UNKNOWN = new Unknown();

/** A value of the plugin protocol: cty's, as msgpack or JSON carry it. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | Attributes;

export interface Attributes {
  readonly [name: string]: Value;
}

/** How the protocol wraps a value. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** Extension 0 is an unknown value, 12 one of which something is known; both are just unknown here. */
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });
const encoder = new Encoder({ extensionCodec });
const decoder = new Decoder({ extensionCodec });

/** The value that came over the wire; null where there is none. */
export function decode(wire: DynamicValue | null | undefined): Value {
  if (wire?.msgpack?.length) return asValue(decoder.decode(wire.msgpack));
  if (wire?.json?.length) return asValue(JSON.parse(new TextDecoder().decode(wire.json)));
  return null;
}

export function encode(value: Value): DynamicValue {
  return { msgpack: Buffer.from(encoder.encode(value)) };
}

export function isAttributes(value: Value | undefined): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isUnknown(value: Value | undefined): value is Unknown {
  return value instanceof Unknown;
}

/** The attribute where `value` has attributes, else null. */
export function get(value: Value | undefined, name: string | number): Value {
  if (isList(value)) return value[Number(name)] ?? null;
  return isAttributes(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

/** The text, or undefined for everything else. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Null, and the empty text, list, set and map: the older SDK does not tell them apart. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isAttributes(value) && Object.keys(value).length === 0;
}

/** Structure and all: unknown is the same as unknown. */
export function same(a: Value, b: Value): boolean {
  return print(a) === print(b);
}

/** The same elements in any order. */
export function sameSet(a: Value, b: Value): boolean {
  if (!isList(a) || !isList(b)) return isEmpty(a) && isEmpty(b);
  return same([...a].map(print).sort(), [...b].map(print).sort());
}

/** A text that tells two different values apart: keys sorted. */
export function print(value: Value): string {
  if (isUnknown(value)) return '?';
  if (isList(value)) return `[${value.map(print).join()}]`;
  if (!isAttributes(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${print(get(value, name))}`).join()}}`;
}

/** What came from a decoder is made of nothing else than values. */
function asValue(decoded: unknown): Value {
  if (decoded === null || typeof decoded === 'boolean' || typeof decoded === 'string') return decoded;
  if (typeof decoded === 'number') return decoded;
  if (typeof decoded === 'bigint') return Number(decoded);
  if (decoded instanceof Unknown) return decoded;
  if (Array.isArray(decoded)) return decoded.map(asValue);
  if (typeof decoded !== 'object') throw new TypeError(`not a value of the protocol: ${typeof decoded}`);
  return Object.fromEntries(Object.entries(decoded).map(([name, value]) => [name, asValue(value)]));
}
