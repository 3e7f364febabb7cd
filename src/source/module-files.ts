import { joinPath, type SourceFiles } from './files.ts';

/** A file of a module, chosen by its name. */
export interface ModuleFile {
  /** Below the boundary, where the file itself is: a link in the directory may lead to it. */
  readonly path: string;
  readonly dialect: 'hcl' | 'json';
  /** `override.tf`, `x_override.tf`: merged over the others. */
  readonly isOverride: boolean;
}

/**
 * The files that make up the module in a directory, in Terraform's order; undefined when there is no such directory.
 * Where OpenTofu's `x.tofu` is there, `x.tf` is not read.
 * https://developer.hashicorp.com/terraform/language/files
 * https://opentofu.org/docs/language/files/
 */
export function moduleFiles(files: SourceFiles, directory: string): readonly ModuleFile[] | undefined {
  const names = files.list(directory);
  if (names === undefined) return undefined;
  const all = new Set(names);
  return [...names]
    .sort()
    .filter((name) => !isIgnored(name) && !isShadowed(name, all))
    .flatMap((name) => {
      const match = /^(.+)\.(?:tf|tofu)(\.json)?$/.exec(name);
      if (match === null) return [];
      const [, stem = '', json] = match;
      const path = joinPath(directory, name);
      return [
        {
          path: files.realPath?.(path) ?? path,
          dialect: json === undefined ? 'hcl' : 'json',
          isOverride: stem === 'override' || stem.endsWith('_override'),
        } as const,
      ];
    });
}

function isShadowed(name: string, all: ReadonlySet<string>): boolean {
  return /\.tf(\.json)?$/.test(name) && all.has(name.replace(/\.tf(\.json)?$/, '.tofu$1'));
}

/** Editors' backups, and hidden files. */
function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}
