import { decode } from './decode.ts';

const SLOTS = 1 << 10;
const LONGEST = 80;

interface Slot {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Makes texts of bytes. Short ones that come again and again (types, provider names, actions) are made once: that
 * costs neither the time nor the memory of another string.
 */
export class StringCache {
  readonly #slots: (Slot | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  /** Bytes that are no UTF-8 become U+FFFD, as in JSON.parse of a decoded file. */
  text(bytes: Uint8Array, start: number, end: number): string {
    if (end - start > LONGEST) return decode(bytes, start, end);
    const index = hash(bytes, start, end) & (SLOTS - 1);
    const slot = this.#slots[index];
    if (slot !== undefined && holds(slot.bytes, bytes, start, end)) return slot.text;
    const text = decode(bytes, start, end);
    this.#slots[index] = { bytes: bytes.slice(start, end), text };
    return text;
  }
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
  return hash ^ (hash >>> 15);
}

function holds(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
