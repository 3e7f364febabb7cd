import { Buffer } from 'node:buffer';
import type { PlanBytes } from './bytes.ts';

export type ByteOrder = 'little-endian' | 'big-endian';

/** Bytes of UTF-16 per block: enough for speed, little enough to be decoded again for a single value. */
const BLOCK = 1 << 16;

/** Positions of a block's first byte: in the file, and in the UTF-8 that is made of it. */
interface BlockStart {
  readonly original: number;
  readonly decoded: number;
}

/**
 * UTF-16, as Windows PowerShell writes it, read as if it were UTF-8. Block by block: the file may be larger than any
 * string. Lone surrogates become U+FFFD.
 */
export class Utf16Bytes implements PlanBytes {
  readonly #utf16: PlanBytes;
  readonly #order: ByteOrder;
  /** Of the blocks up to the furthest one that was asked for, and of the one behind it. */
  readonly #starts: BlockStart[];
  #index = -1;
  #block: Uint8Array = new Uint8Array();

  constructor(utf16: PlanBytes, start: number, order: ByteOrder) {
    this.#utf16 = utf16;
    this.#order = order;
    this.#starts = [{ original: start, decoded: 0 }];
  }

  readonly from = (position: number): Uint8Array => {
    const start = this.#decodeAt(position);
    return this.#block.subarray(position - start.decoded);
  };

  readonly slice = (start: number, end: number): Uint8Array => {
    const parts: Uint8Array[] = [];
    for (let at = start; at < end; ) {
      const part = this.from(at).subarray(0, end - at);
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
  };

  readonly originalPosition = (position: number): number => {
    const start = this.#decodeAt(position);
    const before = Buffer.from(this.#block.subarray(0, position - start.decoded)).toString('utf8');
    return start.original + 2 * before.length;
  };

  /** Makes the block the current one in which a position is; the last one for a position behind the end. */
  #decodeAt(position: number): BlockStart {
    let index = this.#indexOf(position);
    for (;;) {
      const start = this.#decode(index);
      const end = start.decoded + this.#block.length;
      if (position < end || this.#block.length === 0) return start;
      index++;
    }
  }

  #decode(index: number): BlockStart {
    const start = this.#starts[index] ?? { original: 0, decoded: 0 };
    if (index === this.#index) return start;
    const units = wholeCharacters(this.#utf16.slice(start.original, start.original + BLOCK), this.#order);
    this.#block = Buffer.from(textOf(units, this.#order), 'utf8');
    this.#index = index;
    if (index + 1 === this.#starts.length && units.length > 0) {
      this.#starts.push({
        original: start.original + units.length,
        decoded: start.decoded + this.#block.length,
      });
    }
    return start;
  }

  /** The last known block that begins at or before a position. */
  #indexOf(position: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle]?.decoded ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A block without the first half of a pair at its end, unless it is all that is there. */
function wholeCharacters(block: Uint8Array, order: ByteOrder): Uint8Array {
  if (block.length < BLOCK) return block;
  const high = block[block.length - (order === 'little-endian' ? 1 : 2)] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? block.subarray(0, -2) : block;
}

/** A last byte that is half of a unit is of a file cut off there, and left out. */
function textOf(block: Uint8Array, order: ByteOrder): string {
  const even = Buffer.from(block.subarray(0, block.length & ~1));
  if (order === 'big-endian') even.swap16();
  return even.toString('utf16le');
}
