import type { ModulePath } from '../plan/address.ts';
import type { ConfigurationExpression, Plan } from '../plan/plan.ts';
import type { Expression, LocatedExpression } from '../source/expression.ts';
import type { SourceModule } from '../source/module.ts';
import type { ConfigurationIndex } from './configuration.ts';
import type { Result } from './evaluate/result.ts';
import type { AttributePath } from './graph.ts';
import type { IdentifierKind } from './identifiers.ts';
import type { InstanceIndex } from './instances.ts';
import type { Leaf } from './leaf.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/**
 * What the parts of the graph need of each other. All of it is synchronous: a source module that is not loaded yet
 * is noted as missing and taken for absent; the graph then loads it and asks again.
 */
export interface Context {
  readonly plan: Plan;
  readonly instances: InstanceIndex;
  readonly configuration: ConfigurationIndex;
  readonly hasSource: boolean;
  readonly sourceModule: (module: ModulePath) => SourceModule | undefined;
  /** `terraform.workspace`, where the plan shows it. */
  readonly workspace: () => Value | undefined;
  /** A template as an expression; undefined where it cannot be read, or the parser is not loaded yet. */
  readonly parseTemplate: (text: string) => Expression | undefined;
  /** A file of the source; undefined when it is not there or not allowed. */
  readonly readText: (path: string) => string | undefined;
  /** The names in a directory of the source. */
  readonly list: (path: string) => readonly string[] | undefined;
  /** After the apply; undefined when there is no such attribute or instance. */
  readonly attribute: (addressText: string, path: AttributePath) => Value | undefined;
  /** See `Graph.sharedList`. */
  readonly shared: (addressText: string, path: AttributePath) => Value | undefined;
  /**
   * Computes an answer once. A question that comes up while it is being answered, or at the end of too long a
   * chain, is unknown with that reason.
   */
  readonly once: (question: string, compute: () => Value) => Value;
  /** The same for answers that are no values; `stuck` makes the answer of one that cannot be worked out. */
  readonly onceOf: <T extends object>(question: string, compute: () => T, stuck: (reason: string) => T) => T;
  /** One level deeper: undefined when that is too deep. */
  readonly deeper: <T>(compute: () => T) => T | undefined;
  /** A name that no other value has. */
  readonly freshName: (what: string) => string;
  /**
   * Notes that what is being evaluated fails where something unknown turns out not to be there. Returns how often
   * that was noted: `try` compares.
   */
  readonly doubt: () => void;
  readonly doubts: () => number;
  /** Counts a step of evaluation: false when a question has taken too many. */
  readonly spend: () => boolean;
  /** The attributes of an instance after the apply; undefined when the plan does not hold all of them. */
  readonly attributeNames: (addressText: string) => readonly string[] | undefined;
  /** What an expression of the plan's configuration may be made of. */
  readonly leavesOf: (
    expression: ConfigurationExpression,
    scope: Scope,
    kind: IdentifierKind,
  ) => readonly Leaf[];
  /** An expression within another; a failure where Terraform would report an error. */
  readonly evaluateIn: (expression: Expression, scope: Scope) => Result;
  readonly evaluate: (expression: LocatedExpression, scope: Scope) => Value;
}

/** What would settle what only the .tf files say. */
export const SETTLE_BY_SOURCE =
  '--source with the directory of the configuration, or with the binary plan file';
