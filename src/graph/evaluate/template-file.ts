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
  const [path] = given;
  if (path?.kind !== 'known' || typeof path.value !== 'string')
    return undecided(context, 'templatefile', given);
  const result = filled(context, 'templatefile', context.readText(path.value), given, scope);
  if (isFailure(result)) return result;
  return { ...result, trail: [hop(`template ${path.value}`, { path: path.value }), ...result.trail] };
}

/**
 * `templatestring(text, variables)`: the same of a text.
 * https://developer.hashicorp.com/terraform/language/functions/templatestring
 */
export function templateString(context: Context, given: readonly Value[], scope: Scope): Result {
  const [text] = given;
  const isText = text?.kind === 'known' && typeof text.value === 'string';
  return filled(context, 'templatestring', isText ? String(text.value) : undefined, given, scope);
}

function filled(
  context: Context,
  name: string,
  text: string | undefined,
  given: readonly Value[],
  scope: Scope,
): Result {
  const [, variables] = given;
  if (variables?.kind === 'known') return failure(`${name} takes an object of variables`);
  const template = text === undefined ? undefined : context.parseTemplate(text);
  if (variables?.kind !== 'object' || variables.rest !== undefined || template === undefined) {
    context.doubt();
    return undecided(context, name, given);
  }
  const members = [...variables.attributes].map(
    ([name, value]) => [name, inherit(variables, value)] as const,
  );
  return context.evaluateIn(template, { module: scope.module, variables: new Map(members) });
}
