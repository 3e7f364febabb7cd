import { asSensitive, known } from '../construct.ts';
import { asText, isNull, numberOf, truthOf } from '../evaluate/convert.ts';
import { failure, type Result, undecided } from '../evaluate/result.ts';
import type { Value } from '../value.ts';
import type { Call, FunctionFamily } from './function.ts';

/** https://developer.hashicorp.com/terraform/language/functions: type conversion functions. */
export const TYPES: FunctionFamily = {
  tostring: ([value], call) => converted(value, call, asText),
  tonumber: ([value], call) => primitive(value, call, numberOf),
  tobool: ([value], call) => primitive(value, call, truthOf),
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

function primitive(
  value: Value | undefined,
  call: Call,
  read: (value: Value) => number | boolean | undefined,
): Result {
  if (value?.kind === 'known') {
    if (value.value === null) {
      call.context.doubt();
      return value;
    }
    const result = read(value);
    return result === undefined ? failure('no conversion to this type') : known(result, value.trail);
  }
  if (value === undefined || value.kind === 'list' || value.kind === 'object' || value.kind === 'new') {
    return failure('no conversion to this type');
  }
  call.context.doubt();
  return undecided(call.context, call.name, [value]);
}

function shown(value: Value): Value {
  const { sensitive: _, ...bare } = value;
  return bare;
}
