import type { Report } from '../generated/report.ts';
import { MEMBERS, type Shape } from './json-members.ts';
import { orderReport } from './order.ts';

/** The report as the contract for other programs has it: the same report gives the same bytes. Ends in a line break. */
export function formatJson(report: Report): string {
  return stringify(inOrder(orderReport(report), MEMBERS));
}

/**
 * JSON with two blanks per level and a line break at the end. What a terminal or a GitHub runner would act on is
 * written as an escape, which means the same text to whoever parses it.
 */
export function stringify(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(ACTED_ON, asEscape).replaceAll('##[', '#\\u0023[')}\n`;
}

/** What JSON.stringify leaves as it is, and the line breaks that it writes itself are not among. */
const ACTED_ON = /[\u007f-\u009f]|(?!\n)[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const asEscape = (character: string) =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** The same value with its members in the order of the schema; those of a map, and those it does not know, by name. */
function inOrder(value: unknown, shape: Shape): unknown {
  if (shape === 'as-is' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => inOrder(item, shape));
  const members = new Map<string, unknown>(Object.entries(value));
  const known = 'mapOf' in shape ? [] : Object.keys(shape.members).filter((name) => members.has(name));
  const others = [...members.keys()].filter((name) => !known.includes(name)).sort();
  return Object.fromEntries(
    [...known, ...others].map((name) => [name, inOrder(members.get(name), shapeOf(shape, name))]),
  );
}

function shapeOf(shape: Exclude<Shape, 'as-is'>, name: string): Shape {
  if ('mapOf' in shape) return shape.mapOf;
  const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  return typeof member === 'function' ? member() : (member ?? 'as-is');
}
