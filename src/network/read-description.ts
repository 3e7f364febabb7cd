import { InputError } from '../error.ts';
import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import { parseFile } from '../plan/parse-json.ts';
import type { NetworkDescription } from './description.ts';

/**
 * Reads a file that says which subnets and security groups are in which VPC: what `aws ec2 describe-subnets`,
 * `describe-security-groups` and `describe-vpcs` print, Terraform's state (`terraform show -json`, or the state file), or
 * a map `{"subnet-1": "vpc-1"}`. Its schema is schemas/network.schema.json.
 *
 * @param path the file as the user named it
 * @throws InputError `network-unreadable`: no JSON, none of these, or one that puts a member into two VPCs
 */
export function readNetworkDescription(text: string, path: string): NetworkDescription {
  const json = parseFile('network-unreadable', text.replace(/^\ufeff/u, ''), path);
  const found = new Found(path);
  if (!isObject(json)) throw unreadable(path, 'this is not a JSON object');
  if (isDescribed(json)) readDescribed(json, found, path);
  else if (isObject(json.values)) readShownState(json.values, found);
  else if (json.version !== undefined && isArray(json.resources)) readRawState(json.resources, found);
  else if (isPlanLike(json))
    throw unreadable(path, 'this is a plan: give the state of the workspace that made the network');
  else readMap(json, found, path);
  return { path, subnets: found.subnets, securityGroups: found.securityGroups, vpcs: found.vpcs };
}

class Found {
  readonly #path: string;
  readonly subnets = new Map<string, string>();
  readonly securityGroups = new Map<string, string>();
  readonly vpcs = new Set<string>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Which of two VPCs counts would be a matter of their order. */
  add(kind: 'subnets' | 'securityGroups', id: string, vpc: string): void {
    const known = this[kind].get(id);
    if (known !== undefined && known !== vpc)
      throw unreadable(this.#path, `\`${id}\` is in two VPCs: \`${known}\` and \`${vpc}\``);
    this[kind].set(id, vpc);
  }
}

const unreadable = (path: string, what: string) => new InputError('network-unreadable', what, { path });

function isDescribed(json: JsonObject): boolean {
  return ['Subnets', 'SecurityGroups', 'Vpcs'].some((name) => isArray(json[name]));
}

function isPlanLike(json: JsonObject): boolean {
  return json.resource_changes !== undefined || json.planned_values !== undefined;
}

function readDescribed(json: JsonObject, found: Found, path: string): void {
  for (const one of itemsOf(json.Subnets)) {
    found.add('subnets', textOf(one, 'SubnetId', path), textOf(one, 'VpcId', path));
  }
  for (const one of itemsOf(json.SecurityGroups)) {
    const vpc = one.VpcId;
    if (typeof vpc === 'string') found.add('securityGroups', textOf(one, 'GroupId', path), vpc);
  }
  for (const one of itemsOf(json.Vpcs)) found.vpcs.add(textOf(one, 'VpcId', path));
}

function itemsOf(json: Json | undefined): readonly JsonObject[] {
  return isArray(json) ? json.filter((item) => isObject(item)) : [];
}

function textOf(json: JsonObject, name: string, path: string): string {
  const text = json[name];
  if (typeof text === 'string' && text !== '') return text;
  throw unreadable(path, `an entry has no \`${name}\`: give the whole output, without --query`);
}

/** `values` of `terraform show -json`: modules within modules. */
function readShownState(values: JsonObject, found: Found): void {
  const modules: JsonObject[] = isObject(values.root_module) ? [values.root_module] : [];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const resource of itemsOf(module.resources)) {
      if (isObject(resource.values)) readResource(resource.type, resource.values, found);
    }
    modules.push(...itemsOf(module.child_modules));
  }
}

function readRawState(resources: readonly Json[], found: Found): void {
  for (const resource of itemsOf(resources)) {
    for (const instance of itemsOf(resource.instances)) {
      if (instance.deposed === undefined && isObject(instance.attributes)) {
        readResource(resource.type, instance.attributes, found);
      }
    }
  }
}

function readResource(type: Json | undefined, values: JsonObject, found: Found): void {
  const { id, vpc_id: vpc } = values;
  if (typeof id !== 'string') return;
  if (type === 'aws_vpc' || type === 'aws_default_vpc') found.vpcs.add(id);
  if (typeof vpc !== 'string' || vpc === '') return;
  if (type === 'aws_subnet' || type === 'aws_default_subnet') found.add('subnets', id, vpc);
  if (type === 'aws_security_group' || type === 'aws_default_security_group')
    found.add('securityGroups', id, vpc);
}

const VPC = /^vpc-[0-9a-zA-Z]+$/u;

function readMap(json: JsonObject, found: Found, path: string): void {
  const entries = Object.entries(json);
  if (entries.length === 0) throw unreadable(path, 'this holds nothing');
  for (const [id, vpc] of entries) {
    if (typeof vpc !== 'string' || !VPC.test(vpc)) throw unreadable(path, `\`${id}\` has no VPC id`);
    if (/^subnet-[0-9a-zA-Z]+$/u.test(id)) found.add('subnets', id, vpc);
    else if (/^sg-[0-9a-zA-Z]+$/u.test(id)) found.add('securityGroups', id, vpc);
    else throw unreadable(path, `\`${id}\` is neither a subnet nor a security group`);
    found.vpcs.add(vpc);
  }
}
