import { asSensitive, known } from '../graph/construct.ts';
import type { ContextValue, Presence } from '../iam/request.ts';
import type { Value } from '../iam/value.ts';
import { isArray, type JsonObject } from '../plan/json.ts';
import { ID_SHAPES, toIamValue } from '../policies/value.ts';
import { own } from './difference.ts';
import { blockOf } from './function-change.ts';
import { GROUPS, type RequestForms, SUBNETS } from './network-keys.ts';

/**
 * What the provider asks for before it deletes a function with `replace_security_groups_on_destroy`: a configuration
 * with only security groups, the replacement ones or the default group of the VPC. Undefined where it does not.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/lambda/function.go
 * (replaceSecurityGroupsOnDestroy)
 * @param before the function in the prior state
 * @param isSensitive the plan marks its settings as sensitive
 */
export function releasedGroups(
  before: JsonObject,
  isSensitive: boolean,
  owner: string,
): RequestForms | undefined {
  if (own(before, 'replace_security_groups_on_destroy') !== true || own(before, 'skip_destroy') === true)
    return undefined;
  const block = blockOf(own(before, 'vpc_config'));
  const groups = idsOf(own(block, 'security_group_ids'), isSensitive);
  if (groups.length === 0) return undefined;
  const replacements = idsOf(own(before, 'replacement_security_group_ids'), isSensitive);
  const sent = replacements.length > 0 ? replacements : [defaultGroup(owner)];
  const subnets = idsOf(own(block, 'subnet_ids'), isSensitive);
  return {
    forms: [
      {
        securityGroupIds: { kind: 'multi', presence: { kind: 'present' }, values: sent },
        subnetIds: existing(subnets, owner),
        vpcIds: {
          kind: 'single',
          presence: doubt('VPC', owner),
          value: vpcOf(own(block, 'vpc_id'), isSensitive, owner),
        },
      },
    ],
    network: {
      subnets: subnets.map((value) => ({ value, trail: [] })),
      securityGroups: sent.map((value) => ({ value, trail: [] })),
      contradictions: [],
    },
    notes: ['the request names security groups alone: the function keeps its subnets'],
  };
}

function idsOf(json: JsonObject[string] | undefined, isSensitive: boolean): readonly Value[] {
  if (!isArray(json)) return [];
  const ids = json.filter((id) => typeof id === 'string' && id !== '');
  return ids.map((id) => stated(String(id), isSensitive));
}

function stated(id: string, isSensitive: boolean): Value {
  const value = known(id, TRAIL);
  return toIamValue(isSensitive ? asSensitive(value) : value);
}

const TRAIL = [{ text: 'the prior state' }];

function defaultGroup(owner: string): Value {
  const reason = "which is the default security group of the function's VPC is not in the plan";
  const settle = 'aws ec2 describe-security-groups --filters Name=group-name,Values=default';
  return {
    kind: 'unknown',
    name: `default group for ${owner}`,
    reason,
    settle,
    shape: ID_SHAPES['security-group'],
  };
}

function existing(subnets: readonly Value[], owner: string): ContextValue {
  if (subnets.length === 0) return { kind: 'absent', reason: `there are no ${SUBNETS.plural}` };
  return { kind: 'multi', presence: doubt(SUBNETS.plural, owner), values: subnets };
}

function vpcOf(vpc: JsonObject[string] | undefined, isSensitive: boolean, owner: string): Value {
  if (typeof vpc === 'string' && vpc !== '') return stated(vpc, isSensitive);
  return {
    kind: 'unknown',
    name: `VPC of ${owner}`,
    reason: 'the prior state has no VPC',
    shape: ID_SHAPES.vpc,
  };
}

function doubt(what: string, owner: string): Presence {
  const reason = `whether a request with ${GROUPS.plural} alone carries the existing ${what} is not documented`;
  return { kind: 'unknown', name: `existing ${what} of ${owner}`, reason };
}
