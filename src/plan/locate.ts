import type { PlanBytes } from './bytes.ts';
import { ScanError } from './scan-error.ts';
import { Scanner } from './scanner.ts';
import { NEWLINE, OPEN_BRACE, OPEN_BRACKET } from './syntax.ts';

/** Where in the text and where in the JSON a position is. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** The names and indexes on the way to the value there. */
  readonly steps: readonly (string | number)[];
}

/** Reads the document, which begins at `start`, once more up to a position: only for saying where a fault is. */
export function locate(bytes: PlanBytes, start: number, position: number): Place {
  return { line: lineOf(bytes, position), steps: stepsTo(new Scanner(bytes, start), position) };
}

function lineOf(bytes: PlanBytes, position: number): number {
  let line = 1;
  let base = 0;
  while (base < position) {
    const chunk = bytes.from(base).subarray(0, position - base);
    if (chunk.length === 0) return line;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) line++;
    base += chunk.length;
  }
  return line;
}

function stepsTo(scanner: Scanner, position: number): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  try {
    walk(scanner, position, steps);
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
  }
  return steps;
}

/** Goes through values until one begins at the position, or the scanner stops at its fault. */
function walk(scanner: Scanner, position: number, steps: (string | number)[]): void {
  do {
    if (scanner.valuePosition() >= position) return;
    if (descend(scanner, steps)) continue;
    while (steps.length > 0 && !goOn(scanner, steps)) {}
  } while (steps.length > 0);
}

/** True when it stands at the first value in an object or array. */
function descend(scanner: Scanner, steps: (string | number)[]): boolean {
  const first = scanner.peek();
  if (first === OPEN_BRACE) {
    if (!scanner.enterObject()) return false;
    steps.push(scanner.key());
    return true;
  }
  if (first !== OPEN_BRACKET) {
    scanner.skipValue();
    return false;
  }
  if (!scanner.enterArray()) return false;
  steps.push(0);
  return true;
}

/** True when it stands at the next value of the innermost object or array; false when that has ended. */
function goOn(scanner: Scanner, steps: (string | number)[]): boolean {
  const last = steps.pop();
  if (typeof last === 'number') {
    if (!scanner.nextItem()) return false;
    steps.push(last + 1);
    return true;
  }
  if (!scanner.nextMember()) return false;
  steps.push(scanner.key());
  return true;
}
