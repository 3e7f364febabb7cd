import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hands out paths in a directory that is removed afterwards. */
export async function withScratch<Result>(
  work: (path: (name: string) => string) => Result | Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'tfvpc-bench-'));
  try {
    return await work((name) => join(directory, name));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
