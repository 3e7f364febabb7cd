/** Stands in for `-`, which yargs loses where a command takes several positionals. */
export const STDIN = '\u0000-';

/** Puts `-` where it stood: in positionals, and in the values of options. */
export function writtenOut(parsed: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(parsed))
    parsed[name] = Array.isArray(value) ? value.map(plain) : plain(value);
}

const plain = (value: unknown): unknown => (value === STDIN ? '-' : value);
