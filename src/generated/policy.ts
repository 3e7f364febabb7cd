/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */

/**
 * Applies to a request when its action, its resource and all of its conditions match.
 */
export type Statement = {
  [k: string]: unknown;
} & {
  /**
   * A name for the statement, once in a policy. It decides nothing.
   */
  Sid?: string;
  /**
   * An explicit deny wins over every allow.
   */
  Effect: 'Allow' | 'Deny';
  /**
   * The actions it applies to, `service:name`, with `*` and `?`, in any case.
   */
  Action?: ActionPattern | [ActionPattern, ...ActionPattern[]];
  /**
   * It applies to all actions but these.
   */
  NotAction?: ActionPattern | [ActionPattern, ...ActionPattern[]];
  /**
   * The resources it applies to: `*`, or ARNs with `*` and `?` within their segments.
   */
  Resource?: ResourcePattern | [ResourcePattern, ...ResourcePattern[]];
  /**
   * It applies to all resources but these.
   */
  NotResource?: ResourcePattern | [ResourcePattern, ...ResourcePattern[]];
  Condition?: ConditionBlock;
};
export type ActionPattern = string;
export type ResourcePattern = string;
export type ConditionValues = ConditionValue | [ConditionValue, ...ConditionValue[]];
/**
 * Numbers and truth values mean what they mean as strings.
 */
export type ConditionValue = string | number | boolean;

/**
 * A policy document in the language of IAM, as service control policies, identity policies, permissions boundaries and session policies use it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  /**
   * The version of the policy language. Without it a policy means what it meant in 2008-10-17: policy variables are plain text. A service control policy must have 2012-10-17.
   */
  Version?: '2008-10-17' | '2012-10-17';
  /**
   * A name for the policy. It decides nothing.
   */
  Id?: string;
  /**
   * What is allowed and what is denied: one statement or several. Their order means nothing.
   */
  Statement: Statement | [Statement, ...Statement[]];
}
/**
 * All must hold. By condition operator (`StringEquals`, `ForAnyValue:StringNotLikeIfExists`, `Null`, …, in any case), then by condition key. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface ConditionBlock {
  [k: string]: ConditionKeys;
}
/**
 * By condition key (`lambda:VpcIds`, in any case): the values, of which one must match, or none where the operator is negated.
 */
export interface ConditionKeys {
  [k: string]: ConditionValues;
}
