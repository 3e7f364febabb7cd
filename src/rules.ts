import { POLICY_RULES } from './policy-rules.ts';

/** What tfvpc reports. A rule's number never changes its meaning. One page per rule: docs/rules/ID.md. */
export type RuleId = keyof typeof RULES;

export interface Rule {
  readonly name: string;
  readonly level: 'error' | 'warning' | 'note';
  /** CVSS-like, as code scanning wants it: a string with one decimal. Absent for rules that are no security matter. */
  readonly securitySeverity?: string;
  readonly short: string;
  readonly full: string;
}

/** 0xx: decisions about requests. 1xx: what could not be read or judged. 2xx: the policies themselves. */
export const RULES = {
  TFVPC001: {
    name: 'explicit-deny',
    level: 'error',
    securitySeverity: '7.0',
    short: 'A policy denies the request',
    full: 'A statement with Effect Deny matches the API request that this change makes: the apply would fail with AccessDenied.',
  },
  TFVPC002: {
    name: 'implicit-deny',
    level: 'error',
    securitySeverity: '7.0',
    short: 'No policy allows the request',
    full: 'No statement with Effect Allow matches the API request that this change makes: the apply would fail with AccessDenied.',
  },
  TFVPC003: {
    name: 'undetermined',
    level: 'warning',
    securitySeverity: '4.0',
    short: 'The decision depends on what is not known yet',
    full: 'Whether AWS refuses the request depends on values that this plan does not hold. The result says on which, and what would settle it.',
  },
  TFVPC101: {
    name: 'invalid-policy',
    level: 'error',
    short: 'The policy document is not valid',
    full: 'AWS would refuse to save this policy document. What the faulty part would have decided is undetermined.',
  },
  TFVPC102: {
    name: 'contradicting-network',
    level: 'error',
    short: 'Subnets and security groups of different VPCs',
    full: 'The evidence in the plan names different VPCs for one function. Lambda refuses a function whose subnets and security groups are not of one VPC.',
  },
  TFVPC103: {
    name: 'suppressed-vpc-config',
    level: 'warning',
    short: 'The provider leaves out a vpc_config of the configuration',
    full: 'The configuration has a vpc_config that this plan does not carry out: the next plan will attach the function to the VPC.',
  },
  TFVPC104: {
    name: 'not-evaluated',
    level: 'warning',
    short: "A resource that can set a function's network and cannot be evaluated",
    full: 'This resource can create or change a Lambda function, and what it will do is not in the plan.',
  },
  TFVPC105: {
    name: 'unknown-policy',
    level: 'warning',
    short: 'A policy whose content is not known',
    full: 'A policy of the plan has a document that is not known before the apply: every request that it could decide is undetermined.',
  },
  ...POLICY_RULES,
} as const satisfies Record<`TFVPC${number}`, Rule>;
