/**
 * A plan's text without what differs from run to run: the time of planning, the random keys of deposed objects, and
 * the order in which Terraform lists relevant attributes. Everything else is as printed.
 */
export function normalisePlan(text: string): string {
  const keys = [...new Set(text.match(DEPOSED))];
  const fixed = text.replaceAll(
    DEPOSED,
    (key) => `"deposed":"${String(keys.indexOf(key) + 1).padStart(8, '0')}"`,
  );
  return withSortedRelevantAttributes(withFixedTime(fixed));
}

const DEPOSED = /"deposed":"[0-9a-f]{8}"/g;

const TIMESTAMP = '"timestamp":"';

/** Terraform writes it last but a few members. */
function withFixedTime(text: string): string {
  const at = text.lastIndexOf(TIMESTAMP);
  if (at < 0) return text;
  const start = at + TIMESTAMP.length;
  return `${text.slice(0, start)}2026-01-01T00:00:00Z${text.slice(text.indexOf('"', start))}`;
}

const RELEVANT = '"relevant_attributes":[';

function withSortedRelevantAttributes(text: string): string {
  const at = text.lastIndexOf(RELEVANT);
  if (at < 0) return text;
  const start = at + RELEVANT.length;
  const end = text.indexOf('}],"', start) + 1;
  const items: readonly unknown[] = JSON.parse(`[${text.slice(start, end)}]`);
  const sorted = items.map((item) => JSON.stringify(item)).sort();
  return `${text.slice(0, start)}${sorted.join()}${text.slice(end)}`;
}
