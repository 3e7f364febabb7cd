import type { Location, Note, Result } from '../generated/report.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, Statement } from '../iam/policy.ts';
import type { Plan, ResourceChange, ResourceKind } from '../plan/plan.ts';
import type { ListedPolicy } from '../policies/listed.ts';
import { isDenied } from '../report/decisions.ts';
import { audited } from './audited.ts';
import { tooManyPolicies } from './crowded.ts';
import { diffPolicies } from './diff.ts';
import { type ExistingFunction, member } from './existing.ts';
import { EXISTING_TYPES, existing } from './existing-types.ts';
import { probeText, SHOWN } from './format/text.ts';
import { type Impact, impactOf } from './impact.ts';
import { lintBy, semanticLint } from './lint.ts';
import type { AuditResult } from './report.ts';
import { reportResults, resultOf } from './results.ts';
import { broaderAllow } from './rules/joined.ts';
import { isTooLarge } from './weight.ts';

export interface PlanAuditInput {
  /** As the report names the plan. */
  readonly path: string;
  readonly plan: Plan;
  /** The policies that decide, as they will be after the apply. */
  readonly policies: readonly ListedPolicy[];
  /** Policies of the plan that decide about other accounts alone. */
  readonly elsewhere: readonly ListedPolicy[];
  /** Where a statement, or the document, stands in the files of the repository. */
  readonly locate: (listed: ListedPolicy, statement: Statement | undefined) => Promise<Location | undefined>;
}

export interface AuditedPlan {
  readonly results: readonly Result[];
  /** Of which policies more may be wrong than was found. */
  readonly notes: readonly Note[];
}

/**
 * What is wrong with the policies that a plan creates or changes, what the change means, and which functions of the plan
 * it refuses at their next update. Faults of the documents themselves are not among it: every check tells them.
 */
export async function auditPlan(input: PlanAuditInput): Promise<AuditedPlan> {
  const results: Result[] = [...tooManyPolicies(input.plan, input.path)];
  const notes: Note[] = [];
  for (const listed of [...input.policies, ...input.elsewhere]) {
    const change = changeOf(input.plan, listed);
    if (change === undefined || listed.policy.sensitive || listed.policy.undecidable !== undefined) continue;
    const lint = semanticLint(audited(listed.policy, listed.kind, textAfter(change)));
    results.push(
      ...(await faultResults(input, listed, lint.results)),
      ...(await meaningResults(input, listed, change)),
    );
    if (lint.incomplete !== undefined) notes.push(incompleteNote(input, listed, lint.incomplete));
  }
  return { results, notes };
}

function incompleteNote({ path }: PlanAuditInput, { policy }: ListedPolicy, why: string): Note {
  return {
    code: 'assumed',
    text: `${policy.label}: its faults are not searched to the end: ${why}`,
    plan: path,
  };
}

const CHANGING: ReadonlySet<ResourceChange['actions']> = new Set([
  'create',
  'update',
  'delete-create',
  'create-delete',
  'create-forget',
  'forget-create',
]);

/** The change of the resource that holds the policy; undefined where the plan leaves it as it is. */
function changeOf(
  { resourceChanges }: Plan,
  { from, addressText }: ListedPolicy,
): ResourceChange | undefined {
  if (from !== 'plan' || addressText === undefined) return undefined;
  const change = resourceChanges.get(addressText);
  return change !== undefined && CHANGING.has(change.actions) ? change : undefined;
}

async function faultResults(
  input: PlanAuditInput,
  listed: ListedPolicy,
  own: readonly AuditResult[],
): Promise<Result[]> {
  const { path, locate } = input;
  const results = [...own, ...voidedResults(input, listed)];
  const places = new Map<number | undefined, Location | undefined>();
  for (const { statement } of results) {
    const found = listed.policy.statements.find(({ index }) => index === statement);
    if (!places.has(statement)) places.set(statement, await locate(listed, found));
  }
  const address = addressOf(listed);
  return reportResults({ path: listed.policy.label, results }, ({ statement }) => places.get(statement)).map(
    (result) => ({ ...result, plan: path, ...address }),
  );
}

/** The document as it will be sent, where all of it is known. */
function textAfter(change: ResourceChange): string | undefined {
  const { after } = change.change();
  const text = member(after, 'content') ?? member(after, 'policy');
  return typeof text === 'string' ? text : undefined;
}

/** An Allow of another policy at the same level, FullAWSAccess say, makes the conditions of an Allow void. */
function voidedResults(
  { policies }: PlanAuditInput,
  { policy, kind, level }: ListedPolicy,
): readonly AuditResult[] {
  const peers = policies.filter((one) => one.kind === 'scp' && one.level === level && one.policy !== policy);
  if (kind !== 'scp' || peers.length === 0 || isTooLarge(policy)) return [];
  const all = [...policy.statements, ...peers.flatMap((one) => one.policy.statements)];
  const together = { ...policy, statements: all.map((one, index) => ({ ...one, index })) };
  const known = new Set(
    lintBy([broaderAllow], audited(policy, kind)).results.map(({ statement }) => statement),
  );
  return lintBy([broaderAllow], audited(together, kind))
    .results.filter(
      ({ statement }) =>
        statement !== undefined && statement < policy.statements.length && !known.has(statement),
    )
    .map(({ rewrite: _, ...result }) => ({
      ...result,
      message: `${result.message} (at the same level as ${peers.map((one) => one.policy.label).join(', ')})`,
    }));
}

const addressOf = ({ addressText }: ListedPolicy) =>
  addressText === undefined ? {} : { address: addressText };

/** What a policy that existed before means now. */
async function meaningResults(
  input: PlanAuditInput,
  listed: ListedPolicy,
  change: ResourceChange,
): Promise<Result[]> {
  const old = policyBefore(listed, change);
  if (old === undefined) return [];
  const location = await input.locate(listed, undefined);
  const common = { plan: input.path, ...addressOf(listed), ...(location === undefined ? {} : { location }) };
  const isElsewhere = input.elsewhere.includes(listed);
  const refused = isElsewhere ? [] : refusedMessages(input.plan, old, listed);
  const messages = [...changeMessages(old, listed), ...refused];
  return messages.map((result) => ({ ...result, ...common }));
}

/** The document before the apply; undefined where there was none, or it must not be shown. */
function policyBefore({ policy, kind }: ListedPolicy, change: ResourceChange): Policy | undefined {
  const { before, beforeSensitive } = change.change();
  for (const name of ['content', 'policy']) {
    const text = member(before, name);
    if (typeof text !== 'string') continue;
    if (beforeSensitive === true || member(beforeSensitive, name) !== undefined) return undefined;
    return parsePolicy({ label: policy.label, kind, parts: [text] });
  }
  return undefined;
}

function changeMessages(old: Policy, { policy, kind }: ListedPolicy): readonly Result[] {
  const { changes, unproved } = diffPolicies(old, policy, kind);
  if (changes.length === 0) {
    const text =
      unproved === undefined
        ? 'no change in meaning'
        : `no change in meaning was found; not proved: ${unproved}`;
    return [resultOf('TFVPC229', `${policy.label}: ${text}`)];
  }
  return changes.map(({ requests, before, after, witness }) =>
    resultOf(
      'TFVPC229',
      `${policy.label}: ${requests}: ${SHOWN[before]} → ${SHOWN[after]} (for example ${probeText(witness)})`,
    ),
  );
}

/** Functions of the plan that stay as they are now. */
function refusedMessages(
  { priorState, resourceChanges }: Plan,
  old: Policy,
  { policy, kind }: ListedPolicy,
): readonly Result[] {
  if (kind !== 'scp') return [];
  const impact = impactOf([policy], [old]);
  const isFunction = ({ mode, type }: ResourceKind) =>
    mode === 'managed' && Object.hasOwn(EXISTING_TYPES, type);
  const changing = new Set<string>();
  for (const { actions, addressText } of resourceChanges.of(isFunction))
    if (actions !== 'no-op') changing.add(addressText);
  const functions = [...priorState.of(isFunction)].filter(({ addressText }) => !changing.has(addressText));
  return functions.flatMap(({ address, addressText, values, sensitiveValues }) => {
    const found = existing({
      type: address.type,
      address: addressText,
      attributes: values(),
      sensitive: sensitiveValues(),
    });
    return found === undefined || found === 'not-judged' ? [] : refusedUpdates(found, impact, policy.label);
  });
}

const refusedUpdates = (found: ExistingFunction, impact: Impact, label: string): readonly Result[] =>
  impact
    .of(found)
    .filter(
      ({ request, decision, before }) => request === UPDATE && isDenied(decision) && before === 'allowed',
    )
    .map(({ because, statement }) => {
      const by = statement === undefined ? '' : ` by \`${statement}\``;
      const text = `${label}: the next update of ${found.address} would be refused${by}: ${because}`;
      return resultOf('TFVPC228', text);
    });

const UPDATE = 'lambda:UpdateFunctionConfiguration';
