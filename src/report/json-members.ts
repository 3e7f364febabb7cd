import type * as report from '../generated/report.ts';

/**
 * In which order the members of an object are written; `as-is`: what holds none. Arrays are those of their items.
 * `shared`: the same object often stands in many places.
 */
export type Shape =
  | 'as-is'
  | { readonly members: Members; readonly shared?: true }
  | { readonly mapOf: Shape };
type Members = Readonly<Record<string, Shape | (() => Shape)>>;

/** Every member of a type, once. */
type All<T> = Record<keyof T, Shape | (() => Shape)>;

const TEXT = 'as-is';

const LOCATION: Shape = {
  members: {
    path: TEXT,
    line: TEXT,
    column: TEXT,
    endLine: TEXT,
    endColumn: TEXT,
    lineHash: TEXT,
    approximate: TEXT,
  } satisfies All<report.Location>,
};

const RELATED = { members: { location: LOCATION, message: TEXT } satisfies All<report.RelatedLocation> };

const VALUE: Shape = {
  members: {
    known: TEXT,
    new: TEXT,
    oneOf: (): Shape => VALUE,
    unknown: TEXT,
    sensitive: TEXT,
    settle: TEXT,
    label: TEXT,
  } satisfies All<report.Value>,
};

const CONTEXT_KEY: Shape = {
  shared: true,
  members: { presence: TEXT, reason: TEXT, values: VALUE, complete: TEXT } satisfies All<report.ContextKey>,
};

const TRAIL = { members: { text: TEXT, path: TEXT, line: TEXT } satisfies All<report.TrailStep> };

const MEMBER = {
  members: { value: VALUE, vpc: VALUE, because: TEXT, trail: TRAIL } satisfies All<report.NetworkMember>,
};

const NETWORK: Shape = {
  shared: true,
  members: {
    subnets: MEMBER,
    securityGroups: MEMBER,
    vpc: {
      members: { value: VALUE, because: TEXT, trail: TRAIL } satisfies All<
        NonNullable<report.Network['vpc']>
      >,
    },
  } satisfies All<report.Network>,
};

const REASON = { members: { text: TEXT, settle: TEXT } satisfies All<report.Reason> };
const CHOICE = { members: { name: TEXT, text: TEXT } satisfies All<report.Choice> };

const CONDITION = {
  members: {
    operator: TEXT,
    key: TEXT,
    policyValues: TEXT,
    truth: TEXT,
    context: CONTEXT_KEY,
    comparisons: {
      members: { value: VALUE, truth: TEXT } satisfies All<report.ConditionReport['comparisons'][number]>,
    },
    why: TEXT,
    location: LOCATION,
  } satisfies All<report.ConditionReport>,
};

const STATEMENT: Shape = {
  shared: true,
  members: {
    policy: TEXT,
    source: TEXT,
    index: TEXT,
    sid: TEXT,
    effect: TEXT,
    truth: TEXT,
    action: TEXT,
    resource: TEXT,
    conditions: CONDITION,
    undecidable: REASON,
    location: LOCATION,
  } satisfies All<report.StatementReport>,
};

const REQUEST = {
  members: {
    plan: TEXT,
    address: TEXT,
    actions: TEXT,
    request: TEXT,
    because: TEXT,
    certainty: TEXT,
    resource: TEXT,
    decision: TEXT,
    maybeExplicit: TEXT,
    context: { mapOf: CONTEXT_KEY },
    network: NETWORK,
    location: LOCATION,
    relatedLocations: RELATED,
    explanation: STATEMENT,
    withoutAllow: TEXT,
    reasons: REASON,
    allowedIf: CHOICE,
    deniedIf: CHOICE,
    inexact: TEXT,
    fix: TEXT,
    fixValues: { mapOf: TEXT },
    notes: TEXT,
  } satisfies All<report.RequestReport>,
};

const RESULT = {
  members: {
    ruleId: TEXT,
    level: TEXT,
    message: TEXT,
    plan: TEXT,
    address: TEXT,
    location: LOCATION,
    relatedLocations: RELATED,
    request: TEXT,
    suppressed: TEXT,
  } satisfies All<report.Result>,
};

/** The members of the report, in the order of its schema. */
export const MEMBERS = {
  members: {
    formatVersion: TEXT,
    tool: { members: { name: TEXT, version: TEXT } satisfies All<report.Report['tool']> },
    summary: {
      members: {
        allowed: TEXT,
        explicitDeny: TEXT,
        implicitDeny: TEXT,
        undetermined: TEXT,
        noRequest: TEXT,
      } satisfies All<report.Summary>,
    },
    plans: {
      members: {
        path: TEXT,
        formatVersion: TEXT,
        terraformVersion: TEXT,
        resourceChanges: TEXT,
        functions: TEXT,
        errored: TEXT,
        complete: TEXT,
        rootModule: TEXT,
      } satisfies All<report.PlanSummary>,
    },
    policies: {
      members: {
        label: TEXT,
        kind: TEXT,
        from: TEXT,
        statements: TEXT,
        level: TEXT,
        attachment: TEXT,
        undecidable: TEXT,
      } satisfies All<report.PolicySummary>,
    },
    notes: {
      members: { code: TEXT, text: TEXT, plan: TEXT, address: TEXT } satisfies All<report.Note>,
    },
    requests: REQUEST,
    results: RESULT,
  } satisfies All<report.Report>,
} satisfies Shape;
