import { known } from '../construct.ts';
import { type Result, undecided } from '../evaluate/result.ts';
import type { Value } from '../value.ts';
import { type Call, type FunctionFamily, onKnown } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: filesystem functions, inside the source root. */
export const FILES: FunctionFamily = {
  file: (given, call) => textOfFile(given, call),
  basename: onKnown(
    ([path]) =>
      String(path)
        .split('/')
        .findLast((part) => part !== '') ?? '.',
  ),
  dirname: onKnown(([path]) => String(path).replace(/\/[^/]*$/u, '') || '.'),
};

/** A file that is not there, or that may not be read, is unknown: the plan may have been made elsewhere. */
function textOfFile(given: readonly Value[], call: Call): Result {
  const [path] = given;
  if (path?.kind !== 'known' || typeof path.value !== 'string')
    return undecided(call.context, call.name, given);
  const text = call.context.readText(path.value);
  if (text !== undefined) return known(text, [{ text: `file ${path.value}`, path: path.value }]);
  call.context.doubt();
  return undecided(call.context, call.name, given);
}
