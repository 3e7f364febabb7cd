import { decode } from './decode.ts';

const SLOTS = 1 << 10;
const LONGEST = 64;

/**
 * Makes texts of bytes. Short ones that come again and again (types, provider names, actions) are made once: that
 * costs neither the time nor the memory of another string.
 */
export class StringCache {
  readonly #texts: (string | undefined)[] = Array.from({ length: SLOTS }, () => undefined);
  /** Slot by slot the bytes of its text, and how many they are. */
  readonly #bytes = new Uint8Array(SLOTS * LONGEST);
  readonly #lengths = new Uint8Array(SLOTS);

  /** Bytes that are no UTF-8 become U+FFFD, as in JSON.parse of a decoded file. */
  text(bytes: Uint8Array, start: number, end: number): string {
    if (end - start > LONGEST) return decode(bytes, start, end);
    const slot = hash(bytes, start, end) & (SLOTS - 1);
    const known = this.#texts[slot];
    if (known !== undefined && this.#holds(slot, bytes, start, end)) return known;
    const text = decode(bytes, start, end);
    this.#texts[slot] = text;
    this.#lengths[slot] = end - start;
    for (let i = start; i < end; i++) this.#bytes[slot * LONGEST + i - start] = bytes[i] ?? 0;
    return text;
  }

  #holds(slot: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = this.#lengths[slot];
    if (length !== end - start) return false;
    const first = slot * LONGEST;
    for (let i = 0; i < length; i++) if (this.#bytes[first + i] !== bytes[start + i]) return false;
    return true;
  }
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
  return hash ^ (hash >>> 15);
}
