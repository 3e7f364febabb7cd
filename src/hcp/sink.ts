import { InputError } from '../error.ts';
import type { Io, TemporaryFile } from '../io.ts';

/** Where a download goes: a temporary file, begun anew by each attempt. */
export class Sink {
  readonly #io: Io;
  #file: TemporaryFile | undefined;
  #start: number | undefined;

  constructor(io: Io) {
    this.#io = io;
  }

  restart(): (bytes: Uint8Array) => void {
    this.abandon();
    this.#start = undefined;
    return (bytes) => {
      this.#start ??= bytes.find((byte) => !BLANKS.has(byte));
      this.#file ??= this.#io.files.temporary();
      append(this.#file, bytes);
    };
  }

  finish(name: string): TemporaryFile {
    const file = this.#file;
    if (file === undefined || this.#start !== '{'.charCodeAt(0))
      throw new InputError(
        'download-failed',
        `the plan of ${name}: what came is ${file === undefined ? 'empty' : 'not JSON'}`,
        {
          hint: 'check TFE_ADDRESS, and whether a proxy answers in place of the server',
        },
      );
    this.#file = undefined;
    return file;
  }

  abandon(): void {
    this.#file?.discard();
    this.#file = undefined;
  }
}

const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

function append(file: TemporaryFile, bytes: Uint8Array): void {
  try {
    file.append(bytes);
  } catch (error) {
    throw new InputError(
      'download-failed',
      `the plan cannot be stored: ${error instanceof Error ? error.message : 'unknown error'}`,
      {
        hint: 'make room in the directory for temporary files, or set TMPDIR to another one',
      },
    );
  }
}
