import type { AttachedPolicy, Level, PolicySet } from './authorization.ts';
import type { Reason } from './decision.ts';
import { matchTruth } from './matcher.ts';
import type { Policy } from './policy.ts';
import { Recall } from './recall.ts';
import type { Presence, Request } from './request.ts';
import { type CompiledStatement, compileStatement } from './statement.ts';
import { blindWorld } from './world.ts';

/** Policies, ready to decide many requests. */
export interface CompiledPolicies {
  /** In the order in which AWS asks them: SCP levels from the root, boundary, session policies, identity policies. */
  readonly groups: readonly CompiledGroup[];
  /** Those of all groups. */
  readonly policies: readonly Policy[];
  /** The same with only the statements that may concern this action. */
  readonly forAction: (action: string) => readonly CompiledGroup[];
  /** What was decided before. */
  readonly recall: Recall;
}

/** Policies of which one must allow: a level of SCPs, or a kind. */
export interface CompiledGroup {
  /** `SCPs of root`, `permissions boundary`, … */
  readonly source: string;
  readonly policies: readonly CompiledPolicy[];
  /** With no policy attached: it restricts nothing (a boundary), or it allows nothing. */
  readonly emptyAllows: boolean;
  /** Given when further policies may belong here. `name`: what a completion calls them. */
  readonly gap: { readonly name: string; readonly reason: Reason } | undefined;
}

export interface CompiledPolicy {
  readonly policy: Policy;
  readonly attached: Presence;
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
  readonly undecidable: Reason | undefined;
}

const MOST_ACTIONS = 500;

/** Compiles a set of policies once, for any number of requests. */
export function compilePolicies(set: PolicySet): CompiledPolicies {
  const groups = groupsOf(set);
  const byAction = new Map<string, readonly CompiledGroup[]>();
  return {
    groups,
    policies: groups.flatMap(({ policies }) => policies.map(({ policy }) => policy)),
    recall: new Recall(),
    forAction: (action) => {
      const key = action.toLowerCase();
      const known = byAction.get(key);
      if (known !== undefined) return known;
      const concerned = groups.map((group) => concerning(group, action));
      if (byAction.size >= MOST_ACTIONS) byAction.clear();
      byAction.set(key, concerned);
      return concerned;
    },
  };
}

function groupsOf({
  serviceControl,
  permissionsBoundary,
  session,
  identity,
}: PolicySet): readonly CompiledGroup[] {
  const levels = serviceControl === undefined || serviceControl === 'exempt' ? [] : serviceControl;
  return [
    ...levels.map(levelGroup),
    ...kindGroup('permissions boundary', permissionsBoundary, true),
    ...kindGroup('session policies', session, true),
    ...kindGroup('identity policies', identity, false),
  ];
}

function levelGroup({ name, policies, incomplete }: Level): CompiledGroup {
  const gap =
    incomplete === undefined
      ? undefined
      : {
          name: `further SCPs of ${name}`,
          reason: {
            text: incomplete.reason,
            ...(incomplete.settle === undefined ? {} : { settle: incomplete.settle }),
          },
        };
  return { source: `SCPs of ${name}`, policies: policies.map(compilePolicy), emptyAllows: false, gap };
}

function kindGroup(
  source: string,
  policies: readonly AttachedPolicy[] | undefined,
  emptyAllows: boolean,
): readonly CompiledGroup[] {
  if (policies === undefined) return [];
  return [{ source, policies: policies.map(compilePolicy), emptyAllows, gap: undefined }];
}

function compilePolicy({ policy, attached }: AttachedPolicy): CompiledPolicy {
  const statements = policy.statements.map((statement) => compileStatement(policy, statement));
  const { undecidable } = policy;
  return {
    policy,
    attached,
    denies: statements.filter((statement) => statement.denies),
    allows: statements.filter((statement) => statement.allows),
    undecidable:
      undecidable === undefined
        ? undefined
        : {
            text: `\`${policy.label}\` cannot be decided: ${undecidable.reason}`,
            ...(undecidable.settle === undefined ? {} : { settle: undecidable.settle }),
          },
  };
}

function concerning(group: CompiledGroup, action: string): CompiledGroup {
  const concerns = (statement: CompiledStatement): boolean => mayConcern(statement, action);
  const policies = group.policies.map((policy) => ({
    ...policy,
    denies: policy.denies.filter(concerns),
    allows: policy.allows.filter(concerns),
  }));
  return { ...group, policies };
}

function mayConcern({ actions }: CompiledStatement, action: string): boolean {
  if (actions.everything || actions.doubt !== undefined) return true;
  const truth = matchTruth(actions.matcher, [action], requestOf(action), blindWorld());
  return truth !== (actions.negated ? 'true' : 'false');
}

function requestOf(action: string): Request {
  return { action, resource: [], context: { lookup: () => ({ kind: 'absent' }) } };
}
