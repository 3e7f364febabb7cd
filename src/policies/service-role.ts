import type { PolicySet } from '../iam/authorization.ts';
import { PRESENT } from '../iam/request.ts';
import { undecidablePolicy } from './plan-policies.ts';

/**
 * What decides about a role that a service acts as: the service control policies, and, where policies of who applies are
 * judged, those of the role, which nothing tells.
 */
export function ofServiceRole({ serviceControl, ...applying }: PolicySet): PolicySet {
  const control = serviceControl === undefined ? {} : { serviceControl };
  if (Object.values(applying).every((policies) => policies === undefined)) return control;
  return { ...control, identity: [{ policy: UNKNOWN, attached: PRESENT }] };
}

const UNKNOWN = undecidablePolicy(
  'policies of the role of the service',
  'the policies of the role that the service acts as are not judged',
  '--principal with the ARN of that role, and its policies',
);
