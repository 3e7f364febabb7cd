import fc from 'fast-check';
import type { Home } from './world.ts';

/** A configuration to be: what `render.ts` writes as .tf files. */
export interface Description {
  readonly collections: readonly Collection[];
  readonly functions: readonly FunctionDescription[];
  readonly policies: readonly PolicyDescription[];
  /** A policy of the plan itself, which may name what the plan creates. */
  readonly planPolicy: PlanPolicy | null;
  /** The value of `var.flag` in the plan. */
  readonly flag: boolean;
  /** Applied once before, with this value of `var.flag`: the plan is an update. Null: the plan creates everything. */
  readonly before: { readonly flag: boolean } | null;
}

/** Some subnets of one VPC, and how the configuration comes by them. */
export interface Collection {
  readonly home: Home;
  readonly kind: CollectionKind;
}

export const COLLECTION_KINDS = [
  'literal',
  'variable',
  'data-list',
  'data-each',
  'deferred',
  'count',
  'for-each',
  'module',
  'modules',
  'replaced',
] as const;
export type CollectionKind = (typeof COLLECTION_KINDS)[number];

/** A list of subnet ids. A leaf is a collection of the function's own VPC, by number (modulo how many there are). */
export type Expression =
  | { readonly kind: 'leaf'; readonly index: number }
  | { readonly kind: UnaryKind; readonly of: Expression }
  | { readonly kind: BinaryKind; readonly left: Expression; readonly right: Expression };

export const UNARY = [
  'for',
  'filter',
  'slice',
  'first',
  'distinct',
  'set',
  'try',
  'compact',
  'reverse',
  'local',
  'local-object',
  'json',
] as const;
export const BINARY = [
  'concat',
  'flatten',
  'union',
  'coalesce',
  'if-flag',
  'if-open',
  'tuple',
  'lookup',
] as const;
export type UnaryKind = (typeof UNARY)[number];
export type BinaryKind = (typeof BINARY)[number];

export const PLACEMENTS = [
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'plain',
  'dynamic',
  'dynamic-flag',
  'dynamic-object',
  'dynamic-open',
  'module',
  'module-static',
  'module-each',
  'module-count',
  'wrapper',
  'each',
  'count',
  'renamed',
  'none',
  'empty',
] as const;
export type Placement = (typeof PLACEMENTS)[number];

export const GROUP_KINDS = ['literal', 'data', 'new', 'mixed', 'default'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface FunctionDescription {
  /** Which collection the VPC is taken from. */
  readonly home: number;
  readonly subnets: Expression;
  readonly groups: GroupKind;
  readonly placement: Placement;
}

/** A statement of a policy: conditions on keys, with values by number from what exists. */
export interface PolicyDescription {
  readonly kind: 'scp' | 'identity';
  readonly statements: readonly StatementDescription[];
}

export interface StatementDescription {
  readonly effect: 'Allow' | 'Deny';
  readonly action: number;
  readonly resource: number;
  readonly conditions: readonly ConditionDescription[];
}

export interface ConditionDescription {
  readonly kind: number;
  readonly values: readonly number[];
}

export interface PlanPolicy {
  readonly form: 'jsonencode' | 'heredoc' | 'document';
  readonly target: 'vpc' | 'subnets' | 'group';
}

const expression: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.record({ kind: fc.constant('leaf' as const), index: fc.nat(9) }),
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    // People write one reference far more often than nested calls.
    { weight: 4, arbitrary: tie('leaf') },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom(...UNARY), of: tie('node') }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constantFrom(...BINARY), left: tie('node'), right: tie('node') }),
    },
  ),
})).node;

const condition: fc.Arbitrary<ConditionDescription> = fc.record({
  kind: fc.nat(99),
  values: fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
});

const statement = (effect: 'Allow' | 'Deny'): fc.Arbitrary<StatementDescription> =>
  fc.record({
    effect: fc.constant(effect),
    action: fc.nat(99),
    resource: fc.nat(99),
    conditions: fc.array(condition, { minLength: 1, maxLength: 2 }),
  });

const policy: fc.Arbitrary<PolicyDescription> = fc.oneof(
  fc.record({
    kind: fc.constant('scp' as const),
    statements: fc.array(statement('Deny'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('identity' as const),
    statements: fc.array(fc.constantFrom('Allow' as const, 'Deny' as const).chain(statement), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

const home: fc.Arbitrary<Home> = fc.constantFrom('main', 'new', 'other');

/** `functions` and `policies`: how many of each, at most. */
export function description(size: {
  readonly functions: number;
  readonly policies: number;
}): fc.Arbitrary<Description> {
  return fc.record({
    collections: fc.array(fc.record({ home, kind: fc.constantFrom(...COLLECTION_KINDS) }), {
      minLength: 4,
      maxLength: 8,
    }),
    functions: fc.array(
      fc.record({
        home: fc.nat(9),
        subnets: expression,
        groups: fc.constantFrom(...GROUP_KINDS),
        placement: fc.constantFrom(...PLACEMENTS),
      }),
      { minLength: size.functions, maxLength: size.functions },
    ),
    policies: fc.array(policy, { minLength: size.policies, maxLength: size.policies }),
    planPolicy: fc.option(
      fc.record({
        form: fc.constantFrom('jsonencode' as const, 'heredoc' as const, 'document' as const),
        target: fc.constantFrom('vpc' as const, 'subnets' as const, 'group' as const),
      }),
      { freq: 1 },
    ),
    flag: fc.boolean(),
    before: fc.option(fc.record({ flag: fc.boolean() }), { freq: 1 }),
  });
}
