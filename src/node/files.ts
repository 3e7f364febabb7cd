import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Files } from '../io.ts';
import { expand } from './expand.ts';
import { attempt, inputError } from './failures.ts';
import { chunksOf, decode, openFile, readText } from './reading.ts';
import { kindOf, realPath, statsOf } from './stats.ts';
import { temporary, writeWhole } from './writing.ts';

/** Files as a program in this directory sees them. */
export function filesBelow(cwd: string): Files {
  const at = (path: string) => resolve(cwd, path);
  return {
    kind: (path) => kindOf(at(path)),
    size: (path) => statsOf(at(path))?.size ?? 0,
    readText: (path) => decode(attempt(path, () => readText(at(path), path))),
    readBytes: (path) => attempt(path, () => readFileSync(at(path))),
    stream: (path) => chunksOf(at(path), path),
    open: (path) => attempt(path, () => openFile(at(path))),
    list: (path) => attempt(path, () => readdirSync(at(path)).sort()),
    write: (path, text) =>
      writeWhole(at(path), path, text).catch((error: unknown) => {
        throw inputError(error, path, 'output-unwritable');
      }),
    expand: (pattern) => expand(pattern, cwd),
    realPath: (path) => realPath(at(path)),
    temporary,
  };
}
