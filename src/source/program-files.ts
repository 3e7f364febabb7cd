import type { SourceFiles } from './files.ts';

/**
 * The files that a program reads: Terraform does not know `x.tofu`, which OpenTofu reads in the place of `x.tf`. Where
 * it is not known which program it was, neither of the two is there.
 * https://opentofu.org/docs/language/files/
 */
export function programFiles(files: SourceFiles, program: 'terraform' | 'opentofu' | undefined): SourceFiles {
  if (program === 'opentofu') return files;
  const isRead = program === 'terraform' ? isNoTofu : isAlone;
  return {
    ...files,
    list: (path) => {
      const names = files.list(path);
      return names?.filter((name) => isRead(name, names));
    },
  };
}

const TOFU = /\.tofu(\.json)?$/u;
const TERRAFORM = /\.tf(\.json)?$/u;

function isNoTofu(name: string): boolean {
  return !TOFU.test(name);
}

function isAlone(name: string, names: readonly string[]): boolean {
  const twins = [name.replace(TOFU, '.tf$1'), name.replace(TERRAFORM, '.tofu$1')];
  return twins.every((twin) => twin === name || !names.includes(twin));
}
