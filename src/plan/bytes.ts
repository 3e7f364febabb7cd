/**
 * The bytes of a plan, wherever they are: read once from front to back, then here and there.
 * Positions count from 0.
 */
export interface PlanBytes {
  /**
   * The bytes from a position on: as many as are at hand, at least one, none at the end. They stay as they are until
   * `from` is called again.
   */
  readonly from: (position: number) => Uint8Array;
  /** Exactly these bytes; fewer where there are no more. They stay as they are until `from` or `slice` is called again. */
  readonly slice: (start: number, end: number) => Uint8Array;
  /** Where a byte stands in the file, when these bytes were made from it by decoding. */
  readonly originalPosition?: (position: number) => number;
}

/** Bytes that are in memory. */
export function bytesOf(buffer: Uint8Array): PlanBytes {
  return {
    from: (position) => buffer.subarray(position),
    slice: (start, end) => buffer.subarray(start, end),
  };
}

const CHUNK = 1 << 20;

/**
 * Bytes that are fetched when needed: `readAt(position, length)` gives up to `length` bytes of a file, at least one,
 * none at its end. It may hand out the same memory again at its next call.
 */
export function bytesAt(readAt: (position: number, length: number) => Uint8Array): PlanBytes {
  let chunk = new Uint8Array();
  return {
    from: (position) => {
      const bytes = readAt(position, CHUNK);
      if (chunk.length < bytes.length) chunk = new Uint8Array(bytes.length);
      chunk.set(bytes);
      return chunk.subarray(0, bytes.length);
    },
    slice: (start, end) => fill(readAt, start, end),
  };
}

function fill(
  readAt: (position: number, length: number) => Uint8Array,
  start: number,
  end: number,
): Uint8Array {
  const length = Math.max(0, end - start);
  const first = readAt(start, length);
  if (first.length === length || first.length === 0) return first;
  const whole = new Uint8Array(length);
  whole.set(first);
  let filled = first.length;
  while (filled < whole.length) {
    const part = readAt(start + filled, whole.length - filled);
    if (part.length === 0) return whole.subarray(0, filled);
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}
