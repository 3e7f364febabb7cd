import type { Note, PlanSummary } from '../generated/report.ts';
import type { Plan, ProviderConfiguration } from '../plan/plan.ts';
import type { ApplicablePolicies } from '../policies/applicable.ts';
import { shortList } from '../report/values.ts';
import type { NetworkMember, NoRequest } from '../request/planned-request.ts';
import { isFunctionType } from '../request/resource-types.ts';
import type { Source, SourceProblem } from '../source/module.ts';
import type { DecidedRequest } from './request.ts';

/** What the notes of a report are made from. */
export interface Notable {
  readonly input: {
    readonly path: string;
    readonly plan: Plan;
    readonly source?: Source;
    readonly rootModule?: string;
  };
  readonly policies: ApplicablePolicies;
  readonly decided: readonly DecidedRequest[];
  readonly others: readonly NoRequest[];
  /** Of the source, where it is not the plan's. */
  readonly sourceNotes: readonly Note[];
  readonly problems: readonly SourceProblem[];
}

export function planSummary({ input: { path, plan, rootModule } }: Notable): PlanSummary {
  return {
    path,
    formatVersion: plan.formatVersion,
    ...(plan.terraformVersion === undefined ? {} : { terraformVersion: plan.terraformVersion }),
    resourceChanges: plan.resourceChanges.length,
    functions: [...plan.resourceChanges.of(isManagedFunction)].length,
    errored: plan.errored,
    complete: plan.complete,
    ...(rootModule === undefined ? {} : { rootModule }),
  };
}

const isManagedFunction = ({ mode, type }: { readonly mode: string; readonly type: string }) =>
  mode === 'managed' && isFunctionType(type);

/** What was assumed, what was not judged, and what could not be read. */
export function notesOf(notable: Notable): Note[] {
  const { policies, sourceNotes, problems } = notable;
  return [
    ...planNotes(notable),
    ...emptyNotes(notable),
    ...referenceNotes(notable),
    ...changingNotes(notable),
    ...policies.notes.map((text): Note => ({ code: 'assumed', text })),
    ...unjudgedNotes(policies),
    ...sessionNotes(notable),
    ...sourceNotes,
    ...problems.map(({ path, position, message }): Note => {
      const place = position === undefined ? path : `${path}:${position.line}`;
      return { code: 'source', text: `${place}: ${message}`, plan: notable.input.path };
    }),
  ];
}

/**
 * Of what is not known before the apply, a plan keeps what an expression refers to, and not the expression. Without the
 * source, a list of ids is taken to hold what it refers to: nearly always so, and no proof.
 */
function referenceNotes({ input: { path, source }, decided, problems }: Notable): Note[] {
  const isOpen = ({ value }: NetworkMember) => value.kind === 'new' || value.kind === 'one-of';
  const rests = decided.some(
    ({ request, decision }) =>
      decision.kind !== 'undetermined' &&
      [...request.network.subnets, ...request.network.securityGroups].some(isOpen),
  );
  const isRead = source !== undefined && problems.length === 0;
  if (isRead || !rests) return [];
  const text =
    'without the source, a list that is not known yet is taken to hold the ids that it refers to: --source DIR proves it';
  return [{ code: 'assumed', text, plan: path }];
}

/** Nothing orders a request and the change of a policy: the request may still meet the policy as it was. */
function changingNotes({ input: { path, plan }, decided }: Notable): Note[] {
  const changing = plan.resourceChanges.of(({ type, actions }) => CONTROLS.has(type) && CHANGES.has(actions));
  const addresses = [...changing].map(({ addressText }) => addressText);
  if (decided.length === 0 || addresses.length === 0) return [];
  const text = `requests are judged as if this apply had changed the policies before them: ${shortList(addresses, MOST_NAMED)}`;
  return [{ code: 'assumed', text, plan: path }];
}

const CONTROLS: ReadonlySet<string> = new Set([
  'aws_organizations_policy',
  'aws_organizations_policy_attachment',
  'awscc_organizations_policy',
]);
const CHANGES: ReadonlySet<string> = new Set(['update', 'delete', 'delete-create', 'create-delete']);
const MOST_NAMED = 3;

function planNotes({ input: { path, plan } }: Notable): Note[] {
  const errored: Note = {
    code: 'errored-plan',
    text: 'planning failed halfway: this plan is not the whole change',
    plan: path,
  };
  const incomplete: Note = {
    code: 'incomplete-plan',
    text: 'Terraform says that another plan must follow this one: what that will change is not judged',
    plan: path,
  };
  return [...(plan.errored ? [errored] : []), ...(plan.complete ? [] : [incomplete])];
}

function emptyNotes({ input: { path }, policies, decided, others }: Notable): Note[] {
  const noPolicies: Note = {
    code: 'no-policies',
    text: 'no policy was given and the plan has none that applies: nothing was judged, and allowed means only that nothing denies it',
    plan: path,
  };
  const nothing: Note = {
    code: 'nothing-evaluated',
    text:
      others.length === 0
        ? 'the plan has no resource that sets the network of a Lambda function: nothing was evaluated'
        : 'the plan makes no request that these policies decide: nothing was evaluated',
    plan: path,
  };
  const hasPolicies =
    policies.list.some(({ from }) => from !== 'assumed') ||
    policies.sets.some(({ serviceControl }) => serviceControl === 'exempt');
  return [...(hasPolicies ? [] : [noPolicies]), ...(decided.length === 0 ? [nothing] : [])];
}

/** Which kinds of policies were not given: they are not judged. */
function unjudgedNotes({ sets, list }: ApplicablePolicies): Note[] {
  if (list.every(({ from }) => from === 'assumed')) return [];
  const hasScp = sets.some(({ serviceControl }) => serviceControl !== undefined);
  const hasIdentity = sets.some(({ identity }) => identity !== undefined);
  if (hasScp && hasIdentity) return [];
  const text = hasScp
    ? 'identity policies were not given: only SCPs were judged'
    : hasIdentity
      ? 'SCPs were not given: only identity policies were judged'
      : 'neither SCPs nor identity policies were given: only what was given was judged';
  return [{ code: 'not-judged', text }];
}

const ASSUMING = ['assume_role', 'assume_role_with_web_identity'];
const LIMITING = ['policy', 'policy_arns'];

/**
 * A provider may limit the role that it assumes by session policies, each of which must allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
function sessionNotes({ input: { path, plan }, policies: { sets } }: Notable): Note[] {
  if (sets.every(({ identity, session }) => identity === undefined || session !== undefined)) return [];
  return [...(plan.configuration()?.providers ?? [])].filter(limitsSession).map(([key]) => ({
    code: 'not-judged',
    text: `the session policies of provider ${key} were not given: they were not judged (--session-policy FILE)`,
    plan: path,
  }));
}

function limitsSession([, { expressions }]: readonly [string, ProviderConfiguration]): boolean {
  return ASSUMING.some((name) => {
    const member = expressions.get(name);
    return (
      member?.kind === 'blocks' && member.blocks.some((block) => LIMITING.some((limit) => block.has(limit)))
    );
  });
}
