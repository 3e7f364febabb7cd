import type { Context } from '../context.ts';
import type { TemplateValue } from '../value.ts';
import { WORKSPACE } from '../workspace.ts';

/** The files that a path with `terraform.workspace` in it may mean: none where something else in it is not known. */
export function pathsByWorkspace({ parts }: TemplateValue, context: Context): readonly string[] {
  const texts = parts.map((part) => {
    if (part.kind === 'known') return String(part.value);
    return part.kind === 'unknown' && part.name === WORKSPACE ? HOLE : undefined;
  });
  if (texts.includes(undefined)) return [];
  const [first = '', ...others] = texts.join('').split('/');
  const starts = first.includes(HOLE) ? namesLike('.', first, context) : [first];
  return others
    .reduce<readonly string[]>((paths, name) => paths.flatMap((path) => below(path, name, context)), starts)
    .filter((path) => isThere(path, context));
}

/** In no path. */
const HOLE = '\u0000';

function below(directory: string, name: string, context: Context): readonly string[] {
  const names = name.includes(HOLE) ? namesLike(directory, name, context) : [name];
  return names.map((one) => `${directory}/${one}`);
}

/** One name stands in every hole. */
function namesLike(directory: string, name: string, context: Context): readonly string[] {
  const [before = '', ...after] = name.split(HOLE);
  return (context.list(directory) ?? []).filter((one) => {
    const length = (one.length - (name.length - after.length)) / after.length;
    const filling = one.slice(before.length, before.length + length);
    return length >= 1 && one === [before, ...after].join(filling);
  });
}

function isThere(path: string, context: Context): boolean {
  const at = path.lastIndexOf('/');
  const names = context.list(at < 0 ? '.' : path.slice(0, at));
  return names?.includes(path.slice(at + 1)) === true && context.list(path) === undefined;
}
