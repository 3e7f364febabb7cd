import { parsePolicy } from '../iam/parse.ts';
import type { PolicySource } from '../iam/policy.ts';
import type { ListedPolicy, PolicyFile } from './listed.ts';

/** Policies that are given as files. */
export function fromFiles(files: readonly PolicyFile[], kind: PolicySource['kind']): readonly ListedPolicy[] {
  return files.map((file) => ({
    policy: parsePolicy({ label: file.path, kind, parts: [file.text] }),
    kind,
    from: 'file',
    file,
  }));
}
