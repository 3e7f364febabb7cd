import { asSensitive, known, list } from '../graph/construct.ts';
import type { Value as GraphValue, ObjectValue, Trail } from '../graph/value.ts';
import type { Presence } from '../iam/request.ts';
import { isArray, type JsonObject } from '../plan/json.ts';
import { isSomething } from '../policies/value.ts';

/** Why something may or may not be there, under one name. */
export type Doubt = Extract<Presence, { readonly kind: 'unknown' }>;

/** What a request says about the function's VPC. */
export type VpcSettings = NoVpc | GivenVpc | VpcChoice | UnknownVpc;

export interface NoVpc {
  readonly kind: 'none';
  /** In words: `the function has no vpc_config`. */
  readonly reason: string;
}

/** Subnets and security groups: lists or sets of ids; undefined where there are none. */
export interface GivenVpc {
  readonly kind: 'given';
  readonly subnets: GraphValue | undefined;
  readonly securityGroups: GraphValue | undefined;
  /** Given when the settings as a whole may be missing. */
  readonly doubt?: Doubt;
  /** The VPC, where state says it for exactly these subnets and groups. */
  readonly stated?: GraphValue;
}

/** One of these. */
export interface VpcChoice {
  readonly kind: 'choice';
  readonly options: readonly VpcSettings[];
}

/** Neither whether there are any is known, nor which. */
export interface UnknownVpc {
  readonly kind: 'unknown';
  readonly doubt: Doubt;
}

/** Names of the members that hold the ids. */
export interface MemberNames {
  readonly subnets: string;
  readonly securityGroups: string;
}

export const TERRAFORM_NAMES: MemberNames = { subnets: 'subnet_ids', securityGroups: 'security_group_ids' };
export const CLOUDFORMATION_NAMES: MemberNames = { subnets: 'SubnetIds', securityGroups: 'SecurityGroupIds' };

/**
 * Reads a `vpc_config`: a list of at most one block, or an object.
 * @param owner names what is not known: the resource address
 */
export function vpcSettings(value: GraphValue | undefined, names: MemberNames, owner: string): VpcSettings {
  if (!isSomething(value)) return noVpc();
  switch (value.kind) {
    case 'object':
      return fromBlock(value, names);
    case 'list':
      return fromBlocks(value, names, owner);
    case 'one-of':
      return { kind: 'choice', options: value.candidates.map((option) => vpcSettings(option, names, owner)) };
    case 'known':
    case 'new':
    case 'template':
    case 'unknown':
      return { kind: 'unknown', doubt: doubtOf(value, owner) };
  }
}

export const noVpc = (reason = 'the function has no vpc_config'): NoVpc => ({ kind: 'none', reason });

function fromBlocks(blocks: GraphValue & { kind: 'list' }, names: MemberNames, owner: string): VpcSettings {
  const [block] = blocks.items;
  if (block !== undefined) return vpcSettings(block, names, owner);
  const { rest } = blocks;
  if (rest === undefined || rest.atMost === 0) return noVpc();
  const doubt = { ...doubtOf(rest, owner), name: `vpc_config of ${owner}` };
  const options = (rest.candidates ?? []).map((candidate) => vpcSettings(candidate, names, owner));
  const [only] = options;
  if (only === undefined) return { kind: 'unknown', doubt };
  const settings: VpcSettings = options.length === 1 ? only : { kind: 'choice', options };
  return (rest.atLeast ?? 0) > 0 ? settings : perhaps(settings, doubt);
}

/** The same settings, or none. */
export function perhaps(settings: VpcSettings, doubt: Doubt): VpcSettings {
  switch (settings.kind) {
    case 'none':
    case 'unknown':
      return settings;
    case 'given':
      return { ...settings, doubt };
    case 'choice':
      return { kind: 'choice', options: settings.options.map((option) => perhaps(option, doubt)) };
  }
}

function fromBlock(block: ObjectValue, names: MemberNames): GivenVpc {
  return {
    kind: 'given',
    subnets: memberOf(block, names.subnets),
    securityGroups: memberOf(block, names.securityGroups),
  };
}

function memberOf(block: ObjectValue, name: string): GraphValue | undefined {
  const member = block.attributes.get(name);
  if (member !== undefined || block.rest === undefined) return member;
  const { rest } = block;
  return { kind: 'unknown', trail: block.trail, name: `${rest.name}.${name}`, reason: rest.reason };
}

function doubtOf(
  value: { readonly reason?: string; readonly settle?: string } | GraphValue,
  owner: string,
): Doubt {
  const reason = 'reason' in value && value.reason !== undefined ? value.reason : 'vpc_config is not known';
  const settle = 'settle' in value && value.settle !== undefined ? { settle: value.settle } : {};
  return { kind: 'unknown', name: `vpc_config of ${owner}`, reason, ...settle };
}

/**
 * The settings that a function has before the apply, from its `vpc_config` in state.
 * @param isSensitive the plan marks them as sensitive
 */
export function existingVpc(block: JsonObject, names: MemberNames, isSensitive: boolean): VpcSettings {
  const value = (text: string): GraphValue => {
    const found = known(text, FROM_STATE);
    return isSensitive ? asSensitive(found) : found;
  };
  const subnets = idsOf(block, names.subnets).map(value);
  const securityGroups = idsOf(block, names.securityGroups).map(value);
  if (subnets.length === 0 && securityGroups.length === 0) return noVpc('the function is in no VPC');
  const { vpc_id: vpc } = block;
  return {
    kind: 'given',
    subnets: list(subnets, { isSet: true }),
    securityGroups: list(securityGroups, { isSet: true }),
    ...(typeof vpc === 'string' && vpc !== '' ? { stated: value(vpc) } : {}),
  };
}

const FROM_STATE: Trail = [{ text: "the function's existing settings" }];

function idsOf(block: JsonObject, name: string): readonly string[] {
  const ids = Object.hasOwn(block, name) ? block[name] : undefined;
  if (!isArray(ids)) return [];
  return ids.filter((id) => typeof id === 'string' && id !== '').map(String);
}
