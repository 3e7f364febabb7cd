import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import { visible } from './escape.ts';

/** More than any report has. */
const DEEPEST = 100;

/** The same report with every text of it made visible, for a place where nothing else is special. */
export function shownReport(report: Report): Report {
  return mapTexts(report, 0);
}

/** The same of a part of it. */
export function shown<T extends object>(part: T): T {
  return mapTexts(part, 0);
}

function mapTexts<T>(value: T, depth: number): T;
function mapTexts(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new InputError('too-deep', 'the report is nested too deeply');
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [visible(key), mapTexts<unknown>(item, depth + 1)]),
  );
}
