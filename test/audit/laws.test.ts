import fc from 'fast-check';
import t from 'tap';
import { audited, deciderOf, vocabularySet } from '../../src/audit/audited.ts';
import { diffPolicies } from '../../src/audit/diff.ts';
import { domainOf, probesOf } from '../../src/audit/domain.ts';
import { lint } from '../../src/audit/lint.ts';
import {
  type AttachedNetwork,
  FUNCTION_ACTIONS,
  type Probe,
  type ProbeNetwork,
} from '../../src/audit/probe.ts';
import { surroundingsOf } from '../../src/audit/surroundings.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Policy } from '../../src/iam/policy.ts';
import { SEED } from '../seed.ts';

/** Ids of a world so small that every function of it can be looked at, and every kind of id is there. */
const VPCS = ['vpc-0a00000000000001a', 'vpc-0a00000000000002b', 'vpc-0b00000000000001a'];
const OTHER_VPCS = [
  'vpc-0a00000000000003a',
  'vpc-0a00000000000003b',
  'vpc-0b00000000000003a',
  'vpc-0b00000000000003b',
];
const VPC_PATTERNS = ['vpc-0a*', '*a', 'vpc-*'];
const SUBNETS = ['subnet-00000000000000001', 'subnet-00000000000000002'];
const OTHER_SUBNETS = ['subnet-00000000000000009'];
const GROUPS = ['sg-00000000000000001'];
const OTHER_GROUPS = ['sg-00000000000000009'];

function subsets(ids: readonly string[]): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const id of ids) all = [...all, ...all.map((set) => [...set, id])];
  return all.slice(1);
}

const ALL_NETWORKS: readonly ProbeNetwork[] = [
  undefined,
  ...[...VPCS, ...OTHER_VPCS].flatMap((vpc) =>
    subsets([...SUBNETS, ...OTHER_SUBNETS]).flatMap((subnets) =>
      subsets([...GROUPS, ...OTHER_GROUPS]).map((securityGroups) => ({ vpc, subnets, securityGroups })),
    ),
  ),
];
const ALL_PROBES: readonly Probe[] = FUNCTION_ACTIONS.flatMap((action) =>
  ALL_NETWORKS.map((network) => ({ action, network })),
);

const some = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(2, values.length) });
const sets = ['', 'ForAllValues:', 'ForAnyValue:'] as const;
const onVpc = fc.oneof(
  fc.record({
    operator: fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'ForAnyValue:StringNotEquals',
      'StringEqualsIfExists',
    ),
    key: fc.constant('lambda:VpcIds'),
    values: some(VPCS),
  }),
  fc.record({
    operator: fc.constantFrom('StringLike', 'StringNotLike'),
    key: fc.constant('lambda:VpcIds'),
    values: some([...VPCS, ...VPC_PATTERNS]),
  }),
);
const onList = (key: string, ids: readonly string[]) =>
  fc.record({
    operator: fc
      .tuple(fc.constantFrom(...sets.slice(1)), fc.constantFrom('StringEquals', 'StringNotEquals'))
      .map(([set, name]) => set + name),
    key: fc.constant(key),
    values: some(ids),
  });
const onNull = fc.record({
  operator: fc.constant('Null'),
  key: fc.constantFrom('lambda:VpcIds', 'lambda:SubnetIds'),
  values: fc.constantFrom(['true'], ['false']),
});
const condition = fc.oneof(
  onVpc,
  onList('lambda:SubnetIds', SUBNETS),
  onList('lambda:SecurityGroupIds', GROUPS),
  onNull,
);
const statement = fc.record({
  effect: fc.constantFrom('Deny', 'Deny', 'Allow'),
  actions: fc.constantFrom<readonly string[]>(FUNCTION_ACTIONS, ['lambda:CreateFunction'], ['lambda:*']),
  conditions: fc.array(condition, { maxLength: 3 }),
});
const document = fc.array(statement, { minLength: 1, maxLength: 3 });

type Document = readonly {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
  }[];
}[];

function policyOf(statements: Document): Policy {
  const json = {
    Version: '2012-10-17',
    Statement: statements.map(({ effect, actions, conditions }) => {
      const block: Record<string, Record<string, readonly string[]>> = {};
      for (const { operator, key, values } of conditions)
        block[operator] = { ...block[operator], [key]: values };
      return { Effect: effect, Action: actions, Resource: '*', Condition: block };
    }),
  };
  return parsePolicy({ label: 'a.json', kind: 'scp', parts: [JSON.stringify(json)] });
}

const decider = (policy: Policy) => deciderOf(policy, 'scp', surroundingsOf([policy]));

/** How the decisions of two policies go together, over some requests. */
function transitions(old: Policy, now: Policy, probes: readonly Probe[]): readonly string[] {
  const [before, after] = [decider(old), decider(now)];
  const all = probes.map((probe) => `${probe.action}: ${before(probe)} → ${after(probe)}`);
  return [...new Set(all)].sort();
}

t.test(
  'a difference is found over the abstract domain exactly where looking at every function finds one',
  async (t) => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        const [old, now] = [policyOf(one), policyOf(other)];
        const domain = domainOf(vocabularySet([old, now]));
        t.equal(domain.incomplete, undefined);
        const abstract = transitions(old, now, probesOf(domain, FUNCTION_ACTIONS));
        t.strictSame(abstract, transitions(old, now, ALL_PROBES));
        const changed = abstract.filter((text) => new Set(text.replace(/^.*: /, '').split(' → ')).size > 1);
        const told = diffPolicies(old, now, 'scp').changes.filter(({ witness: { action } }) =>
          FUNCTION_ACTIONS.some((name) => name === action),
        );
        const named = told.map(({ witness, before, after }) => `${witness.action}: ${before} → ${after}`);
        t.strictSame([...new Set(named)].sort(), changed);
      }),
      { numRuns: 250, seed: SEED },
    );
  },
);

/** Whether a list of the statement hides a value that it would refuse: by looking at every function. */
function hidesAny(policy: Policy, index: number): boolean {
  const alone = decider({ ...policy, statements: policy.statements.filter((one) => one.index === index) });
  const whole = decider(policy);
  const parts = (network: AttachedNetwork): readonly AttachedNetwork[] => [
    ...(isAllOfList(policy, index, 'lambda:SubnetIds')
      ? network.subnets.map((id) => ({ ...network, subnets: [id] }))
      : []),
    ...(isAllOfList(policy, index, 'lambda:SecurityGroupIds')
      ? network.securityGroups.map((id) => ({ ...network, securityGroups: [id] }))
      : []),
  ];
  return ALL_PROBES.some(({ action, network }) => {
    if (network === undefined || whole({ action, network }) !== 'allowed') return false;
    return parts(network).some((part) => alone({ action, network: part }) === 'explicit-deny');
  });
}

const isAllOfList = ({ statements }: Policy, index: number, key: string) =>
  statements[index]?.conditions.some((one) => one.key === key && one.operator.set === 'ForAllValues') ??
  false;

t.test('leaks are told exactly where looking at every function finds one', async (t) => {
  fc.assert(
    fc.property(document, (statements) => {
      const policy = policyOf(statements);
      const { results } = lint(audited(policy, 'scp'));
      const told = (rule: string) =>
        [...new Set(results.filter(({ ruleId }) => ruleId === rule).map((one) => one.statement))].sort();
      const denies = policy.statements.filter(({ effect }) => effect === 'Deny').map(({ index }) => index);
      const mixed = denies.filter((index) => hidesAny(policy, index));
      t.strictSame(
        told('TFVPC204').filter((index) => denies.includes(index ?? -1)),
        mixed,
      );
      for (const { witness, rewrite } of results) {
        if (witness !== undefined) t.equal(decider(policy)(witness.probe), witness.decision);
        if (rewrite !== undefined) proveRewrite(t, policy, rewrite);
      }
    }),
    { numRuns: 250, seed: SEED },
  );
});

/** Whatever is rewritten newly allows no function that was refused. */
function proveRewrite(t: Tap, policy: Policy, rewrite: string): void {
  const after = decider(parsePolicy({ label: 'a.json', kind: 'scp', parts: [rewrite] }));
  const before = decider(policy);
  const opened = ALL_PROBES.filter((probe) => after(probe) === 'allowed' && /deny/.test(before(probe)));
  t.strictSame(opened, []);
}

type Tap = Parameters<Parameters<typeof t.test>[0]>[0];
