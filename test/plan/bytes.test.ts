import t from 'tap';
import { bytesAt } from '../../src/plan/bytes.ts';

const FILE = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251);

/** A file that hands out the same memory at every call, and tells how often it was asked. */
function fileInOneMemory() {
  const memory = new Uint8Array(1 << 20);
  let calls = 0;
  const bytes = bytesAt((position, length) => {
    calls++;
    const piece = FILE.subarray(position, position + length);
    memory.set(piece);
    return memory.subarray(0, piece.length);
  });
  return { bytes, calls: () => calls };
}

t.test('small values that stand side by side are fetched together', async (t) => {
  const { bytes, calls } = fileInOneMemory();
  for (let start = 0; start < 60_000; start += 500)
    t.strictSame([...bytes.slice(start, start + 490)], [...FILE.subarray(start, start + 490)]);
  t.equal(calls(), 1);
});

t.test('whatever is fetched in between, a value is the one that was asked for', async (t) => {
  const { bytes } = fileInOneMemory();
  const asked: readonly (readonly [number, number])[] = [
    [10, 20],
    [1_000, 200_000],
    [15, 30],
    [299_990, 300_100],
    [65_540, 65_550],
    [0, 0],
  ];
  for (const [start, end] of asked) {
    t.strictSame([...bytes.slice(start, end)], [...FILE.subarray(start, end)], `${start}`);
    t.equal(bytes.from(start)[0], FILE[start]);
    t.strictSame([...bytes.slice(start, end)], [...FILE.subarray(start, end)], `${start} again`);
  }
});
