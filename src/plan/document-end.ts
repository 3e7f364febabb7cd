import type { PlanBytes } from './bytes.ts';
import { decode } from './decode.ts';
import { ScanError } from './scan-error.ts';
import { NEWLINE } from './syntax.ts';

/** Enough of a line to tell what it is. */
const BEGINNING = 64;

/**
 * Checks what stands behind the plan's JSON. Lines of a wrapper may (`::debug::…`, `::set-output …`); more JSON may
 * not, since it would go unread. Throws ScanError.
 */
export function checkEnd(bytes: PlanBytes, end: number): void {
  checkLine(bytes, end, /^[ \t]*[{}[\],:"]/);
  for (let at = end; ; ) {
    const chunk = bytes.from(at);
    if (chunk.length === 0) return;
    const newline = chunk.indexOf(NEWLINE);
    at += newline < 0 ? chunk.length : newline + 1;
    if (newline >= 0) checkLine(bytes, at, /^[ \t]*(?:\{|\[(?!command\]))/);
  }
}

function checkLine(bytes: PlanBytes, start: number, json: RegExp): void {
  const beginning = decode(bytes.slice(start, start + BEGINNING));
  if (!json.test(beginning)) return;
  const position = start + beginning.search(/[^ \t]/);
  throw new ScanError(
    'malformed',
    position,
    'more JSON behind the end of the plan, which nothing would read',
  );
}
