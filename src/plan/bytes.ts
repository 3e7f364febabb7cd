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
/** Small values that stand side by side are fetched together. */
const WINDOW = 1 << 16;

/** Up to `length` bytes of a file, at least one; none at its end. */
type ReadAt = (position: number, length: number) => Uint8Array;

/** Bytes that are fetched when needed. `readAt` may hand out the same memory again at its next call. */
export function bytesAt(readAt: ReadAt): PlanBytes {
  let chunk = new Uint8Array();
  let window: Window = NOTHING;
  return {
    from: (position) => {
      window = NOTHING;
      const bytes = readAt(position, CHUNK);
      if (chunk.length < bytes.length) chunk = new Uint8Array(bytes.length);
      chunk.set(bytes);
      return chunk.subarray(0, bytes.length);
    },
    slice: (start, end) => {
      if (end - start > WINDOW) {
        window = NOTHING;
        return fill(readAt, start, end);
      }
      const isInside = start >= window.start && end <= window.start + window.bytes.length;
      if (!isInside) window = { start, bytes: fill(readAt, start, start + WINDOW) };
      return window.bytes.subarray(start - window.start, end - window.start);
    },
  };
}

interface Window {
  readonly start: number;
  readonly bytes: Uint8Array;
}

const NOTHING: Window = { start: 0, bytes: new Uint8Array() };

function fill(readAt: ReadAt, start: number, end: number): Uint8Array {
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
