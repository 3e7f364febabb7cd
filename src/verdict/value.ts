import type { ContextKey, TrailStep as ReportTrailStep, Value as ReportValue } from '../generated/report.ts';
import type { ContextValue, Presence } from '../iam/request.ts';
import type { Text, TrailStep, Value } from '../iam/value.ts';

/** A value as a reader sees it. What is sensitive is not shown. */
export function reportValue(value: Value): ReportValue {
  const label = value.origin === undefined ? {} : { label: value.origin.label };
  if (value.origin?.sensitive) return { sensitive: true, ...label };
  switch (value.kind) {
    case 'known':
      return { known: value.text, ...label };
    case 'new':
      return { new: value.origin?.label ?? value.name };
    case 'one-of':
      return { oneOf: value.candidates.map(reportValue), ...settleOf(value), ...label };
    case 'unknown':
      return { unknown: value.reason, ...settleOf(value), ...label };
  }
}

const settleOf = ({ settle }: { readonly settle?: string }) => (settle === undefined ? {} : { settle });

/** A text as one line: a part that is not known yet is named in angle brackets. */
export function reportText(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : partText(part))).join('');
}

function partText(value: Value): string {
  if (value.origin?.sensitive) return '(sensitive)';
  return value.kind === 'known' ? value.text : `<${value.origin?.label ?? value.name}>`;
}

/** What a request carries under one context key. */
export function reportContextKey(held: ContextValue): ContextKey {
  switch (held.kind) {
    case 'absent':
      return { presence: 'absent', ...(held.reason === undefined ? {} : { reason: held.reason }) };
    case 'single':
      return { ...reportPresence(held.presence), values: [reportValue(held.value)], complete: true };
    case 'multi':
      return {
        ...reportPresence(held.presence),
        values: [
          ...held.values.map(reportValue),
          ...(held.rest === undefined ? [] : [reportRest(held.rest)]),
        ],
        complete: held.rest === undefined,
      };
  }
}

function reportPresence(presence: Presence): Pick<ContextKey, 'presence' | 'reason'> {
  return presence.kind === 'present'
    ? { presence: 'present' }
    : { presence: 'unknown', reason: presence.reason };
}

function reportRest(rest: { readonly reason: string; readonly settle?: string }): ReportValue {
  return { unknown: rest.reason, ...settleOf(rest) };
}

export function reportTrail(trail: readonly TrailStep[]): ReportTrailStep[] {
  return trail.map((step) => ({ ...step }));
}
