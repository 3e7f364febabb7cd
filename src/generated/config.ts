/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */

/**
 * Service control policies: files, or directories of them.
 */
export type Paths = string[];
/**
 * Identity policies of who applies.
 */
export type Paths1 = string[];
/**
 * The permissions boundary of who applies.
 */
export type Paths2 = string[];
/**
 * Session policies of who applies.
 */
export type Paths3 = string[];
/**
 * Allow only these VPCs.
 */
export type Ids = string[];
/**
 * Deny these VPCs.
 */
export type Ids1 = string[];
/**
 * Allow only these subnets.
 */
export type Ids2 = string[];
/**
 * Allow only these security groups.
 */
export type Ids3 = string[];
/**
 * Which subnet is in which VPC.
 */
export type Paths4 = string[];

/**
 * The configuration file, `.tfvpc.yml`: what is the same on every call. An option on the command line replaces the member of the same name. Paths are relative to the file.
 */
export interface Config {
  scp?: Paths;
  'identity-policy'?: Paths1;
  'permissions-boundary'?: Paths2;
  'session-policy'?: Paths3;
  /**
   * The path from the root to the account: a file, or a directory of `aws organizations` output.
   */
  organization?: string;
  /**
   * ARN of who applies: its policies are taken from the plan.
   */
  principal?: string;
  /**
   * Whether FullAWSAccess is attached at every level (default: true).
   */
  'full-aws-access'?: boolean;
  /**
   * Deny functions without a VPC.
   */
  'require-vpc'?: boolean;
  'allow-vpc'?: Ids;
  'deny-vpc'?: Ids1;
  'allow-subnet'?: Ids2;
  'allow-security-group'?: Ids3;
  /**
   * The region, where the plan does not tell.
   */
  region?: string;
  /**
   * The account id, where the plan does not tell. In quotes: it may begin with 0.
   */
  account?: string;
  /**
   * Context keys of the request and their values.
   */
  context?: {
    [k: string]: string | string[];
  };
  /**
   * Directory of the root module, or a binary plan file; false: none.
   */
  source?: string | false;
  network?: Paths4;
  /**
   * Exit with status 1 on these (default: denied).
   */
  'fail-on'?: ('denied' | 'undetermined' | 'error' | 'warning' | 'note')[];
  /**
   * Fail when there is no policy.
   */
  'require-policies'?: boolean;
  /**
   * Fail when there is nothing to evaluate.
   */
  'require-functions'?: boolean;
  /**
   * The SARIF category.
   */
  category?: string;
  /**
   * Results that do not count. They stay in the JSON report, with the reason.
   */
  suppress?: Suppression[];
}
export interface Suppression {
  /**
   * The rule's id.
   */
  rule: string;
  /**
   * A resource address; `*` stands for any text. Absent: every resource.
   */
  address?: string;
  /**
   * Why it does not count: shown with the result.
   */
  reason: string;
}
