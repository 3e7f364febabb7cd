import type { PlanBytes } from './bytes.ts';
import { type Document, readDocument } from './document.ts';
import { checkEnd } from './document-end.ts';
import { documentStart } from './document-start.ts';
import { decoded } from './encoding.ts';
import { explain } from './explain.ts';
import { otherJson } from './other-inputs.ts';
import type { Plan } from './plan.ts';
import { planOf } from './plan-of.ts';
import { ScanError } from './scan-error.ts';
import { Scanner } from './scanner.ts';
import { Source } from './source.ts';

export interface ReadOptions {
  /** The file as the user named it, for messages; `-` is standard input. */
  readonly path: string;
  /** Which types of resources to read; all, when absent. The others are checked to be JSON, and passed. */
  readonly keep?: (type: string) => boolean;
}

/**
 * Reads the JSON of a plan. Memory is that of the headers of what is kept: values are parsed when asked for, from
 * the same bytes, which must stay as they are until then.
 *
 * Throws InputError for anything but a plan of a known format version: empty, truncated or malformed anywhere, a state,
 * a binary plan file, other JSON.
 */
export function readPlan(bytes: PlanBytes, options: ReadOptions): Plan {
  const { path, keep = () => true } = options;
  const text = decoded(bytes);
  const start = documentStart(text.bytes, text.start, path);
  const source = new Source(text.bytes, start, path, keep);
  try {
    return planOf(scan(source), source);
  } catch (error) {
    throw error instanceof ScanError ? explain(error, source) : error;
  }
}

/** Whether the JSON is a plan is judged before what may stand behind it: other programs print several objects. */
function scan(source: Source): Document {
  const scanner = new Scanner(source.bytes, source.start);
  const document = readDocument(scanner, source);
  if (!PLAN_MEMBERS.some((name) => document.members.has(name)))
    throw otherJson(document.members, source.path);
  if (document.members.has('plan_format_version')) throw otherJson(document.members, source.path);
  checkEnd(source.bytes, scanner.position);
  return document;
}

const PLAN_MEMBERS = [
  'planned_values',
  'resource_changes',
  'configuration',
  'prior_state',
  'output_changes',
  'deferred_changes',
  'resource_drift',
];
