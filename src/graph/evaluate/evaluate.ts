import type { Expression, LocatedExpression } from '../../source/expression.ts';
import { hop, known, list, object, unknown } from '../construct.ts';
import type { Context } from '../context.ts';
import { type Scope, withVariables } from '../scope.ts';
import type { Value } from '../value.ts';
import { attributeOfValue, elementAt, splat } from './access.ts';
import { call } from './call.ts';
import { conditional } from './conditional.ts';
import { isNoKey, isNull, textOf } from './convert.ts';
import { forEach } from './for.ts';
import { objectOfMembers } from './new-keys.ts';
import { binary, unary } from './operators.ts';
import { allValues, failure, isFailure, type Result, undecided } from './result.ts';
import { fromRoot, variableIn } from './roots.ts';
import { template } from './template.ts';

/** What an expression of the source is after the apply. An expression that would fail is unknown. */
export function evaluateLocated(context: Context, located: LocatedExpression, scope: Scope): Value {
  const result = evaluate(context, located.expression, scope);
  if (!isFailure(result)) return result;
  const trail = [hop('an expression that fails', { path: located.path, line: located.position?.line })];
  return unknown(context.freshName(located.path), result.reason, { trail });
}

/** One expression. Deep ones, and those that take too many steps, are unknown. */
export function evaluate(context: Context, expression: Expression, scope: Scope): Result {
  if (!context.spend())
    return unknown(context.freshName('…'), 'working out the expression takes too many steps');
  return (
    context.deeper(() => evaluateKind(context, expression, scope)) ??
    unknown(context.freshName('…'), 'the expression, or what it refers to, is nested too deeply')
  );
}

function evaluateKind(context: Context, expression: Expression, scope: Scope): Result {
  const inScope = (inner: Expression): Result => evaluate(context, inner, scope);
  switch (expression.kind) {
    case 'literal':
      return known(expression.value);
    case 'template':
      return template(context, expression.parts, inScope);
    case 'tuple':
      return tuple(expression.items, inScope);
    case 'object':
      return objectOf(context, expression.entries, inScope);
    case 'variable':
      return variableIn(scope, expression.name);
    case 'attribute':
      return fromRoot(context, expression, scope) ?? attribute(context, expression, inScope);
    case 'index':
      return index(context, expression, inScope);
    case 'splat':
      return splatOf(context, expression, scope);
    case 'conditional':
      return conditional(context, expression, inScope);
    case 'for':
      return forEach(context, expression, scope);
    case 'call':
      return call(context, expression, scope);
    case 'binary':
      return binary(context, expression, scope);
    case 'unary':
      return unary(context, expression, inScope);
    case 'unsupported':
      return unknown(context.freshName(expression.text), `\`${expression.text}\` cannot be read`);
  }
}

type Inner = (expression: Expression) => Result;

function tuple(expressions: readonly Expression[], inScope: Inner): Result {
  const items = allValues(expressions.map(inScope));
  return 'kind' in items ? items : list(items);
}

function objectOf(
  context: Context,
  entries: readonly { readonly key: Expression; readonly value: Expression }[],
  inScope: Inner,
): Result {
  const members: (readonly [Value, Value])[] = [];
  for (const entry of entries) {
    const key = inScope(entry.key);
    const value = inScope(entry.value);
    if (isFailure(key)) return key;
    if (isFailure(value)) return value;
    if (isNoKey(key)) return failure('a key of an object is no text');
    members.push([key, value]);
  }
  return objectOfMembers(context, members) ?? openObject(context, members);
}

/** Some keys may be any text. */
function openObject(context: Context, members: readonly (readonly [Value, Value])[]): Value {
  const attributes = new Map<string, Value>();
  const openKeys: Value[] = [];
  for (const [key, value] of members) {
    const name = key.kind === 'known' ? textOf(key.value) : undefined;
    if (name !== undefined) attributes.set(name, value);
    else {
      openKeys.push(key);
      mayReplace(context, attributes, key, value);
    }
  }
  if (openKeys.some((key) => isNull(key) !== false)) context.doubt();
  const { name, reason } = openRest(undecided(context, '{…}', openKeys));
  return object(attributes, { rest: { name, reason, atMost: openKeys.length } });
}

/** Of two entries with one key the later one counts. An id that this apply makes is no key that is written out. */
function mayReplace(context: Context, attributes: Map<string, Value>, key: Value, value: Value): void {
  if (key.kind === 'new') return;
  for (const [name, before] of attributes)
    attributes.set(name, undecided(context, `{…}.${name}`, [key, before, value]));
}

function openRest(value: Value): { name: string; reason: string } {
  return value.kind === 'unknown' ? value : { name: '{…}', reason: 'a key is not known before the apply' };
}

function attribute(context: Context, expression: Expression & { kind: 'attribute' }, inScope: Inner): Result {
  const from = inScope(expression.object);
  return isFailure(from) ? from : attributeOfValue(context, from, expression.name);
}

function index(context: Context, expression: Expression & { kind: 'index' }, inScope: Inner): Result {
  const from = inScope(expression.collection);
  if (isFailure(from)) return from;
  const at = inScope(expression.key);
  return isFailure(at) ? at : elementAt(context, from, at);
}

function splatOf(context: Context, expression: Expression & { kind: 'splat' }, scope: Scope): Result {
  const from = evaluate(context, expression.collection, scope);
  if (isFailure(from)) return from;
  return splat(context, from, (element) =>
    evaluate(context, expression.each, withVariables(scope, [['splat', element]])),
  );
}
