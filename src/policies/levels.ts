import type { AttachedPolicy, Level } from '../iam/authorization.ts';
import { PRESENT, type Presence } from '../iam/request.ts';
import type { ActingAccount } from './account.ts';
import type { Attachment } from './attachments.ts';
import type { ForgottenPolicy } from './forgotten.ts';
import { FULL_AWS_ACCESS } from './full-access.ts';
import type { AttachedListedPolicy, ListedPolicy } from './listed.ts';
import type { Organization, OrganizationPolicy } from './organization.ts';
import type { PlanPolicy } from './plan-policies.ts';
import { standingOf } from './standing.ts';

/** Everything that says which service control policies apply. */
interface ControlSources {
  /** From files and quick rules. */
  readonly given: readonly ListedPolicy[];
  readonly plan: readonly PlanPolicy[];
  readonly forgotten: readonly ForgottenPolicy[];
  readonly attachments: readonly Attachment[];
  readonly organization: Organization | undefined;
  readonly fullAwsAccess: boolean;
  readonly account: ActingAccount;
}

export interface AssembledLevels {
  readonly levels: readonly Level[];
  readonly list: readonly ListedPolicy[];
  /** Policies of the plan that are attached where this account is not. */
  readonly elsewhere: readonly ListedPolicy[];
  readonly notes: readonly string[];
}

const UNNAMED = 'the organization';

/** The levels of the organization, with what is attached to each. */
export function assembleLevels(sources: ControlSources): AssembledLevels {
  const levels = new LevelBook(sources);
  for (const listed of sources.given) levels.add(UNNAMED, listed);
  for (const attachment of sources.attachments) levels.attach(attachment);
  for (const policy of sources.plan) levels.addUnattached(policy);
  return levels.close();
}

/** Mutable while the levels are being put together. */
class LevelBook {
  readonly #sources: ControlSources;
  readonly #levels = new Map<string, AttachedListedPolicy[]>();
  readonly #labels = new Map<string, string>();
  readonly #attached = new Set<PlanPolicy>();
  readonly #elsewhere: ListedPolicy[] = [];
  readonly #notes: string[] = [];

  constructor(sources: ControlSources) {
    this.#sources = sources;
  }

  add(level: string, listed: AttachedListedPolicy, label = level): void {
    this.#labels.set(level, label);
    this.#levels.set(level, [...(this.#levels.get(level) ?? []), listed]);
  }

  attach(attachment: Attachment): void {
    const { planPolicy, policy, target, addressText } = attachment;
    if (planPolicy !== undefined) this.#attached.add(planPolicy);
    const label = target.kind === 'known' ? target.id : target.label;
    const standing = standingOf(target, this.#sources);
    if ('note' in standing) this.#notes.push(`${policy.label} is attached to ${label}${standing.note}`);
    const listed: ListedPolicy = {
      policy,
      kind: 'scp',
      from: 'plan',
      level: label,
      attachment: `attached to ${label} by ${addressText}`,
      addressText: planPolicy?.addressText ?? addressText,
    };
    if (standing.kind === 'off') {
      if (planPolicy?.isData === false) this.#elsewhere.push(listed);
      return;
    }
    const attached = standing.kind === 'doubt' ? { attached: standing.presence } : {};
    this.add(target.kind === 'known' ? target.id : target.name, { ...listed, ...attached }, label);
  }

  addUnattached(plan: PlanPolicy): void {
    if (this.#attached.has(plan) || plan.isData || this.#isListed(plan)) return;
    this.#notes.push(`${plan.addressText}: its attachment is not in the plan, so it counts as attached`);
    const attachment = 'its attachment is not in the plan: counts as attached';
    this.add(UNNAMED, {
      policy: plan.policy,
      kind: 'scp',
      from: 'plan',
      attachment,
      addressText: plan.addressText,
    });
  }

  /** The organization description names it already. */
  #isListed({ id }: PlanPolicy): boolean {
    const levels = this.#sources.organization?.levels ?? [];
    return id !== undefined && levels.some(({ policies }) => policies.some((policy) => policy.id === id));
  }

  close(): AssembledLevels {
    const described = this.#describedLevels();
    const known = new Set(
      this.#sources.organization?.levels.flatMap(({ id }) => (id === undefined ? [] : [id])),
    );
    const others = [...this.#levels].filter(([name]) => !known.has(name));
    const assumed = others.map(([name, list]) => this.#level(name, list));
    const forgotten = this.#forgotten();
    return {
      levels: [...described.levels, ...assumed, ...forgottenLevel(forgotten)],
      list: [
        ...described.list,
        ...others.flatMap(([, list]) => list),
        ...forgotten,
        ...this.#assumedAccess(assumed.length),
      ],
      elsewhere: this.#elsewhere,
      notes: this.#notes,
    };
  }

  /** The levels of an organization description, with what the plan attaches there or changes. */
  #describedLevels(): { readonly levels: readonly Level[]; readonly list: readonly ListedPolicy[] } {
    const levels = (this.#sources.organization?.levels ?? []).map((level) => {
      const own = level.policies.map((policy) => this.#current(policy, level.name));
      const added = (level.id === undefined ? undefined : this.#levels.get(level.id)) ?? [];
      const fresh = added.filter((listed) => !own.some(({ policy }) => policy === listed.policy));
      const list = [...own, ...fresh];
      const incomplete = level.incomplete === undefined ? {} : { incomplete: level.incomplete };
      return { level: { name: level.name, policies: list.map(present), ...incomplete }, list };
    });
    return { levels: levels.map(({ level }) => level), list: levels.flatMap(({ list }) => list) };
  }

  /** A policy of the organization, as it will be after the apply where the plan manages it. */
  #current({ id, policy, file }: OrganizationPolicy, level: string): ListedPolicy {
    const managed = id === undefined ? undefined : this.#sources.plan.find((plan) => plan.id === id);
    const attachment = `attached to ${level} in the organization description`;
    if (managed === undefined) {
      const own = file === undefined ? {} : { file };
      return { policy, kind: 'scp', from: 'organization', ...own, level, attachment };
    }
    return {
      policy: managed.policy,
      kind: 'scp',
      from: 'plan',
      level,
      attachment,
      addressText: managed.addressText,
    };
  }

  #forgotten(): readonly AttachedListedPolicy[] {
    return this.#sources.forgotten.flatMap(({ policy, target, attachment }) => {
      const standing = target && standingOf(target, this.#sources);
      if (standing?.kind === 'off') return [];
      const attached = standing?.kind === 'doubt' ? standing.presence : PRESENT;
      return [{ policy, kind: 'scp' as const, from: 'plan' as const, attachment, attached }];
    });
  }

  /** A level that may be another account's asks for no Allow of its own then. */
  #level(name: string, list: readonly AttachedListedPolicy[]): Level {
    const attached = this.#assumesAccess ? PRESENT : otherwise(list);
    const access = attached === undefined ? [] : [{ policy: FULL_AWS_ACCESS, attached }];
    return { name: this.#labels.get(name) ?? name, policies: [...access, ...list.map(present)] };
  }

  /** What is given beside an organization description adds denials: the description says what allows. */
  get #assumesAccess(): boolean {
    return this.#sources.fullAwsAccess || this.#sources.organization !== undefined;
  }

  #assumedAccess(levels: number): readonly ListedPolicy[] {
    if (levels === 0 || !this.#assumesAccess) return [];
    const attachment = 'assumed to be attached at every level';
    return [{ policy: FULL_AWS_ACCESS, kind: 'scp', from: 'assumed', attachment }];
  }
}

const present = ({ policy, attached = PRESENT }: AttachedListedPolicy): AttachedPolicy => ({
  policy,
  attached,
});

/** What is forgotten denies, wherever it is attached; whether it allows anything is not asked. */
function forgottenLevel(forgotten: readonly AttachedListedPolicy[]): readonly Level[] {
  if (forgotten.length === 0) return [];
  const access = { policy: FULL_AWS_ACCESS, attached: PRESENT };
  return [{ name: 'what Terraform forgets', policies: [access, ...forgotten.map(present)] }];
}

/** The doubt whether another account acts than the one that all of these are for. */
function otherwise(list: readonly AttachedListedPolicy[]): Presence | undefined {
  const doubt = list.every(({ attached }) => attached?.kind === 'unknown') ? list[0]?.attached : undefined;
  return doubt?.kind === 'unknown'
    ? { ...doubt, name: doubt.name.replace(/^the account is /, '$&not ') }
    : undefined;
}
