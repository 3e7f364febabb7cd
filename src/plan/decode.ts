import { Buffer } from 'node:buffer';

/** The text of UTF-8 bytes; each invalid sequence becomes U+FFFD, as in the usual way of reading a file as text. */
export function decode(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
