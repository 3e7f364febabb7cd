import { InputError, type InputErrorCode } from '../error.ts';
import type { PlanBytes } from './bytes.ts';
import { locate } from './locate.ts';
import type { ScanError, ScanErrorKind } from './scan-error.ts';

const CODES = {
  truncated: 'truncated',
  malformed: 'malformed-json',
  duplicate: 'malformed-json',
  'too-deep': 'too-deep',
  'too-long': 'unreadable',
  shape: 'not-a-plan',
} satisfies Record<ScanErrorKind, InputErrorCode>;

/** A document in its file: where its bytes are, where they begin to be JSON, and the file's name. */
export interface DocumentPlace {
  readonly bytes: PlanBytes;
  readonly start: number;
  readonly path: string;
}

/** The fault as the user is told it: with line, byte (from 0) and where in the plan. */
export function explain(error: ScanError, document: DocumentPlace): InputError {
  const { bytes, start, path } = document;
  const { line, steps } = locate(bytes, start, error.position);
  const byte = (position: number) => grouped(bytes.originalPosition?.(position) ?? position);
  const first = error.first === undefined ? '' : `, after the one at byte ${byte(error.first)}`;
  const message = `line ${grouped(line)}, byte ${byte(error.position)}: ${sentence(error, pathOf(steps))}${first}`;
  return new InputError(CODES[error.kind], message, { path });
}

function sentence(error: ScanError, place: string): string {
  const inside = place === '' ? '' : ` inside \`${place}\``;
  switch (error.kind) {
    case 'truncated':
      return `the JSON ends${inside === '' ? ' too early' : inside}: the file is truncated`;
    case 'malformed':
    case 'duplicate':
      return `${error.message}${inside}`;
    case 'too-deep':
    case 'too-long':
      return place === '' ? error.message : `\`${place}\` is ${error.message}`;
    case 'shape':
      return place === '' ? error.message : `\`${place}\`: ${error.message}`;
  }
}

/** Below these the names are the user's own, which may be secret: the path ends with them. */
const VALUES: ReadonlySet<string | number | undefined> = new Set([
  'before',
  'after',
  'after_unknown',
  'before_sensitive',
  'after_sensitive',
  'before_identity',
  'after_identity',
  'importing',
  'sensitive_values',
  'identity',
  'value',
  'default',
  'constant_value',
  // in a state file
  'attributes',
  'attributes_flat',
  'config_values',
  'config_sensitive',
  'config_unknown',
]);

const LONGEST_NAME = 64;

/** `resource_changes[1284].change.after`; empty for the whole document. */
function pathOf(steps: readonly (string | number)[]): string {
  const end = steps.findIndex(
    (step, i) => VALUES.has(step) || (step === 'values' && typeof steps[i - 1] === 'number'),
  );
  const shown = end < 0 ? steps : steps.slice(0, end + 1);
  return shown.map(stepText).join('').replace(/^\./, '');
}

function stepText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  const name = step.length > LONGEST_NAME ? `${step.slice(0, LONGEST_NAME)}…` : step;
  return /^[\p{L}_][\p{L}\p{N}_…-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** 5242880 as `5,242,880`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
