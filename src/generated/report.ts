/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */

export type PolicyKind = 'scp' | 'identity' | 'boundary' | 'session';
export type Truth = 'true' | 'false' | 'unknown';

/**
 * What `tfvpc check --format json` prints: the contract for other programs. Fields may be added; these keep their names and meaning. Same input, same bytes.
 */
export interface Report {
  /**
   * The version of this format. A program that knows 1.x reads every 1.x.
   */
  formatVersion: '1.0';
  tool: {
    name: 'tfvpc';
    version: string;
  };
  summary: Summary;
  /**
   * The plans that were read, in the order given.
   */
  plans: PlanSummary[];
  /**
   * The policies that decide, in the order in which they are listed to a reader.
   */
  policies: PolicySummary[];
  /**
   * What was assumed, what was not given and therefore not judged, and what could not be read.
   */
  notes: Note[];
  /**
   * Every request that the apply makes and these policies can decide: denied ones first, then undetermined, then allowed; then by plan and address.
   */
  requests: RequestReport[];
  /**
   * What is wrong or not certain, as rules name it; the most severe first.
   */
  results: Result[];
}
/**
 * How many requests were decided which way, and how many resource changes make none.
 */
export interface Summary {
  allowed: number;
  explicitDeny: number;
  implicitDeny: number;
  undetermined: number;
  /**
   * Resource changes without a request that these policies decide.
   */
  noRequest: number;
}
export interface PlanSummary {
  /**
   * As given; `-` is standard input.
   */
  path: string;
  formatVersion: string;
  terraformVersion?: string;
  resourceChanges: number;
  /**
   * Resource changes of types that set a function's network.
   */
  functions: number;
  /**
   * Planning failed halfway: the plan is not the whole change.
   */
  errored: boolean;
  /**
   * False when Terraform says that another plan must follow.
   */
  complete: boolean;
  /**
   * Directory of the root module's source, relative to the repository root, where it was found.
   */
  rootModule?: string;
}
export interface PolicySummary {
  /**
   * The file, the resource address or the flag that it comes from.
   */
  label: string;
  kind: PolicyKind;
  from: 'file' | 'plan' | 'flag' | 'organization' | 'assumed';
  statements: number;
  /**
   * Where it is attached, where that is known.
   */
  level?: string;
  /**
   * How its attachment is known, or that it is assumed.
   */
  attachment?: string;
  /**
   * Why its document cannot be decided.
   */
  undecidable?: string;
}
export interface Note {
  /**
   * For programs.
   */
  code:
    | 'assumed'
    | 'not-judged'
    | 'nothing-evaluated'
    | 'no-policies'
    | 'errored-plan'
    | 'incomplete-plan'
    | 'not-evaluated'
    | 'source'
    | 'suppressed'
    | 'left-out';
  text: string;
  plan?: string;
  address?: string;
}
/**
 * One request and what IAM decides about it.
 */
export interface RequestReport {
  plan: string;
  /**
   * The resource instance, as Terraform writes it.
   */
  address: string;
  /**
   * `change.actions` of the plan.
   */
  actions: string[];
  /**
   * `lambda:CreateFunction` or `lambda:UpdateFunctionConfiguration`, …
   */
  request: string;
  /**
   * Why the apply makes this request.
   */
  because: string;
  /**
   * `may`: whether the request is made at all depends on a value that is not known yet.
   */
  certainty: 'will' | 'may';
  /**
   * The resource ARN; a part that is not known yet is its name in angle brackets.
   */
  resource: string;
  decision: 'allowed' | 'explicit-deny' | 'implicit-deny' | 'undetermined';
  /**
   * With implicit-deny: denied in any case, perhaps explicitly.
   */
  maybeExplicit?: boolean;
  /**
   * The condition keys that the policies ask for and the three VPC keys, in their canonical spelling.
   */
  context: {
    [k: string]: ContextKey;
  };
  network: Network;
  location?: Location;
  relatedLocations?: RelatedLocation[];
  /**
   * One entry per statement that mattered.
   */
  explanation: StatementReport[];
  /**
   * Kinds and levels of policies in which nothing allows the request: the cause of an implicit deny.
   */
  withoutAllow: string[];
  /**
   * With undetermined: what is not known and matters.
   */
  reasons: Reason[];
  /**
   * One way to fill in what is not known with which it is allowed.
   */
  allowedIf?: Choice[];
  /**
   * One with which it is denied.
   */
  deniedIf?: Choice[];
  /**
   * Why it was not established that both outcomes are possible.
   */
  inexact?: string;
  /**
   * What would keep it from being refused, in words, where that is known.
   */
  fix?: string;
  /**
   * For each context key, the values that every deciding statement accepts.
   */
  fixValues?: {
    [k: string]: string[];
  };
  notes: string[];
}
export interface ContextKey {
  presence: 'present' | 'absent' | 'unknown';
  /**
   * Why it is absent, or why its presence is not known.
   */
  reason?: string;
  values?: Value[];
  /**
   * False when there may be further elements.
   */
  complete?: boolean;
}
/**
 * A value and how it is known: exactly one of known, new, oneOf, unknown, sensitive.
 */
export interface Value {
  known?: string;
  /**
   * What this apply creates: its reference, `aws_vpc.main.id`.
   */
  new?: string;
  oneOf?: Value[];
  /**
   * Why.
   */
  unknown?: string;
  sensitive?: true;
  /**
   * What would settle it.
   */
  settle?: string;
  /**
   * Where it comes from: `data.aws_subnets.db.ids`.
   */
  label?: string;
}
export interface Network {
  subnets: NetworkMember[];
  securityGroups: NetworkMember[];
  vpc?: {
    value: Value;
    because: string;
    trail: TrailStep[];
  };
}
export interface NetworkMember {
  value: Value;
  vpc?: Value;
  /**
   * Why it is in that VPC.
   */
  because?: string;
  trail: TrailStep[];
}
export interface TrailStep {
  text: string;
  path?: string;
  line?: number;
}
/**
 * A place in a file: lines and columns count from 1, columns in UTF-16 units; the end column is behind the last character.
 */
export interface Location {
  /**
   * Relative to the repository root, POSIX slashes.
   */
  path: string;
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  /**
   * GitHub's fingerprint of the line: `c129715d7a2bc9a3:1`.
   */
  lineHash?: string;
  /**
   * The source was not found: this stands in for it.
   */
  approximate?: boolean;
}
export interface RelatedLocation {
  location: Location;
  message: string;
}
export interface StatementReport {
  policy: string;
  /**
   * The kind of policy, and for SCPs the level.
   */
  source: string;
  /**
   * Where it stands in Statement, from 0.
   */
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  truth: Truth;
  action: Truth;
  resource: Truth;
  conditions: ConditionReport[];
  undecidable?: Reason;
  location?: Location;
}
export interface ConditionReport {
  operator: string;
  key: string;
  policyValues: string[];
  truth: Truth;
  context: ContextKey;
  /**
   * Each value of the request compared with the policy's values.
   */
  comparisons: {
    value: Value;
    truth: Truth;
  }[];
  why: string;
  location?: Location;
}
export interface Reason {
  text: string;
  /**
   * The command or flag that would settle it.
   */
  settle?: string;
}
export interface Choice {
  /**
   * What is filled in.
   */
  name: string;
  /**
   * With what, in words.
   */
  text: string;
}
export interface Result {
  ruleId: string;
  level: 'error' | 'warning' | 'note';
  message: string;
  plan?: string;
  /**
   * The resource instance at fault, where it is one.
   */
  address?: string;
  location?: Location;
  relatedLocations?: RelatedLocation[];
  /**
   * Where it stands in requests, from 0.
   */
  request?: number;
  /**
   * Why it does not count, where it does not.
   */
  suppressed?: string;
}
