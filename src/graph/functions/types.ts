import { asSensitive, known } from '../construct.ts';
import { asText, isNoTruth, isNull, numberOf, truthOf } from '../evaluate/convert.ts';
import { failure, type Result, undecided } from '../evaluate/result.ts';
import type { Value } from '../value.ts';
import type { Call, FunctionFamily } from './function.ts';
import { asNumber } from './parameters.ts';

/** https://developer.hashicorp.com/terraform/language/functions: type conversion functions. */
export const TYPES: FunctionFamily = {
  tostring: ([value], call) => converted(value, call, asText),
  tonumber: ([value], call) => primitive(value, call, numberOf, (one) => asNumber(one) === 'fails'),
  tobool: ([value], call) => primitive(value, call, truthOf, isNoTruth),
  sensitive: ([value]) => (value === undefined ? failure('sensitive takes a value') : asSensitive(value)),
  nonsensitive: ([value]) => (value === undefined ? failure('nonsensitive takes a value') : shown(value)),
  issensitive: ([value]) => known(value?.sensitive === true),
};

function converted(value: Value | undefined, call: Call, convert: (value: Value) => Value): Result {
  // It may be the null of a list or a map, of which there is no conversion.
  if (value !== undefined && isNull(value) === true) call.context.doubt();
  if (value === undefined || value.kind === 'list' || value.kind === 'object')
    return failure('no conversion to this type');
  return convert(value);
}

/** @param isWrong whether a value is certainly no number, or no truth value */
function primitive(
  value: Value | undefined,
  call: Call,
  read: (value: Value) => number | boolean | undefined,
  isWrong: (value: Value) => boolean,
): Result {
  const isNothing = value !== undefined && isNull(value) === true;
  if (value === undefined || (!isNothing && isWrong(value))) return failure('no conversion to this type');
  const result = read(value);
  if (result !== undefined) return known(result, value.trail);
  call.context.doubt();
  return isNothing ? value : undecided(call.context, call.name, [value]);
}

function shown(value: Value): Value {
  const { sensitive: _, ...bare } = value;
  return bare;
}
