import type { OutlinedFile, PlacedBlock } from './module-outline.ts';
import type { OutlineValue } from './outline.ts';

/** A file, with or without blocks in it. */
export type WrittenFile = Pick<OutlinedFile, 'path' | 'text'>;

/** What the expressions of a module can refer to. */
export interface PolicyScope {
  /** The blocks of the module by type and labels. */
  readonly find: (key: readonly string[]) => readonly PlacedBlock[];
  /** A file that is no configuration, seen from the module's directory. */
  readonly read: (path: string) => WrittenFile | undefined;
  /** The call that the module's variables come from; absent for the root module. */
  readonly outer?: { readonly call: readonly PlacedBlock[]; readonly scope: PolicyScope };
}

/** A value as it is written, and where. */
export interface WrittenValue {
  readonly in: OutlinedFile;
  readonly value: OutlineValue;
  readonly scope: PolicyScope;
}

/** What `local.x` or `var.x` is written as: of a variable the argument of the call, else its default. */
export function valueOfReference(reference: string, scope: PolicyScope): WrittenValue | undefined {
  const [root = '', name = '', ...more] = reference.split('.');
  if (more.length > 0) return undefined;
  if (root === 'local') return lastOf(scope.find(['locals']), name, scope);
  if (root !== 'var') return undefined;
  const given = scope.outer === undefined ? undefined : lastOf(scope.outer.call, name, scope.outer.scope);
  return given ?? lastOf(scope.find(['variable', name]), 'default', scope);
}

/** What an override file says counts, and its blocks are last. */
function lastOf(
  blocks: readonly PlacedBlock[],
  attribute: string,
  scope: PolicyScope,
): WrittenValue | undefined {
  for (const { block, in: file } of [...blocks].reverse()) {
    const value = block.attributes.get(attribute)?.value();
    if (value !== undefined) return { in: file, value, scope };
  }
  return undefined;
}

/** The blocks of the `aws_iam_policy_document` that `data.aws_iam_policy_document.x.json` refers to. */
export function documentOfReference(reference: string, { find }: PolicyScope): readonly PlacedBlock[] {
  const [root, type, name = '', last, ...more] = reference.split('.');
  const isDocument = root === 'data' && type === 'aws_iam_policy_document' && more.length === 0;
  return isDocument && (last === 'json' || last === 'minified_json') ? find(['data', type, name]) : [];
}
