/** How many characters from a line's start on count for its fingerprint. */
const WINDOW = 100;
const BASE = 37n;
const END = 65535;
const SPACE = 32;
const TAB = 9;
const LF = 10;
const CR = 13;

/**
 * GitHub's fingerprint of each line of a file, as `primaryLocationLineHash` in SARIF: the alert stays the same alert
 * when the line moves. Blanks do not count; lines with the same hash are told apart by the number after the colon.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#data-for-preventing-duplicated-alerts
 * @returns one per line; line n of the file is at n - 1. A file that ends in a line break has an empty last line.
 */
export function lineHashes(text: string): string[] {
  const units = significantUnits(text);
  const lineStarts = [0, ...units.flatMap((unit, index) => (unit === LF ? [index + 1] : []))];
  return numbered(windowHashes([...units, END], lineStarts));
}

/** UTF-16 units without blanks, every kind of line break as one LF. */
function significantUnits(text: string): number[] {
  const units: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === SPACE || unit === TAB) continue;
    if (unit === LF && text.charCodeAt(index - 1) === CR) continue;
    units.push(unit === CR ? LF : unit);
  }
  return units;
}

/** For each start the polynomial of the WINDOW units from there on, modulo 2^64, zeros behind the end. */
function windowHashes(units: readonly number[], starts: readonly number[]): string[] {
  const outgoing = BigInt.asUintN(64, BASE ** BigInt(WINDOW));
  const hashes: string[] = [];
  let hash = 0n;
  let next = 0;
  for (let end = 0; next < starts.length; end++) {
    const enters = BigInt(units[end] ?? 0);
    const leaves = BigInt(units[end - WINDOW] ?? 0);
    hash = BigInt.asUintN(64, hash * BASE + enters - leaves * outgoing);
    if (end + 1 - WINDOW !== starts[next]) continue;
    hashes.push(hash.toString(16));
    next++;
  }
  return hashes;
}

function numbered(hashes: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return hashes.map((hash) => {
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    return `${hash}:${count}`;
  });
}
