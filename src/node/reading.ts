import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { InputError } from '../error.ts';
import type { OpenFile } from '../io.ts';
import { inputError } from './failures.ts';
import { statsOf } from './stats.ts';

/** No policy, configuration or description is larger, and no string much longer. */
const LARGEST_TEXT = 400 * 1024 ** 2;

/** All bytes of a text. */
export function readText(absolute: string, path: string): Uint8Array {
  if ((statsOf(absolute)?.size ?? 0) > LARGEST_TEXT)
    throw new InputError('unreadable', 'the file is larger than 400 MB', { path });
  return readFileSync(absolute);
}

/** All bytes in chunks. */
export async function* chunksOf(absolute: string, path: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(absolute);
  } catch (error) {
    throw inputError(error, path);
  }
}

/** UTF-16 by its byte order mark (PowerShell's redirects write it), else UTF-8. */
export function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** A file to be read from any position. */
export function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size, mtimeMs } = fstatSync(descriptor);
  const room = roomForPieces();
  return {
    size,
    readAt: (position, length) => readFully(descriptor, position, room(length)),
    hasChanged: () => {
      const now = fstatSync(descriptor);
      return now.size !== size || now.mtimeMs !== mtimeMs;
    },
    close: () => closeSync(descriptor),
  };
}

/** The beginning of the same memory again, for pieces: a large plan is read in a hundred thousand. */
function roomForPieces(): (length: number) => Buffer {
  let room: Buffer | undefined;
  return (length) => {
    if (length > LONGEST_PIECE) return Buffer.allocUnsafe(length);
    room ??= Buffer.allocUnsafe(LONGEST_PIECE);
    return room.subarray(0, length);
  };
}

const LONGEST_PIECE = 1 << 20;

function readFully(descriptor: number, position: number, buffer: Buffer): Uint8Array {
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(descriptor, buffer, filled, buffer.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
