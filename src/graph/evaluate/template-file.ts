import { hop, inherit } from '../construct.ts';
import type { Context } from '../context.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import { failure, isFailure, type Result, undecided } from './result.ts';

/**
 * `templatefile(path, variables)`: in the template only these variables are there.
 * https://developer.hashicorp.com/terraform/language/functions/templatefile
 */
export function templateFile(context: Context, given: readonly Value[], scope: Scope): Result {
  const [path, variables] = given;
  if (path?.kind !== 'known' || typeof path.value !== 'string')
    return undecided(context, 'templatefile', given);
  if (variables?.kind === 'known') return failure('templatefile takes an object of variables');
  const text = context.readText(path.value);
  const template = text === undefined ? undefined : context.parseTemplate(text);
  if (variables?.kind !== 'object' || variables.rest !== undefined || template === undefined) {
    context.doubt();
    return undecided(context, 'templatefile', given);
  }
  const members = [...variables.attributes].map(
    ([name, value]) => [name, inherit(variables, value)] as const,
  );
  const result = context.evaluateIn(template, { module: scope.module, variables: new Map(members) });
  if (isFailure(result)) return result;
  return { ...result, trail: [hop(`template ${path.value}`, { path: path.value }), ...result.trail] };
}
