import type { AttachedPolicy, PolicySet } from '../../src/iam/authorization.ts';
import { type CompiledPolicies, compilePolicies } from '../../src/iam/authorize.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Policy, PolicySource } from '../../src/iam/policy.ts';
import type { ContextValue, Request } from '../../src/iam/request.ts';
import type { Text } from '../../src/iam/value.ts';
import type { PlainContext, PlainPolicies, PlainRequest } from '../reference/reference.ts';
import { contextValue, type Given } from './given.ts';

export const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

export function policyOf(document: unknown, kind: PolicySource['kind'] = 'identity'): Policy {
  return parsePolicy({ label: 'policy.json', parts: [JSON.stringify(document)], kind });
}

export function attachedPolicy(document: unknown, kind: PolicySource['kind'] = 'identity'): AttachedPolicy {
  return { policy: policyOf(document, kind), attached: { kind: 'present' } };
}

/** One SCP at the root that allows everything beside these statements. */
export function scpOf(...statements: readonly unknown[]): CompiledPolicies {
  const document = { Version: '2012-10-17', Statement: [ALLOW_ALL, ...statements] };
  return compilePolicies({ serviceControl: [{ name: 'root', policies: [attachedPolicy(document, 'scp')] }] });
}

export function requestOf(
  given: Readonly<Record<string, Given>>,
  resource: Text = ['arn:aws:lambda:us-east-1:123456789012:function:f'],
  action = 'lambda:CreateFunction',
): Request {
  const values = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(given)) values.set(key.toLowerCase(), contextValue(value, key));
  return {
    action,
    resource,
    context: { lookup: (key) => values.get(key.toLowerCase()) ?? { kind: 'absent' } },
  };
}

export function plainRequest({ action, resource, context }: PlainRequest): Request {
  return requestOf(givenContext(context), [resource], action);
}

function givenContext(context: PlainContext): Readonly<Record<string, Given>> {
  const entries = Object.entries(context).map(([key, value]): [string, Given] => [
    key,
    typeof value === 'string' ? { one: value } : { many: value },
  ]);
  return Object.fromEntries(entries);
}

/** The policies of a reference case, parsed by the parser under test. */
export function policySet({ scp, boundary, session, identity }: PlainPolicies): PolicySet {
  return {
    ...(scp === undefined
      ? {}
      : {
          serviceControl: scp.map((level, index) => ({
            name: `level ${index}`,
            policies: level.map((document) => attachedPolicy(document, 'scp')),
          })),
        }),
    ...(boundary === undefined
      ? {}
      : { permissionsBoundary: boundary.map((one) => attachedPolicy(one, 'boundary')) }),
    ...(session === undefined ? {} : { session: session.map((one) => attachedPolicy(one, 'session')) }),
    ...(identity === undefined ? {} : { identity: identity.map((one) => attachedPolicy(one)) }),
  };
}
