import type { Position } from '../error.ts';
import type { Text, Value } from './value.ts';

/**
 * A policy document after parsing. Everything in it is in the policy language; what was not is in `findings`,
 * and taints the statement (or the whole document) that holds it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface Policy {
  /** What a person calls this policy: a file path, a resource address, an ARN. */
  readonly label: string;
  /** Version as IAM reads it: without one it is 2008-10-17. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly id?: string;
  readonly statements: readonly Statement[];
  readonly findings: readonly PolicyFinding[];
  /** Given when the document as a whole cannot be decided: the reason. Every request it could decide is undetermined. */
  readonly undecidable?: Undecidable;
  /** Nothing of it must be shown but its label. It is evaluated like any other. */
  readonly sensitive?: true;
}

/** Why something cannot be decided, and what would settle it. */
export interface Undecidable {
  readonly reason: string;
  readonly settle?: string;
}

/** One statement; where it cannot be read it is undecidable. */
export interface Statement {
  /** Where it stands in `Statement`, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionElement;
  readonly resources: ResourceElement;
  readonly principal?: PrincipalElement;
  readonly conditions: readonly Condition[];
  readonly position?: Position;
  /** Given when the statement holds something that is not in the language or not known: what it decides is undetermined. */
  readonly undecidable?: Undecidable;
  /**
   * With `undecidable`: the parts that cannot be relied on. What the other parts exclude stays excluded. Absent: all
   * but the effect.
   */
  readonly doubted?: readonly StatementPart[];
}

/** `effect`: whether it allows or denies is not known. `condition`: stands for whatever else the statement may hold. */
export type StatementPart = 'effect' | 'action' | 'resource' | 'condition';

/** `Action` (negated: `NotAction`). */
export interface ActionElement {
  readonly negated: boolean;
  readonly patterns: readonly PolicyValue[];
}

/** `Resource` (negated: `NotResource`). */
export interface ResourceElement {
  readonly negated: boolean;
  readonly patterns: readonly PolicyValue[];
}

/** `Principal` and `NotPrincipal`: read, never matched: they have no place in SCPs and identity policies. */
export interface PrincipalElement {
  readonly negated: boolean;
}

/** One condition operator with one condition key and its values. They are combined with AND. */
export interface Condition {
  readonly operator: Operator;
  readonly key: string;
  readonly values: readonly PolicyValue[];
  readonly position?: Position;
}

/** A value in a policy: its text as written (policy variables not yet substituted), and where it stands. */
export interface PolicyValue {
  readonly text: Text;
  readonly position?: Position;
}

/** A condition operator, taken apart. `Bool`, `ForAnyValue:StringNotEqualsIfExists`, … */
export interface Operator {
  /** As AWS spells it. */
  readonly name: string;
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  readonly base: BaseOperator;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** The comparison of an operator: negation, set operator and `IfExists` are apart. */
export type BaseOperator =
  | 'StringEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | 'NumericEquals'
  | 'NumericLessThan'
  | 'NumericLessThanEquals'
  | 'NumericGreaterThan'
  | 'NumericGreaterThanEquals'
  | 'DateEquals'
  | 'DateLessThan'
  | 'DateLessThanEquals'
  | 'DateGreaterThan'
  | 'DateGreaterThanEquals'
  | 'Bool'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'ArnEquals'
  | 'ArnLike'
  | 'Null';

/** Something in a document that AWS would refuse when the policy is saved, or that is surely a slip. */
export interface PolicyFinding {
  readonly code: PolicyFindingCode;
  /** Lower case, no full stop; a nearest spelling is suggested where there is one. */
  readonly message: string;
  readonly position?: Position;
  /** The statement that holds it, where it is one. */
  readonly statement?: number;
}

/** What kind of thing is wrong; tests and the audit's rules go by it. */
export type PolicyFindingCode =
  | 'not-json'
  | 'not-a-policy'
  | 'duplicate-key'
  | 'unknown-element'
  | 'missing-element'
  | 'conflicting-elements'
  | 'wrong-type'
  | 'unknown-version'
  | 'missing-version'
  | 'unknown-effect'
  | 'unknown-operator'
  | 'empty-list'
  | 'invalid-action'
  | 'invalid-resource'
  | 'duplicate-sid'
  | 'forbidden-principal'
  | 'null-not-boolean'
  | 'invalid-value'
  | 'too-deep';

/** The text of a policy document: known parts, and parts that stand for values not known yet. */
export interface PolicySource {
  readonly label: string;
  readonly parts: readonly (string | PolicyHole)[];
  /** What kind of policy it is: decides which elements are allowed. */
  readonly kind: 'scp' | 'identity' | 'boundary' | 'session';
}

/**
 * A part of a policy's text that is not known yet. `in-string`: it stands inside a JSON string (`"…${x}…"`); else it
 * stands for one whole JSON value: `string` for a string, `any` for one of any type.
 */
export interface PolicyHole {
  readonly value: Value;
  readonly place: 'in-string' | 'string' | 'any';
}
