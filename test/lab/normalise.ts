/**
 * A plan's text without what differs from run to run: the time of planning, the random keys of deposed objects, and
 * the order in which Terraform lists child modules and relevant attributes. Everything else is as printed.
 */
export function normalisePlan(text: string): string {
  const keys = [...new Set([...text.matchAll(DEPOSED)].map(([, key]) => key))];
  const document: unknown = JSON.parse(text, (name, value: unknown) => {
    if (name === 'timestamp' && typeof value === 'string') return '2026-01-01T00:00:00Z';
    if (name === 'deposed' || name === 'deposed_key') return fixedKey(keys, value);
    return Array.isArray(value) && UNORDERED.includes(name) ? [...value].sort(byText) : value;
  });
  return `${JSON.stringify(document).replaceAll(ESCAPED, escaped)}\n`;
}

const DEPOSED = /"deposed(?:_key)?":"([0-9a-f]{8})"/g;
const UNORDERED = ['child_modules', 'relevant_attributes'];

function fixedKey(keys: readonly (string | undefined)[], value: unknown): unknown {
  return typeof value === 'string' ? String(keys.indexOf(value) + 1).padStart(8, '0') : value;
}

/** Both kinds of element have their address or resource first. */
function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Go's encoding/json writes these as escapes. */
const ESCAPED = /[<>&\u2028\u2029]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
