const TIMESTAMP = '"timestamp":"';

/**
 * A plan's text without what differs from run to run: the time of planning, which Terraform writes last but a few
 * members. Everything else is as printed.
 */
export function normalisePlan(text: string): string {
  const at = text.lastIndexOf(TIMESTAMP);
  if (at < 0) return text;
  const start = at + TIMESTAMP.length;
  return `${text.slice(0, start)}2026-01-01T00:00:00Z${text.slice(text.indexOf('"', start))}`;
}
