import type { Value as GraphValue } from '../graph/value.ts';
import { isSomething, toIamValue } from '../policies/value.ts';
import type { Caller } from './caller.ts';

/**
 * Who makes the requests of a service that is given a role to act as: that role, and not who applies, unless it is the same.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
export function asServiceRole(caller: Caller, role: GraphValue | undefined): Caller {
  if (!isSomething(role)) return caller;
  const principalArn = toIamValue(role);
  const isSame =
    principalArn.kind === 'known' &&
    caller.principalArn.kind === 'known' &&
    principalArn.text === caller.principalArn.text;
  return isSame ? caller : { ...caller, principalArn, isServiceRole: true };
}

export const SERVICE_ROLE_NOTE =
  'a service makes this request as a role of its own: identity policies of who applies do not count';
