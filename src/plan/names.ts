/** Names of members that a reader looks for, to be found from bytes without making a text of each. */
export interface Names<Name extends string> {
  readonly byText: ReadonlyMap<string, KnownName<Name>>;
  readonly byLength: readonly (readonly KnownName<Name>[])[];
}

/** `bit` marks the name in a set of names. */
export interface KnownName<Name extends string> {
  readonly name: Name;
  readonly bit: number;
  readonly bytes: Uint8Array;
}

/** For at most 31 names of ASCII letters. */
export function namesOf<const Name extends string>(...names: readonly Name[]): Names<Name> {
  const known = names.map((name, i) => ({ name, bit: 1 << i, bytes: new TextEncoder().encode(name) }));
  const longest = Math.max(...names.map((name) => name.length));
  const ofLength = (length: number) => known.filter(({ name }) => name.length === length);
  return {
    byText: new Map(known.map((one) => [one.name, one])),
    byLength: Array.from({ length: longest + 1 }, (_, length) => ofLength(length)),
  };
}

/** The name that these bytes spell. */
export function nameOf<Name extends string>(
  names: Names<Name>,
  bytes: Uint8Array,
  start: number,
  end: number,
): KnownName<Name> | undefined {
  for (const candidate of names.byLength[end - start] ?? []) {
    if (spells(candidate.bytes, bytes, start)) return candidate;
  }
  return undefined;
}

function spells(name: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}
