/** A block of addresses of one family: the first and the last one, as numbers. */
export interface AddressBlock {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/**
 * The addresses of this CIDR block; without a prefix length the one address. Bits beyond the prefix are ignored.
 * Undefined: it is none, and what IAM makes of it is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function readBlock(text: string): AddressBlock | undefined {
  const [address = '', prefix, ...more] = text.split('/', 3);
  const read = readAddress(address);
  if (read === undefined || more.length > 0) return undefined;
  const bits = BITS[read.family];
  if (prefix === undefined) return { family: read.family, first: read.number, last: read.number };
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits || (prefix.length > 1 && prefix[0] === '0'))
    return undefined;
  const free = BigInt(bits - Number(prefix));
  const first = (read.number >> free) << free;
  return { family: read.family, first, last: first + (1n << free) - 1n };
}

/** Whether the first block lies in the second: an IPv4 address lies in no IPv6 block. */
export function isWithin(inner: AddressBlock, outer: AddressBlock): boolean {
  return inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Addresses at and just outside the bounds of these blocks, and one of each family. */
export function aroundBlocks(blocks: readonly AddressBlock[]): readonly string[] {
  const bounds = blocks.flatMap(({ family, first, last }) =>
    [first, last, first - 1n, last + 1n].map((number) => ({ family, number })),
  );
  const all = [...bounds, { family: 4, number: 0n } as const, { family: 6, number: 0n } as const];
  return all
    .filter(({ family, number }) => number >= 0n && number < 1n << BigInt(BITS[family]))
    .map(({ family, number }) => addressText(family, number));
}

function readAddress(text: string): { family: 4 | 6; number: bigint } | undefined {
  if (text.length > 45) return undefined;
  const number = text.includes(':') ? readV6(text) : readV4(text);
  return number === undefined ? undefined : { family: text.includes(':') ? 6 : 4, number };
}

function readV4(text: string): bigint | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte) && Number(byte) < 256)) {
    return undefined;
  }
  return bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}

/** RFC 4291: eight groups, `::` for one or more of zeros, the last two perhaps as an IPv4 address. */
function readV6(text: string): bigint | undefined {
  const spelled = withoutV4(text);
  const halves = spelled?.split('::') ?? [];
  if (halves.length < 1 || halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = tail === undefined ? head : [...head, ...zeros(8 - head.length - tail.length), ...tail];
  if (groups.length !== 8 || (tail !== undefined && head.length + tail.length > 7)) return undefined;
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n);
}

function zeros(count: number): readonly string[] {
  return Array.from({ length: Math.max(0, count) }, () => '0');
}

function withoutV4(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const cut = text.lastIndexOf(':') + 1;
  const number = readV4(text.slice(cut));
  if (number === undefined) return undefined;
  return `${text.slice(0, cut)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}

function addressText(family: 4 | 6, number: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join('.');
  return Array.from({ length: 8 }, (_, index) =>
    ((number >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
  ).join(':');
}
