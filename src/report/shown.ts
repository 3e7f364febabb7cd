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
  const inner = (item: unknown) => mapTexts(item, depth + 1, made);
  const result = Array.isArray(value) ? mapItems(value, inner) : mapMembers(value, inner);
  made.set(value, result);
  return result;
}

/** The same list where nothing of it changes, as in nearly all reports. */
function mapItems(items: readonly unknown[], inner: (item: unknown) => unknown): readonly unknown[] {
  const mapped = items.map(inner);
  return mapped.every((item, index) => item === items[index]) ? items : mapped;
}

/** The same object where nothing of it changes. */
function mapMembers(object: object, inner: (item: unknown) => unknown): object {
  let isSame = true;
  const mapped = Object.entries(object).map(([key, item]) => {
    const pair = [visible(key), inner(item)] as const;
    if (pair[0] !== key || pair[1] !== item) isSame = false;
    return pair;
  });
  return isSame ? object : Object.fromEntries(mapped);
}
