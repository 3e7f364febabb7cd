import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import { visible } from './escape.ts';

/** More than any report has. */
const DEEPEST = 100;

/** The same report with every text of it made visible, for a place where nothing else is special. */
export function shownReport(report: Report): Report {
  return mapTexts(report, 0, new Map());
}

/** The same of a part of it. */
export function shown<T extends object>(part: T): T {
  return mapTexts(part, 0, new Map());
}

/** @param made what became of objects: those that many requests share stay one object */
function mapTexts<T>(value: T, depth: number, made: Map<object, unknown>): T;
function mapTexts(value: unknown, depth: number, made: Map<object, unknown>): unknown {
  if (depth > DEEPEST) throw new InputError('too-deep', 'the report is nested too deeply');
  if (typeof value === 'string') return visible(value);
  if (typeof value !== 'object' || value === null) return value;
  const known = made.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value)
    ? value.map((item: unknown) => mapTexts(item, depth + 1, made))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [visible(key), mapTexts<unknown>(item, depth + 1, made)]),
      );
  made.set(value, copy);
  return copy;
}
