import type { PlanBytes } from './bytes.ts';
import { type ByteOrder, Utf16Bytes } from './utf16.ts';

/** Bytes as UTF-8, and where the text begins in them: behind a byte order mark. */
export interface Decoded {
  readonly bytes: PlanBytes;
  readonly start: number;
}

/** Tells UTF-8 and UTF-16 apart, by the byte order mark or by the zeros that UTF-16 has beside each ASCII character. */
export function decoded(bytes: PlanBytes): Decoded {
  const [first = 1, second = 1, third = 1] = bytes.slice(0, 3);
  if (first === 0xef && second === 0xbb && third === 0xbf) return { bytes, start: 3 };
  if (first === 0xff && second === 0xfe) return fromUtf16(bytes, 2, 'little-endian');
  if (first === 0xfe && second === 0xff) return fromUtf16(bytes, 2, 'big-endian');
  if (first !== 0 && second === 0) return fromUtf16(bytes, 0, 'little-endian');
  if (first === 0 && second !== 0) return fromUtf16(bytes, 0, 'big-endian');
  return { bytes, start: 0 };
}

function fromUtf16(bytes: PlanBytes, start: number, order: ByteOrder): Decoded {
  return { bytes: new Utf16Bytes(bytes, start, order), start: 0 };
}
