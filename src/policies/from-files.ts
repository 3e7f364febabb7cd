import { parsePolicy } from '../iam/parse.ts';
import type { PolicySource } from '../iam/policy.ts';
import type { ListedPolicy } from './listed.ts';

export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** Policies that are given as files. */
export function fromFiles(files: readonly PolicyFile[], kind: PolicySource['kind']): readonly ListedPolicy[] {
  return files.map(({ path, text }) => ({
    policy: parsePolicy({ label: path, kind, parts: [text] }),
    kind,
    from: 'file',
  }));
}
