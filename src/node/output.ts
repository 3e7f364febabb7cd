import { once } from 'node:events';
import type { Output } from '../io.ts';
import { CAUSES } from './failures.ts';

/** Status where what was to be printed could not be. */
const UNWRITABLE = 2;

/** A stream of the process. What it cannot take is told once, and is no success. */
export function outputOf(stream: NodeJS.WriteStream): Output {
  let gone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!gone && error.code !== 'EPIPE') sayLost(error);
    gone = true;
  });
  return {
    write: (text) => {
      if (!gone) stream.write(text);
    },
    drained: async () => {
      // An error is told by the listener above.
      if (!gone && stream.writableNeedDrain) await once(stream, 'drain').catch(() => undefined);
    },
    isTerminal: stream.isTTY === true,
    ...(stream.columns === undefined ? {} : { columns: stream.columns }),
  };
}

/**
 * A report that is cut off (`tfvpc … > /dev/full`) is no success. A reader that has gone away (`tfvpc … | head`) is
 * no failure of ours: then the status stays.
 */
function sayLost({ code = '' }: NodeJS.ErrnoException): void {
  process.stderr.write(`tfvpc: the report could not be printed: ${CAUSES[code] ?? code}\n`);
  process.on('exit', () => {
    process.exitCode = UNWRITABLE;
  });
}
