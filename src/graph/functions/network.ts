/** A range of IP addresses, as `10.0.0.0/16` or `fd00::/8` writes it. */
export interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  /** How many leading bits are fixed. */
  readonly length: number;
}

/** Bits of an address that are free behind a prefix of this length. */
export function hostMask({ bits }: Network, length: number): bigint {
  return (1n << BigInt(bits - length)) - 1n;
}

/** A range as it is usually written; undefined for every other text. */
export function networkOf(text: string): Network | undefined {
  const [, address = '', prefix = ''] = /^([0-9a-f.:]+)\/(0|[1-9]\d{0,2})$/iu.exec(text) ?? [];
  const bits = address.includes(':') ? 128 : 32;
  const parsed = bits === 32 ? parseIpv4(address) : parseIpv6(address);
  const length = Number(prefix);
  if (parsed === undefined || prefix === '' || length > bits) return undefined;
  const network: Network = { bits, address: parsed, length };
  return { ...network, address: parsed - (parsed & hostMask(network, length)) };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/u.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  if (text.includes('.') || !URL.canParse(`http://[${text}]`)) return undefined;
  const [before = '', after] = text.split('::');
  const [left, right] = [groups(before), groups(after ?? '')];
  const missing = after === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  const address = all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
  return address >> 32n === MAPPED ? undefined : address;
}

/** Addresses that stand for IPv4 ones, and are written like them. */
const MAPPED = 0xffffn;

const groups = (text: string) => (text === '' ? [] : text.split(':'));

/** The address in its canonical form, as RFC 5952 has it. */
export function textOfAddress(bits: 32 | 128, address: bigint): string {
  const size = bits === 32 ? 8 : 16;
  const parts = Array.from({ length: bits / size }, (_, at) =>
    BigInt.asUintN(size, address >> BigInt(bits - size * (at + 1))),
  );
  if (bits === 32) return parts.join('.');
  return new URL(`http://[${parts.map((part) => part.toString(16)).join(':')}]`).hostname.slice(1, -1);
}

export function rangeText({ bits, address, length }: Network): string {
  return `${textOfAddress(bits, address)}/${length}`;
}
