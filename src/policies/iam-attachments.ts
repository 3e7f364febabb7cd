import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';
import type { Presence } from '../iam/request.ts';
import type { Plan } from '../plan/plan.ts';
import { administratorAccess } from './full-access.ts';
import {
  EXCLUSIVE,
  LISTS,
  MANAGED,
  MEMBERSHIPS,
  OWNERS,
  ownerTypes,
  type Principal,
  policyTypes,
} from './iam-types.ts';
import { type AttachedListedPolicy, attachedBy, attachedOnce } from './listed.ts';
import { isDataAddress, policyOf, undecidablePolicy } from './plan-policies.ts';
import type { Documents } from './policy-document.ts';
import { elementsOf, isSomething, toIamValue } from './value.ts';

/** Answers what a plan attaches to whom. */
export class IamAttachments {
  readonly #documents: Documents;
  readonly #graph: Graph;
  readonly #managedPolicies: ReadonlyMap<string, string>;

  constructor(plan: Plan, documents: Documents) {
    this.#documents = documents;
    this.#graph = documents.graph;
    this.#managedPolicies = managedPolicies(plan);
  }

  async of(principal: Principal): Promise<readonly AttachedListedPolicy[]> {
    const { kind } = principal;
    const one = await this.#attached(principal, MANAGED[kind], kind);
    const list = await this.#attached(principal, 'aws_iam_policy_attachment', LISTS[kind]);
    const all = await this.#attached(principal, EXCLUSIVE[kind], `${kind}_name`, 'policy_arns');
    return [
      ...(await this.#inline(principal)),
      ...attachedOnce([...one, ...list, ...all]),
      ...(await this.#ofOwner(principal)),
    ];
  }

  async isManaged(principal: Principal): Promise<boolean> {
    return (await this.#owners(principal)).length > 0;
  }

  async #inline({ kind, name }: Principal): Promise<readonly AttachedListedPolicy[]> {
    const found: AttachedListedPolicy[] = [];
    for (const { type, names, document } of policyTypes(kind))
      for (const addressText of this.#graph.instances(type)) {
        const attached = await this.#names(addressText, names, name);
        if (attached === undefined) continue;
        const policy = await this.#policyIn(addressText, [document], addressText, 'identity');
        found.push(attachedBy(policy, 'identity', addressText, attached));
      }
    return found;
  }

  async #attached(
    principal: Principal,
    type: string,
    attribute: string,
    arns = 'policy_arn',
  ): Promise<readonly AttachedListedPolicy[]> {
    const found: AttachedListedPolicy[] = [];
    for (const addressText of this.#graph.instances(type)) {
      const attached = await this.#names(addressText, attribute, principal.name);
      if (attached === undefined) continue;
      for (const arn of elementsOf(await this.#graph.attribute(addressText, [arns])))
        found.push(
          attachedBy(await this.#managed(arn, addressText, 'identity'), 'identity', addressText, attached),
        );
    }
    return found;
  }

  /** Policies written into the principal itself. */
  async #ofOwner(principal: Principal): Promise<readonly AttachedListedPolicy[]> {
    const found: AttachedListedPolicy[] = [];
    for (const { addressText, attached, inline, document: name } of await this.#owners(principal)) {
      for (const arn of await this.#written(addressText, 'managed_policy_arns'))
        found.push(
          attachedBy(await this.#managed(arn, addressText, 'identity'), 'identity', addressText, attached),
        );
      for (const block of await this.#written(addressText, inline)) {
        const policy = block.kind === 'object' ? block.attributes.get(name) : block;
        if (isEmpty(block, policy)) continue;
        const document = await policyOf(this.#documents, policy, `${addressText}.${inline}`, 'identity');
        found.push(attachedBy(document, 'identity', addressText, attached));
      }
    }
    return found;
  }

  /** What the principal itself lists. What it does not list is computed: what AWS says is attached, by whomever. */
  async #written(addressText: string, attribute: string): Promise<readonly GraphValue[]> {
    const value = await this.#graph.attribute(addressText, [attribute]);
    if (!isSomething(value)) return [];
    const isWhole = value.kind === 'list' && value.rest === undefined;
    const isWritten = isWhole || isSomething(await this.#graph.configured(addressText, [attribute]));
    return isWritten ? elementsOf(value).filter(isSomething) : [];
  }

  async boundaryOf(principal: Principal): Promise<readonly AttachedListedPolicy[]> {
    const found: AttachedListedPolicy[] = [];
    for (const { addressText, attached } of await this.#owners(principal)) {
      const arn = await this.#graph.attribute(addressText, ['permissions_boundary']);
      if (!isSomething(arn)) continue;
      found.push(
        attachedBy(await this.#managed(arn, addressText, 'boundary'), 'boundary', addressText, attached),
      );
    }
    return found;
  }

  /** Groups that the plan makes a user a member of; one without a name where it is not known which. */
  async groupsOf(user: string): Promise<readonly Membership[]> {
    const found: Membership[] = [];
    for (const { type, users, groups, isComputed } of MEMBERSHIPS)
      for (const addressText of this.#graph.instances(type)) {
        const attached = await this.#names(addressText, users, user);
        if (attached === undefined) continue;
        const values = isComputed
          ? await this.#written(addressText, groups)
          : elementsOf(await this.#graph.attribute(addressText, [groups]));
        found.push(...(await this.#memberships(values, attached)));
      }
    const certain = found.filter(({ attached }) => attached === undefined);
    return [...new Map([...found, ...certain].map((group) => [group.name, group])).values()];
  }

  async #memberships(
    values: readonly (GraphValue | undefined)[],
    attached: Presence,
  ): Promise<readonly Membership[]> {
    const groups = await Promise.all(values.filter(isSomething).map((value) => this.#nameBehind(value)));
    return groups.map((group) =>
      membership(group.kind === 'known' ? String(group.value) : undefined, attached),
    );
  }

  async #owners({ kind, name }: Principal): Promise<readonly Owner[]> {
    const found: Owner[] = [];
    for (const { type, names, ...own } of ownerTypes(kind))
      for (const addressText of this.#graph.instances(type)) {
        const attached = await this.#names(addressText, names, name);
        if (attached !== undefined && !isDataAddress(addressText))
          found.push({ addressText, attached, ...own });
      }
    return found;
  }

  /** Whether an attribute is this name, or a list that holds it; undefined when it certainly is not. */
  async #names(addressText: string, attribute: string, name: string): Promise<Presence | undefined> {
    const value = await this.#graph.attribute(addressText, [attribute]);
    if (!isSomething(value)) return undefined;
    const written = value.kind === 'list' ? value.items : [value];
    const items = await Promise.all(written.map((item) => this.#nameBehind(item)));
    if (items.some((item) => item.kind === 'known' && item.value === name)) return { kind: 'present' };
    const doubtful = items.find((item) => item.kind !== 'known' && item.kind !== 'new');
    const open = doubtful ?? (value.kind === 'list' ? value.rest : undefined);
    if (open === undefined) return undefined;
    const reason = `whether ${addressText} is about ${name} is not known before the apply`;
    return { kind: 'unknown', name: `${addressText}.${attribute} is ${name}`, reason };
  }

  /**
   * The id of a role, user or group is its name, which is known before the id is.
   * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#attribute-reference
   */
  async #nameBehind(value: GraphValue): Promise<GraphValue> {
    const of = value.kind === 'unknown' ? value.of : undefined;
    if (of === undefined || of.attribute !== 'id' || !OWNERS.has(of.type)) return value;
    const name = await this.#graph.attribute(of.instance, ['name']);
    return isSomething(name) ? name : value;
  }

  /** The document of a managed policy, by its ARN. */
  async #managed(
    arn: GraphValue | undefined,
    addressText: string,
    kind: PolicySource['kind'],
  ): Promise<Policy> {
    if (!isSomething(arn))
      return undecidablePolicy(addressText, `which policy ${addressText} attaches is not known`);
    const owner = await this.#policyInstance(arn);
    if (owner !== undefined) return this.#policyIn(owner, ['policy'], owner, kind);
    const value = toIamValue(arn);
    const everything = value.kind === 'known' ? administratorAccess(value.text, kind) : undefined;
    if (everything !== undefined) return everything;
    const text = value.kind === 'known' ? value.text : (value.origin?.label ?? value.name);
    const settle = `aws iam get-policy-version --policy-arn ${text} --version-id VERSION --query PolicyVersion.Document, then --${kind === 'boundary' ? 'permissions-boundary' : 'identity-policy'} FILE`;
    return undecidablePolicy(text, `the document of ${text} is not in the plan`, settle);
  }

  async #policyInstance(arn: GraphValue): Promise<string | undefined> {
    const known = arn.kind === 'known' ? this.#managedPolicies.get(String(arn.value)) : undefined;
    if (known !== undefined) return known;
    if (arn.kind === 'unknown' && arn.of?.type === 'aws_iam_policy') return arn.of.instance;
    return this.#graph.instanceWith('aws_iam_policy', 'arn', arn);
  }

  async #policyIn(
    addressText: string,
    path: readonly (string | number)[],
    label: string,
    kind: PolicySource['kind'],
  ): Promise<Policy> {
    return policyOf(this.#documents, await this.#graph.attribute(addressText, path), label, kind);
  }
}

/** A resource that is the principal. */
interface Owner {
  readonly addressText: string;
  readonly attached: Presence;
  /** The attribute with its own policies, and what holds the document of each. */
  readonly inline: string;
  readonly document: string;
}

interface Membership {
  /** Undefined where it is not known which group it is. */
  readonly name: string | undefined;
  readonly attached?: Presence;
}

const membership = (name: string | undefined, attached: Presence): Membership =>
  attached.kind === 'present' ? { name } : { name, attached };

/** `inline_policy {}`: the role has none. */
const isEmpty = (block: GraphValue, policy: GraphValue | undefined) =>
  block.kind === 'object' && block.rest === undefined && !isSomething(policy);

/** Managed policies that exist before the apply, by ARN. */
function managedPolicies(plan: Plan): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { addressText, values } of plan.priorState.of(({ type }) => type === 'aws_iam_policy')) {
    const { arn } = values();
    if (typeof arn === 'string') found.set(arn, addressText);
  }
  return found;
}
