import { known, list } from '../construct.ts';
import type { Context } from '../context.ts';
import { oneOfResults, type Result, reasonOf, undecided } from '../evaluate/result.ts';
import { setOf } from '../evaluate/sets.ts';
import type { Value } from '../value.ts';
import { globOf } from './file-glob.ts';
import type { Call, FunctionFamily } from './function.ts';
import { pathsByWorkspace } from './workspace-files.ts';

/** https://developer.hashicorp.com/terraform/language/functions: filesystem functions, inside the source root. */
export const FILES: FunctionFamily = {
  file: (given, call) => textOfFile(given, call),
  fileexists: (given, call) => isFile(given, call),
  fileset: (given, call) => filesBelow(given, call),
};

/** A file that is not there, or that may not be read, is unknown: the plan may have been made elsewhere. */
function textOfFile(given: readonly Value[], call: Call): Result {
  const path = pathIn(given[0]);
  if (path === undefined) return textOfOne(given, call);
  const text = textAt(path, call.context);
  if (text !== undefined) return text;
  call.context.doubt();
  return undecided(call.context, call.name, given);
}

function textAt(path: string, context: Context): Value | undefined {
  const text = context.readText(path);
  return text === undefined ? undefined : known(text, [{ text: `file ${path}`, path }]);
}

/** `file("${terraform.workspace}.yaml")`: one of the files that are there. Where it means another, it fails. */
function textOfOne(given: readonly Value[], { context, name }: Call): Result {
  const [path] = given;
  const paths = path?.kind === 'template' ? pathsByWorkspace(path, context) : [];
  const why = path && reasonOf(path);
  if (paths.length === 0 || why === undefined) return undecided(context, name, given);
  context.doubt();
  const texts = paths.map((one) => textAt(one, context) ?? undecided(context, name, given));
  return oneOfResults(context, name, texts, why);
}

function pathIn(value: Value | undefined): string | undefined {
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

function isFile(given: readonly Value[], call: Call): Result {
  const path = pathIn(given[0]);
  const isThere = path !== undefined && call.context.readText(path) !== undefined;
  return isThere ? known(true) : undecided(call.context, call.name, given);
}

/** The files that are there. Where there are none, the plan was made where there were some: they are not known. */
function filesBelow(given: readonly Value[], call: Call): Result {
  const [directory, pattern] = given.map(pathIn);
  const glob = pattern === undefined ? undefined : globOf(pattern);
  const paths = directory === undefined ? undefined : pathsBelow(directory, call);
  const found = glob === undefined ? [] : (paths ?? []).filter((path) => glob.test(path));
  if (found.length === 0) return undecided(call.context, call.name, given);
  return setOf(list(found.map((path) => known(path))));
}

/** Files and directories; a walk past more is given up. */
const MOST_PATHS = 10_000;

function pathsBelow(directory: string, { context }: Call): readonly string[] | undefined {
  const found: string[] = [];
  const waiting = context.list(directory) === undefined ? [] : [''];
  let seen = 0;
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    seen += 1;
    if (seen > MOST_PATHS) return undefined;
    const names = context.list(`${directory}/${below}`);
    if (names === undefined) found.push(below);
    for (const name of names ?? []) waiting.push(below === '' ? name : `${below}/${name}`);
  }
  return seen === 0 ? undefined : found;
}
