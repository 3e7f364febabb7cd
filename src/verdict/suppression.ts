import type { Result } from '../generated/report.ts';

/** Results that do not count: a rule, and for which addresses. */
export interface Suppression {
  readonly rule: string;
  /** `*` stands for any text. Absent: every address. */
  readonly address?: string;
  readonly reason: string;
}

/** The results, those that a suppression names marked with its reason. */
export function suppress(results: readonly Result[], suppressions: readonly Suppression[]): Result[] {
  return results.map((result) => {
    const found = suppressions.find((suppression) => covers(suppression, result));
    return found === undefined ? result : { ...result, suppressed: found.reason };
  });
}

function covers({ rule, address }: Suppression, result: Result): boolean {
  return (
    rule === result.ruleId && (address === undefined || matches(address.split('*'), result.address ?? ''))
  );
}

/** Whether the text is the parts in order, with anything between them. */
function matches([first = '', ...parts]: readonly string[], text: string): boolean {
  if (!text.startsWith(first)) return false;
  const last = parts.pop();
  if (last === undefined) return text === first;
  let from = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
