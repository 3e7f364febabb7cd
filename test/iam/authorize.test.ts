// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import type { AttachedPolicy, Level, PolicySet } from '../../src/iam/authorization.ts';
import { authorize, compilePolicies, decideOnly } from '../../src/iam/authorize.ts';
import type { Decision } from '../../src/iam/decision.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { PolicySource } from '../../src/iam/policy.ts';
import type { Presence } from '../../src/iam/request.ts';
import type { Shape, Text, Value } from '../../src/iam/value.ts';
import type { PlainContext, PlainStatement } from '../reference/reference.ts';
import { policies, request, statement } from './arbitraries.ts';
import { type Given, type GivenValue, givenValue } from './given.ts';
import { ALLOW_ALL, attachedPolicy, plainRequest, policyOf, policySet, requestOf, scpOf } from './samples.ts';

const DENY_ALL = { Effect: 'Deny', Action: '*', Resource: '*' };
const VPC = { prefix: 'vpc-', alphabet: '0123456789abcdef', lengths: [8, 17] };
const SUBNET = { prefix: 'subnet-', alphabet: '0123456789abcdef', lengths: [8, 17] };

function doc(...Statement: readonly unknown[]): unknown {
  return { Version: '2012-10-17', Statement };
}

function maybe(document: unknown, name: string): AttachedPolicy {
  const attached: Presence = {
    kind: 'unknown',
    name,
    reason: `whether ${name} is attached is not known`,
    settle: 'ask',
  };
  return { policy: policyOf(document), attached };
}

function root(...list: readonly AttachedPolicy[]): readonly Level[] {
  return [{ name: 'root', policies: list }];
}

function decisionOf(set: PolicySet, given: Readonly<Record<string, Given>> = {}, resource?: Text): Decision {
  return authorize(compilePolicies(set), [requestOf(given, resource)]);
}

/** The decision without its explanation. */
function short({ explanation, ...decision }: Decision): unknown {
  return decision;
}

const ALLOW = attachedPolicy(doc(ALLOW_ALL));
const DENY = attachedPolicy(doc(DENY_ALL));

/** Undetermined, with one way to be allowed and one to be denied. */
function either(name: string, [allowed, denied]: readonly [string, string], reason: string): unknown {
  return {
    kind: 'undetermined',
    reasons: [{ text: reason }],
    allowedIf: { choices: [{ name, text: allowed }] },
    deniedIf: { choices: [{ name, text: denied }] },
  };
}

const COMBINED: readonly { name: string; set: PolicySet; decision: unknown }[] = [
  {
    name: 'service control policies do not apply to the management account',
    set: { serviceControl: 'exempt', identity: [ALLOW] },
    decision: { kind: 'allowed' },
  },
  {
    name: 'no level at all restricts nothing',
    set: { serviceControl: [], identity: [ALLOW] },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a deny of which nobody knows whether it is attached',
    set: { serviceControl: root(ALLOW, maybe(doc(DENY_ALL), 'deny')) },
    decision: {
      kind: 'undetermined',
      reasons: [{ text: 'whether deny is attached is not known', settle: 'ask' }],
      allowedIf: { choices: [{ name: 'deny', text: 'absent' }] },
      deniedIf: { choices: [{ name: 'deny', text: 'present' }] },
    },
  },
  {
    name: 'an allow of which nobody knows whether it is attached',
    set: { identity: [maybe(doc(ALLOW_ALL), 'allow')] },
    decision: {
      kind: 'undetermined',
      reasons: [{ text: 'whether allow is attached is not known', settle: 'ask' }],
      allowedIf: { choices: [{ name: 'allow', text: 'present' }] },
      deniedIf: { choices: [{ name: 'allow', text: 'absent' }] },
    },
  },
  {
    name: 'a deny that may be attached beside no allow',
    set: { identity: [maybe(doc(DENY_ALL), 'deny')] },
    decision: { kind: 'implicit-deny', maybeExplicit: true },
  },
  {
    name: 'an allow that may be attached beside a deny',
    set: { identity: [maybe(doc(ALLOW_ALL), 'allow'), DENY] },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'an allow and a deny attached together or not at all',
    set: { identity: [maybe(doc(ALLOW_ALL), 'both'), maybe(doc(DENY_ALL), 'both')] },
    decision: { kind: 'implicit-deny', maybeExplicit: true },
  },
  {
    name: 'a boundary that may be attached and allows',
    set: { permissionsBoundary: [maybe(doc(ALLOW_ALL), 'boundary')], identity: [ALLOW] },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a boundary that may be attached and allows nothing',
    set: {
      permissionsBoundary: [maybe(doc({ ...ALLOW_ALL, Action: 's3:*' }), 'boundary')],
      identity: [ALLOW],
    },
    decision: {
      kind: 'undetermined',
      reasons: [{ text: 'whether boundary is attached is not known', settle: 'ask' }],
      allowedIf: { choices: [{ name: 'boundary', text: 'absent' }] },
      deniedIf: { choices: [{ name: 'boundary', text: 'present' }] },
    },
  },
  {
    name: 'a level of which not every policy is known',
    set: {
      serviceControl: [
        {
          name: 'ou-1',
          policies: [ALLOW],
          incomplete: { reason: 'the plan does not list them', settle: '--organization' },
        },
      ],
    },
    decision: {
      kind: 'undetermined',
      reasons: [{ text: 'the plan does not list them', settle: '--organization' }],
      allowedIf: { choices: [{ name: 'further SCPs of ou-1', text: 'none that decides' }] },
      deniedIf: { choices: [{ name: 'further SCPs of ou-1', text: 'one that denies' }] },
    },
  },
  {
    name: 'a level of which no policy is known',
    set: { serviceControl: [{ name: 'ou-1', policies: [], incomplete: { reason: 'unread' } }] },
    decision: either('further SCPs of ou-1', ['one that allows', 'none that decides'], 'unread'),
  },
  {
    name: 'a level of which not every policy is known, and a deny',
    set: { serviceControl: [{ name: 'ou-1', policies: [DENY], incomplete: { reason: 'unread' } }] },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'a level of which not every policy is known, and no allow elsewhere',
    set: {
      serviceControl: [{ name: 'ou-1', policies: [ALLOW], incomplete: { reason: 'unread' } }],
      identity: [],
    },
    decision: { kind: 'implicit-deny', maybeExplicit: true },
  },
];

for (const { name, set, decision } of COMBINED) {
  t.test(name, (t) => {
    t.same(short(decisionOf(set)), decision);
    t.equal(decideOnly(compilePolicies(set), requestOf({})), decisionOf(set).kind);
    t.end();
  });
}

t.test('a document that cannot be read decides nothing for certain, and is never skipped', (t) => {
  const broken = {
    policy: parsePolicy({ label: 'scp.json', parts: ['{'], kind: 'scp' }),
    attached: { kind: 'present' } as const,
  };
  const reason = '`scp.json` cannot be decided: the text ends where a name in double quotes should be';
  t.same(short(decisionOf({ identity: [ALLOW, broken] })), {
    kind: 'undetermined',
    reasons: [{ text: reason }],
    inexact: reason,
  });
  t.equal(decisionOf({ identity: [DENY, broken] }).kind, 'explicit-deny');
  const later: Value = { kind: 'unknown', name: 'x', reason: 'known after apply', settle: 'terraform apply' };
  t.match(decisionOf(identityOf({ value: later, place: 'any' })), {
    kind: 'undetermined',
    reasons: [{ text: '`policy.json` cannot be decided: known after apply', settle: 'terraform apply' }],
  });
  t.same(short(decisionOf({ serviceControl: root(broken), identity: [] })), {
    kind: 'implicit-deny',
    maybeExplicit: true,
  });
  t.end();
});

const FAULTY: readonly {
  name: string;
  statement: unknown;
  decision: Decision['kind'];
  reason?: string;
}[] = [
  {
    name: 'an unknown operator',
    statement: { ...DENY_ALL, Condition: { StringEqual: { 'a:b': 'c' } } },
    decision: 'undetermined',
    reason: 'unknown condition operator `StringEqual`: did you mean `StringEquals`',
  },
  {
    name: 'an unknown operator for another action',
    statement: { ...DENY_ALL, Action: 's3:*', Condition: { StringEqual: { 'a:b': 'c' } } },
    decision: 'allowed',
  },
  {
    name: 'an unknown operator beside a condition that does not hold',
    statement: { ...DENY_ALL, Condition: { StringEqual: { 'a:b': 'c' }, Null: { 'a:b': 'false' } } },
    decision: 'allowed',
  },
  {
    name: 'an unknown element',
    statement: { ...DENY_ALL, Conditions: {} },
    decision: 'undetermined',
    reason: 'unknown element `Conditions`: did you mean `Condition`',
  },
  {
    name: 'an action that is none',
    statement: { ...DENY_ALL, Action: 'lambda' },
    decision: 'undetermined',
    reason: '`lambda` is no action: expected `*` or `service:name`',
  },
  {
    name: 'an action that is none beside all actions',
    statement: { ...DENY_ALL, Action: ['*', 'lambda'] },
    decision: 'undetermined',
    reason: '`lambda` is no action: expected `*` or `service:name`',
  },
  {
    name: 'a resource that is none',
    statement: { ...DENY_ALL, Resource: 'function' },
    decision: 'undetermined',
    reason: '`function` is no resource: expected `*` or an ARN',
  },
  {
    name: 'a resource that is none beside all resources',
    statement: { ...DENY_ALL, Resource: ['*', 'function'] },
    decision: 'undetermined',
    reason: '`function` is no resource: expected `*` or an ARN',
  },
  {
    name: 'an effect that is none',
    statement: { ...DENY_ALL, Effect: 'deny' },
    decision: 'undetermined',
    reason: 'unknown effect `deny`: did you mean `Deny`',
  },
  {
    name: 'a principal',
    statement: { ...DENY_ALL, Principal: '*' },
    decision: 'undetermined',
    reason: '`Principal` is not allowed in this kind of policy',
  },
  {
    name: 'no object',
    statement: 'Deny',
    decision: 'undetermined',
    reason: 'a statement must be an object',
  },
];

for (const { name, statement, decision, reason } of FAULTY) {
  t.test(`a statement with ${name}`, (t) => {
    const found = decisionOf({ identity: [ALLOW, attachedPolicy(doc(statement))] });
    t.equal(found.kind, decision);
    t.equal(found.kind === 'undetermined' ? found.inexact : undefined, reason);
    t.equal(
      decisionOf({ identity: [attachedPolicy(doc(statement))] }).kind,
      name === 'an effect that is none' || name === 'no object' ? 'undetermined' : 'implicit-deny',
    );
    t.end();
  });
}

interface Table {
  readonly contexts: Readonly<Record<string, PlainContext>>;
  readonly decisions: Readonly<Record<string, Readonly<Record<string, Decision['kind']>>>>;
}

t.test('the documented policies, cell by cell', (t) => {
  const folder = new URL('../../testdata/iam/', import.meta.url);
  const table: Table = JSON.parse(readFileSync(new URL('documented.json', folder), 'utf8'));
  for (const [name, row] of Object.entries(table.decisions)) {
    const text = readFileSync(new URL(`documented/${name}.json`, folder), 'utf8');
    const policy: AttachedPolicy = {
      policy: parsePolicy({ label: name, parts: [text], kind: 'scp' }),
      attached: { kind: 'present' },
    };
    t.same(policy.policy.findings, []);
    const compiled = compilePolicies({
      serviceControl: root(...(text.includes('"Allow"') ? [policy] : [ALLOW, policy])),
    });
    for (const [column, expected] of Object.entries(row)) {
      for (const action of ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration']) {
        const asked = plainRequest({
          action,
          resource: 'arn:aws:lambda:us-east-1:1:function:f',
          context: table.contexts[column] ?? {},
        });
        t.equal(decideOnly(compiled, asked), expected, `${name}: ${column}: ${action}`);
      }
    }
  }
  t.end();
});

function denyIf(Condition: unknown): unknown {
  return { ...DENY_ALL, Condition };
}

const DOTTED = { prefix: '', alphabet: '0123456789.', lengths: [7, 8, 9, 10, 11, 12, 13, 14, 15] };
const NEW_VPC: Given = { one: { new: 'aws_vpc.main.id', shape: VPC } };
const SOME_VPC: Given = { one: { unknown: 'vpc', shape: VPC } };

function digits(...lengths: readonly number[]): Given {
  return { one: { unknown: 'n', shape: { prefix: '', alphabet: '0123456789', lengths } } };
}

/** One of six. */
function manyOf(name: string): Given {
  return { one: { oneOf: name, of: ['1', '2', '3', '4', '5', '6'] } };
}

/** Undetermined, and one way to be allowed is known. */
function open(name: string, reason: string, text: string): Readonly<Record<string, unknown>> {
  return {
    kind: 'undetermined',
    reasons: [{ text: `\`${reason}\` is not known` }],
    allowedIf: { choices: [{ name, text }] },
    inexact: `not all that \`${name}\` may be can be told apart`,
  };
}

const NAMED: readonly {
  name: string;
  statements: readonly unknown[];
  given: Readonly<Record<string, Given>>;
  decision: unknown;
}[] = [
  {
    name: 'a VPC that does not exist yet is none that a policy names',
    statements: [denyIf({ StringNotEquals: { 'lambda:VpcIds': ['vpc-00000001', 'vpc-00000002'] } })],
    given: { 'lambda:VpcIds': NEW_VPC },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'a VPC that does not exist yet is one of all VPCs',
    statements: [denyIf({ StringNotLike: { 'lambda:VpcIds': 'vpc-*' } })],
    given: { 'lambda:VpcIds': NEW_VPC },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a VPC that does not exist yet may begin so or so',
    statements: [denyIf({ StringLike: { 'lambda:VpcIds': 'vpc-0a*' } })],
    given: { 'lambda:VpcIds': NEW_VPC },
    decision: either(
      'aws_vpc.main.id',
      ['a new id that is none of `vpc-0a*`', 'matches `vpc-0a*`'],
      '`aws_vpc.main.id` does not exist yet, and what AWS will call it matters',
    ),
  },
  {
    name: 'an allow-list and a deny-list cannot both surprise',
    statements: [
      denyIf({ StringNotEquals: { 'lambda:VpcIds': 'vpc-00000001' } }),
      denyIf({ StringEquals: { 'lambda:VpcIds': 'vpc-00000001' } }),
    ],
    given: { 'lambda:VpcIds': SOME_VPC },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'lists that exclude each other cannot both match',
    statements: [
      denyIf({ StringEquals: { 'lambda:VpcIds': 'vpc-00000001', 'aws:SourceVpc': 'vpc-00000002' } }),
    ],
    given: { 'lambda:VpcIds': SOME_VPC, 'aws:SourceVpc': SOME_VPC },
    decision: { kind: 'allowed' },
  },
  {
    name: 'an unknown VPC may be listed or not',
    statements: [denyIf({ StringNotEquals: { 'lambda:VpcIds': ['vpc-00000001', 'vpc-00000002'] } })],
    given: { 'lambda:VpcIds': SOME_VPC },
    decision: either('vpc', ['vpc-00000001', 'none of vpc-00000001, vpc-00000002'], '`vpc` is not known'),
  },
  {
    name: 'a value whose shape excludes what a policy names cannot be it',
    statements: [denyIf({ StringEquals: { 'lambda:VpcIds': ['vpc-1', 'main'] } })],
    given: { 'lambda:VpcIds': SOME_VPC },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a choice whose candidates are all listed',
    statements: [denyIf({ StringNotEquals: { 'lambda:VpcIds': ['vpc-1', 'vpc-2'] } })],
    given: { 'lambda:VpcIds': { one: { oneOf: 'vpc', of: ['vpc-1', 'vpc-2'] } } },
    decision: { kind: 'allowed' },
  },
  {
    name: 'the same choice under two keys',
    statements: [denyIf({ StringEquals: { 'a:b': 'x', 'a:c': 'y' } })],
    given: { 'a:b': { one: { oneOf: 'z', of: ['x', 'y'] } }, 'a:c': { one: { oneOf: 'z', of: ['x', 'y'] } } },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a VPC that does not exist yet is none that a pattern without wildcards names',
    statements: [denyIf({ StringNotLike: { 'lambda:VpcIds': ['vpc-00000001'] } })],
    given: { 'lambda:VpcIds': NEW_VPC },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'a number without a fraction between numbers with one',
    statements: [denyIf({ NumericGreaterThan: { 'a:b': '5.5' }, NumericLessThan: { 'a:b': '7.5' } })],
    given: { 'a:b': { one: { unknown: 'n', shape: { prefix: '', alphabet: '0123456789', lengths: [1] } } } },
    decision: either('n', ['4', '6'], '`n` is not known'),
  },
  {
    name: 'a number of three digits that may be below ten',
    statements: [denyIf({ NumericGreaterThan: { 'a:b': '5' } })],
    given: { 'a:b': digits(3) },
    decision: either('n', ['004', '006'], '`n` is not known'),
  },
  {
    name: 'a number with digits only is never below zero',
    statements: [denyIf({ NumericLessThan: { 'a:b': ['0', '-5.5'] } })],
    given: { 'a:b': digits(1, 2) },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a number with more digits than are read',
    statements: [denyIf({ NumericLessThan: { 'a:b': '0' } })],
    given: { 'a:b': digits(400, 401) },
    decision: open('n', 'n', 'any other text'),
  },
  {
    name: 'a number that begins with a digit and may be large',
    statements: [denyIf({ StringLike: { 'a:b': '1*' }, NumericGreaterThan: { 'a:b': '500' } })],
    given: { 'a:b': { one: { unknown: 'n' } } },
    decision: open('n', 'n', '500'),
  },
  {
    name: 'a number that is written in another way than a text',
    statements: [denyIf({ StringNotEquals: { 'a:b': '5' }, NumericEquals: { 'a:b': '5' } })],
    given: { 'a:b': digits(1, 2) },
    decision: open('n', 'n', '5'),
  },
  {
    name: 'a number that does not exist yet and that a policy compares as a number',
    statements: [denyIf({ NumericGreaterThan: { 'a:b': '5' } })],
    given: { 'a:b': { one: { new: 'n', shape: { prefix: '', alphabet: '0123456789', lengths: [2] } } } },
    decision: {
      kind: 'undetermined',
      reasons: [{ text: '`n` does not exist yet, and what AWS will call it matters' }],
      deniedIf: { choices: [{ name: 'n', text: 'a new id' }] },
      inexact: 'not all that `n` may be can be told apart',
    },
  },
  {
    name: 'three further numbers of a list that may all be large',
    statements: [denyIf({ 'ForAllValues:NumericGreaterThan': { 'a:b': '7' } })],
    given: {
      'a:b': { many: [], rest: { atLeast: 3, shape: { prefix: '', alphabet: '0123456789', lengths: [1] } } },
    },
    decision: { ...open('rest of a:b', '', 'further: 6'), reasons: [{ text: 'the list is not known' }] },
  },
  {
    name: 'a text that a policy compares with what looks like an address',
    statements: [denyIf({ StringLike: { 'a:b': 'subnet-*' }, IpAddress: { 'a:b': '10.0.0.0/8' } })],
    given: { 'a:b': { one: { unknown: 'n', shape: { prefix: 'vpc-', alphabet: 'abc', lengths: [8] } } } },
    decision: { kind: 'allowed' },
  },
  {
    name: 'further numbers of a list, of which one may be written in another way',
    statements: [denyIf({ 'ForAnyValue:NumericEquals': { 'a:b': '7.0' } })],
    given: {
      'a:b': { many: [], rest: { shape: { prefix: '', alphabet: '0123456789', lengths: [1] } } },
    },
    decision: either('rest of a:b', ['no further elements', 'further: 7'], 'the list is not known'),
  },
  {
    name: 'a VPC that does not exist yet is not the first id there could be',
    statements: [
      denyIf({
        StringEquals: {
          'lambda:VpcIds': ['0', '1', 'f'].flatMap((one) => [
            `vpc-${one.repeat(8)}`,
            `vpc-${one.repeat(17)}`,
          ]),
        },
      }),
    ],
    given: { 'lambda:VpcIds': NEW_VPC },
    decision: { kind: 'allowed' },
  },
  {
    name: 'a variable whose key may be absent',
    statements: [denyIf({ StringEquals: { 'a:b': '${a:k}' } })],
    given: { 'a:b': { one: 'x' }, 'a:k': { maybe: { one: 'x' } } },
    decision: either('presence of a:k', ['absent', 'present'], 'the caller is not known'),
  },
  {
    name: 'a variable whose key is absent or has the default value',
    statements: [denyIf({ StringEquals: { 'a:b': "${a:k, 'x'}" } })],
    given: { 'a:b': { one: 'x' }, 'a:k': { maybe: { one: 'x' } } },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'a choice between an id that exists and one that does not',
    statements: [denyIf({ StringEquals: { 'lambda:VpcIds': 'vpc-1' } })],
    given: {
      'lambda:VpcIds': { one: { oneOf: 'vpc', of: ['vpc-1', { new: 'aws_vpc.main.id', shape: VPC }] } },
    },
    decision: either('vpc', ['aws_vpc.main.id', 'vpc-1'], 'which of them `vpc` is, is not known'),
  },
  {
    name: 'choices that combine in more ways than are looked at',
    statements: [denyIf({ StringEquals: { 'a:b': '${a:x}-${a:y}-${a:z}' } })],
    given: { 'a:b': { one: { unknown: 'n' } }, 'a:x': manyOf('x'), 'a:y': manyOf('y'), 'a:z': manyOf('z') },
    decision: open('n', 'n', 'any other text'),
  },
  {
    name: 'one reason for two keys is given once',
    statements: [denyIf({ Null: { 'a:b': 'true', 'a:c': 'true' } })],
    given: { 'a:b': { maybe: { one: 'x' } }, 'a:c': { maybe: { one: 'y' } } },
    decision: {
      kind: 'undetermined',
      reasons: [{ text: 'the caller is not known' }],
      allowedIf: { choices: [{ name: 'presence of a:b', text: 'present' }] },
      deniedIf: {
        choices: [
          { name: 'presence of a:b', text: 'absent' },
          { name: 'presence of a:c', text: 'absent' },
        ],
      },
    },
  },
  {
    name: 'an address that may be the very first one',
    statements: [denyIf({ IpAddress: { 'aws:SourceIp': '0.0.0.0/32' } })],
    given: { 'aws:SourceIp': { one: { unknown: 'ip', shape: DOTTED } } },
    decision: either('ip', ['0.0.0.1', '0.0.0.0'], '`ip` is not known'),
  },
  {
    name: 'a star that is no wildcard',
    statements: [denyIf({ StringNotEqualsIgnoreCase: { 'a:b': 'x*' } })],
    given: { 'a:b': { one: { unknown: 'b' } } },
    decision: either('b', ['matches `x*`', 'none of `x*`'], '`b` is not known'),
  },
  {
    name: 'a value in lower case and a policy in upper case',
    statements: [denyIf({ StringNotEqualsIgnoreCase: { 'a:b': 'AB' } })],
    given: { 'a:b': { one: { unknown: 'b', shape: { prefix: '', alphabet: 'ab', lengths: [2] } } } },
    decision: either('b', ['matches `ab`', 'none of `ab`'], '`b` is not known'),
  },
  {
    name: 'a number that is less, or equal, or greater',
    statements: [
      denyIf({ NumericLessThan: { 'a:b': '5' } }),
      denyIf({ NumericEquals: { 'a:b': '5' } }),
      denyIf({ NumericGreaterThan: { 'a:b': '5' } }),
    ],
    given: {
      'a:b': { one: { unknown: 'n', shape: { prefix: '', alphabet: '0123456789', lengths: [1, 2] } } },
    },
    decision: { kind: 'explicit-deny' },
  },
  {
    name: 'only what the outcome depends on is a reason',
    statements: [
      denyIf({ StringEquals: { 'a:b': 'x' } }),
      denyIf({ StringEquals: { 'a:c': 'y', 'a:d': 'z' } }),
    ],
    given: { 'a:b': { one: { unknown: 'b' } }, 'a:c': { one: { unknown: 'c' } }, 'a:d': { one: 'w' } },
    decision: either('b', ['none of x', 'x'], '`b` is not known'),
  },
];

for (const { name, statements, given, decision } of NAMED) {
  t.test(name, (t) => {
    t.same(short(authorize(scpOf(...statements), [requestOf(given)])), decision);
    t.end();
  });
}

const MANY = Array.from({ length: 16 }, (_, index) => ({ unknown: `subnet ${index}`, shape: SUBNET }));
const LISTED = ['subnet-00000001', 'subnet-00000002', 'subnet-00000003'];

t.test('sixteen subnets that are not known are decided exactly', (t) => {
  const outside = denyIf({ 'ForAnyValue:StringNotEquals': { 'lambda:SubnetIds': LISTED } });
  const inside = denyIf({ 'ForAllValues:StringEquals': { 'lambda:SubnetIds': LISTED } });
  const some = denyIf({
    'ForAnyValue:StringEquals': { 'lambda:SubnetIds': LISTED.slice(1) },
    'ForAllValues:StringNotEquals': { 'lambda:SubnetIds': LISTED.slice(0, 1) },
  });
  const others = denyIf({
    'ForAllValues:StringNotEquals': { 'lambda:SubnetIds': LISTED.slice(0, 1) },
    'ForAllValues:StringLike': { 'lambda:SubnetIds': 'subnet-?????????*' },
  });
  const given: Readonly<Record<string, Given>> = { 'lambda:SubnetIds': { many: MANY } };
  t.equal(authorize(scpOf(outside, inside), [requestOf(given)]).kind, 'explicit-deny');
  const open = authorize(scpOf(outside), [requestOf(given)]);
  t.match(open, {
    kind: 'undetermined',
    allowedIf: { choices: { length: 16 } },
    deniedIf: { choices: { length: 1 } },
  });
  const [zero, one] = [{ 'lambda:SubnetIds': '*0' }, { 'lambda:SubnetIds': '*1' }];
  const always = scpOf(
    denyIf({ 'ForAllValues:StringNotLike': zero }),
    denyIf({ 'ForAllValues:StringNotLike': one }),
    denyIf({ 'ForAnyValue:StringLike': zero, 'ForAnyValue:StringLikeIfExists': one }),
  );
  t.equal(authorize(always, [requestOf(given)]).kind, 'explicit-deny', 'in one order only');
  const split = authorize(scpOf(some, others), [requestOf(given)]);
  t.ok(split.kind === 'undetermined' && split.inexact === undefined);
  t.end();
});

/** Denies whenever fewer places than guests are given out: each guest has none of them, or two have the same. */
function crowded(guests: number, more: Readonly<Record<string, string>> = {}): readonly unknown[] {
  const places = Array.from({ length: guests - 1 }, (_, index) => `p${index}`);
  const keys = Array.from({ length: guests }, (_, index) => `a:k${index}`);
  const without = keys.map((key) => denyIf({ StringEquals: more, StringNotEquals: { [key]: places } }));
  const twice = keys.flatMap((key, index) =>
    keys
      .slice(index + 1)
      .flatMap((other) =>
        places.map((place) => denyIf({ StringEquals: { ...more, [key]: place, [other]: place } })),
      ),
  );
  return [...without.map(withoutEmpty), ...twice];
}

function withoutEmpty(statement: unknown): unknown {
  return JSON.parse(JSON.stringify(statement).replace('"StringEquals":{},', ''));
}

const GUESTS: Readonly<Record<string, Given>> = Object.fromEntries(
  ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'x', 'z'].map((name) => [
    `a:${name}`,
    { one: { unknown: name } },
  ]),
);

t.test('several unknown values of a set that are told apart by one wildcard', (t) => {
  const denied = (operator: string, count: number) => {
    const many = Array.from({ length: count }, (_, index) => ({ unknown: `x${index}` }));
    return authorize(scpOf(denyIf({ [operator]: { 'a:b': '?' } })), [requestOf({ 'a:b': { many } })]);
  };
  for (const operator of [
    'ForAllValues:StringLike',
    'ForAllValues:StringNotLike',
    'ForAnyValue:StringLike',
  ]) {
    for (const count of [2, 4])
      t.match(denied(operator, count), { kind: 'undetermined', inexact: undefined }, `${operator} ${count}`);
  }
  t.end();
});

t.test('of several denials one is explicit whatever is filled in', (t) => {
  const asked = requestOf({ 'a:b': { one: { unknown: 'first' } }, 'a:c': { one: { unknown: 'second' } } });
  const allow = { ...ALLOW_ALL, Condition: { StringEquals: { 'a:b': '1' } } };
  const deny = (condition: unknown) => ({ ...DENY_ALL, Condition: condition });
  const denials = [{ StringEquals: { 'a:c': '2' } }, { StringNotEquals: { 'a:c': '2' } }].map(deny);
  const kindOf = (...statements: readonly unknown[]) =>
    short(authorize(compilePolicies({ identity: [attachedPolicy(doc(...statements))] }), [asked]));
  t.same(kindOf(allow, deny({ StringEquals: { 'a:b': '1' } }), ...denials), { kind: 'explicit-deny' });
  t.same(kindOf(allow, deny({ StringEquals: { 'a:b': '1' } }), ...denials.slice(0, 1)), {
    kind: 'implicit-deny',
    maybeExplicit: true,
  });
  t.end();
});

t.test('policies of which only many completions together show what they decide', (t) => {
  const asked = [requestOf(GUESTS)] as const;
  t.same(short(authorize(scpOf(...crowded(6)), asked)), { kind: 'explicit-deny' });
  const identity = (...statements: readonly unknown[]) =>
    compilePolicies({ identity: [attachedPolicy(doc(...statements))] });
  t.same(short(authorize(identity(...crowded(6)), asked)), { kind: 'explicit-deny' });
  t.same(short(authorize(identity(...crowded(8)), asked)), { kind: 'implicit-deny', maybeExplicit: true });
  t.match(authorize(scpOf(...crowded(8)), asked), {
    kind: 'undetermined',
    deniedIf: { choices: { length: 2 } },
    inexact: 'there are too many completions to look at all of them',
  });
  t.end();
});

t.test('what settles the matter is found among very many completions', (t) => {
  const asked = [requestOf(GUESTS)] as const;
  t.match(authorize(scpOf(...crowded(8, { 'a:x': 'x' })), asked), {
    kind: 'undetermined',
    inexact: undefined,
    allowedIf: { choices: [{ name: 'x', text: 'none of x' }] },
  });
  const either = [denyIf({ StringEquals: { 'a:z': 'z' } }), denyIf({ StringNotEquals: { 'a:z': 'z' } })];
  t.same(short(authorize(scpOf(...crowded(8), ...either), asked)), { kind: 'explicit-deny' });
  t.end();
});

t.test('a deny that is certain beside an allow that is not', (t) => {
  const policies = compilePolicies({
    identity: [
      attachedPolicy(
        doc(
          { ...ALLOW_ALL, Condition: { StringEquals: { 'a:x': 'x' } } },
          denyIf({ StringEquals: { 'a:z': 'z' } }),
          denyIf({ StringNotEquals: { 'a:z': 'z' } }),
        ),
      ),
    ],
  });
  t.same(short(authorize(policies, [requestOf(GUESTS)])), { kind: 'explicit-deny' });
  t.end();
});

const OPEN = { kind: 'undetermined' } as const;
t.test(
  'what a policy denies and what is asked for may be the same, though their shapes only overlap',
  (t) => {
    const longer: Shape = { ...VPC, lengths: [17] };
    const rows: readonly (readonly [Shape | undefined, GivenValue])[] = [
      [undefined, { unknown: 'y', shape: VPC }],
      [
        { ...VPC, lengths: [8, 17] },
        { unknown: 'y', shape: longer },
      ],
      [{ prefix: '', alphabet: 'a*?', lengths: [1, 2] }, '*'],
    ];
    for (const [shape, one] of rows) {
      const value: Value = {
        kind: 'unknown',
        name: 'x',
        reason: 'r',
        ...(shape === undefined ? {} : { shape }),
      };
      const set = identityOf(
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},',
        '{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringLike":{"a:b":"',
        typeof one === 'string' ? '${*}' : '',
        { value, place: 'in-string' },
        '"}}}]}',
      );
      t.equal(decisionOf(set, { 'a:b': { one } }).kind, 'undetermined');
    }
    t.end();
  },
);

const LATER: Value = { kind: 'unknown', name: 'x', reason: 'r' };
const MAIN: Value = { kind: 'new', name: 'aws_vpc.main.id', shape: VPC };

function withValue(value: Value, operator: string, before = '', after = ''): PolicySet {
  const parts = [
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"${operator}":{"lambda:VpcIds":["${before}`,
    { value, place: 'in-string' } as const,
    `${after}"]}}}]}`,
  ];
  return {
    identity: [
      {
        policy: parsePolicy({ label: 'policy.json', parts, kind: 'identity' }),
        attached: { kind: 'present' },
      },
    ],
  };
}

function choiceOf(...texts: readonly string[]): Value {
  const candidates = texts.map((text) => ({ kind: 'known', text }) as const);
  return { kind: 'one-of', name: 'choice', candidates, reason: 'r' };
}

const HELD: readonly {
  name: string;
  set: PolicySet;
  given: Given;
  decision: Decision['kind'];
  exact?: boolean;
}[] = [
  {
    name: 'the VPC of this plan that the policy names',
    set: withValue(MAIN, 'StringEquals'),
    given: NEW_VPC,
    decision: 'allowed',
  },
  {
    name: 'another VPC of this plan',
    set: withValue(MAIN, 'StringEquals'),
    given: { one: { new: 'aws_vpc.other.id', shape: VPC } },
    decision: 'implicit-deny',
  },
  {
    name: 'the VPC of this plan where the policy names it with more text',
    set: withValue(MAIN, 'StringEquals', '', '-x'),
    given: NEW_VPC,
    decision: 'implicit-deny',
  },
  {
    name: 'the VPC of this plan where the policy names it with a wildcard',
    set: withValue(MAIN, 'StringLike', '', '*'),
    given: NEW_VPC,
    decision: 'allowed',
  },
  {
    name: 'another VPC of this plan where the policy names one as a pattern',
    set: withValue(MAIN, 'StringLike'),
    given: { one: { new: 'aws_vpc.other.id', shape: VPC } },
    decision: 'implicit-deny',
  },
  {
    name: 'a VPC that exists, and a policy that names a new one',
    set: withValue(MAIN, 'StringEquals'),
    given: { one: 'vpc-00000001' },
    decision: 'implicit-deny',
  },
  {
    name: 'an unknown VPC that may be the new one',
    set: withValue(MAIN, 'StringEquals'),
    given: SOME_VPC,
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'an unknown VPC that existed before',
    set: withValue(MAIN, 'StringEquals'),
    given: { one: { unknown: 'vpc', maybeNew: false } },
    decision: 'implicit-deny',
  },
  {
    name: 'an unknown value of the policy and a known one of the request',
    set: withValue(LATER, 'StringEquals'),
    given: { one: 'vpc-1' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'the same unknown value in policy and request',
    set: withValue({ kind: 'unknown', name: 'vpc', reason: 'r', shape: VPC }, 'StringEquals'),
    given: SOME_VPC,
    decision: 'allowed',
  },
  {
    name: 'an unknown value in a part of the text',
    set: withValue(LATER, 'StringEquals', 'vpc-', '1'),
    given: { one: 'vpc-001' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'an unknown value that may be empty',
    set: withValue(LATER, 'StringEquals', 'vpc-', '1'),
    given: { one: 'vpc-1' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'a choice of values of which one is a policy variable',
    set: withValue(choiceOf('${lambda:VpcIds}', 'vpc-2'), 'StringEquals'),
    given: { one: 'vpc-1' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'a choice of values of which one is no policy variable',
    set: withValue(choiceOf('${x}', 'vpc-2'), 'StringEquals'),
    given: { one: 'vpc-1' },
    decision: 'undetermined',
    exact: false,
  },
  {
    name: 'an unknown value in a part of the text that cannot match',
    set: withValue(LATER, 'StringEquals', 'subnet-'),
    given: { one: 'vpc-001' },
    decision: 'implicit-deny',
  },
  {
    name: 'an unknown value after a text in another case',
    set: withValue(LATER, 'StringEqualsIgnoreCase', 'VPC-'),
    given: { one: 'vpc-1' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'an unknown value in lower case and a text in upper case',
    set: withValue({ ...LATER, shape: VPC }, 'StringEqualsIgnoreCase'),
    given: { one: 'VPC-0000000A' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'an unknown value in upper case and a text in lower case',
    set: withValue({ ...LATER, shape: { ...VPC, prefix: 'VPC-' } }, 'StringEqualsIgnoreCase'),
    given: { one: 'vpc-00000000' },
    decision: 'undetermined',
    exact: false,
  },
  {
    name: 'an unknown value in a pattern',
    set: withValue(LATER, 'StringLike', '*-', '*'),
    given: { one: 'vpc-001' },
    decision: 'undetermined',
    exact: true,
  },
  {
    name: 'an unknown value in a pattern that cannot match',
    set: withValue({ ...LATER, shape: SUBNET }, 'StringLike', '*'),
    given: { one: 'vpc-001' },
    decision: 'implicit-deny',
  },
];

for (const { name, set, given, decision, exact } of HELD) {
  t.test(name, (t) => {
    const found = decisionOf(set, { 'lambda:VpcIds': given });
    t.equal(found.kind, decision);
    if (found.kind === 'undetermined') t.equal(found.inexact === undefined, exact === true);
    t.end();
  });
}

function identityOf(...parts: PolicySource['parts']): PolicySet {
  const policy = parsePolicy({ label: 'policy.json', parts, kind: 'identity' });
  return { identity: [{ policy, attached: { kind: 'present' } }] };
}

t.test('a policy of which parts are not known', (t) => {
  const before = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":';
  const account: Value = {
    kind: 'unknown',
    name: 'account',
    reason: 'not in the plan',
    settle: 'aws sts get-caller-identity',
    shape: { prefix: '', alphabet: '0123456789', lengths: [12] },
  };
  const inArn = (name: string) =>
    decisionOf(
      identityOf(
        `${before}"*","Resource":"arn:aws:lambda:us-east-1:`,
        { value: account, place: 'in-string' },
        `:function:${name}"}]}`,
      ),
    );
  t.match(inArn('f'), {
    kind: 'undetermined',
    reasons: [{ text: 'not in the plan', settle: 'aws sts get-caller-identity' }],
    allowedIf: { choices: [{ name: 'account', text: '123456789012' }] },
    deniedIf: { choices: [{ name: 'account' }] },
  });
  t.equal(inArn('g').kind, 'implicit-deny');
  const later: Value = { kind: 'unknown', name: 'x', reason: 'known after apply', settle: 'terraform apply' };
  const resource = identityOf(`${before}"*","Resource":"`, { value: later, place: 'in-string' }, '"}]}');
  t.match(decisionOf(resource), {
    kind: 'undetermined',
    allowedIf: { choices: [{ name: 'x', text: 'arn:aws:lambda:us-east-1:123456789012:function:f' }] },
    deniedIf: { choices: [{ name: 'x' }] },
  });
  const actions = identityOf(before, { value: later, place: 'any' }, ',"Resource":"*"}]}');
  t.same(short(decisionOf(actions)), {
    kind: 'undetermined',
    reasons: [{ text: 'known after apply', settle: 'terraform apply' }],
    inexact: 'known after apply',
  });
  t.end();
});

t.test('numbers and addresses in a policy that are not known decide nothing', (t) => {
  const number = (...lengths: readonly number[]) => ({ prefix: '', alphabet: '0123456789', lengths });
  const rows: readonly (readonly [
    operator: string,
    before: string,
    shape: Shape | undefined,
    given: string,
  ])[] = [
    ['NumericLessThan', '', number(3), '5'],
    ['NumericLessThan', '1', undefined, '5'],
    ['NumericLessThan', '1', number(1, 2), '50'],
    ['NumericLessThan', '', { ...number(1), prefix: '1' }, '15'],
    ['IpAddress', '', { ...number(1, 2), prefix: '10.0.0.0/' }, '10.0.0.5'],
  ];
  for (const [operator, before, shape, given] of rows) {
    const hole: Value = {
      kind: 'unknown',
      name: 'x',
      reason: 'r',
      ...(shape === undefined ? {} : { shape }),
    };
    const set = withValue(hole, operator, before);
    const decision = decisionOf(set, { 'lambda:VpcIds': { one: given } });
    t.match(decision, { kind: 'undetermined', reasons: [{ text: 'r' }] }, `${operator} ${before}`);
  }
  const word: Value = { ...LATER, shape: VPC };
  const texts = decisionOf(withValue(word, 'NumericLessThan'), { 'lambda:VpcIds': { one: '5' } });
  t.match(texts, { inexact: /NumericLessThan/ });
  t.end();
});

t.test('further subnets of a list may be what the policy names, whose shape is not known', (t) => {
  const hole = { value: LATER, place: 'in-string' } as const;
  const set = identityOf(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{',
    '"ForAnyValue:StringEquals":{"lambda:SubnetIds":"',
    hole,
    '"},"StringEquals":{"a:b":"',
    hole,
    '"}}}]}',
  );
  const given = (one: string): Readonly<Record<string, Given>> => ({
    'lambda:SubnetIds': { many: [], rest: { shape: SUBNET } },
    'a:b': { one },
  });
  t.match(decisionOf(set, given('vpc-00000001')), { kind: 'undetermined', inexact: String });
  t.match(decisionOf(set, given('subnet-00000001')), {
    kind: 'undetermined',
    allowedIf: { choices: [{ text: 'further: subnet-00000001' }, { name: 'x', text: 'subnet-00000001' }] },
  });
  t.end();
});

t.test('an unknown VPC may be what the policy names, whose shape is not known', (t) => {
  const hole = { value: LATER, place: 'in-string' } as const;
  const set = identityOf(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{',
    '"StringEquals":{"lambda:VpcIds":"',
    hole,
    '","a:b":"',
    hole,
    '"}}}]}',
  );
  const kindFor = (one: string) => decisionOf(set, { 'lambda:VpcIds': SOME_VPC, 'a:b': { one } }).kind;
  t.equal(kindFor('subnet-00000001'), 'undetermined', 'not all that it may be is told apart');
  t.equal(kindFor('vpc-00000001'), 'undetermined');
  t.end();
});

t.test('an ARN of which parts are not known', (t) => {
  const region: Value = { kind: 'unknown', name: 'region', reason: 'the provider has none' };
  const account: Value = {
    kind: 'unknown',
    name: 'account',
    reason: 'not in the plan',
    settle: 'aws sts get-caller-identity',
    shape: { prefix: '', alphabet: '0123456789', lengths: [12] },
  };
  const arn: Text = ['arn:aws:lambda:', region, ':', account, ':function:f'];
  const only = (Resource: string) =>
    decisionOf({ identity: [attachedPolicy(doc({ ...ALLOW_ALL, Resource }))] }, {}, arn);
  t.equal(only('arn:aws:lambda:*:*:function:f').kind, 'allowed');
  t.equal(only('arn:aws:lambda:*:*:function:g').kind, 'implicit-deny');
  const known: Text = ['arn:aws:lambda:', { kind: 'known', text: 'us-east-1' }, ':1:function:f'];
  const exactly = doc({ ...ALLOW_ALL, Resource: 'arn:aws:lambda:us-east-1:1:function:f' });
  t.equal(decisionOf({ identity: [attachedPolicy(exactly)] }, {}, known).kind, 'allowed');
  t.equal(only('arn:aws:lambda:*:12345:function:f').kind === 'allowed', false);
  const bothKnown = {
    kind: 'undetermined',
    reasons: [
      { text: 'the provider has none' },
      { text: 'not in the plan', settle: 'aws sts get-caller-identity' },
    ],
    allowedIf: {
      choices: [
        { name: 'account', text: '123456789012' },
        { name: 'region', text: 'us-east-1' },
      ],
    },
    deniedIf: { choices: [{ name: 'region', text: 'any other text' }] },
  };
  t.same(short(only('arn:aws:lambda:us-east-1:123456789012:function:*')), bothKnown);
  t.same(short(only('arn:aws:lambda:us-east-1:123456789012:function:f')), bothKnown);
  const choice = (name: string) =>
    givenValue({ oneOf: name, of: ['1', '2', '3', '4', '5', { unknown: `another ${name}` }] });
  const many: Text = ['arn:aws:lambda:', choice('x'), ':', choice('y'), ':function:', choice('z')];
  const secret = { ...DENY_ALL, Resource: 'arn:aws:lambda:1:2:function:secret' };
  t.match(decisionOf({ identity: [attachedPolicy(doc(ALLOW_ALL, secret))] }, {}, many), {
    kind: 'undetermined',
    inexact: 'not all that `another z` may be can be told apart',
  });
  t.end();
});

/** Everything is allowed but what meets these conditions; `@` stands for a value that is not known, `%` for another. */
function deniedIf(conditions: unknown, given: Readonly<Record<string, Given>>, action = '*'): Decision {
  const text = JSON.stringify(doc(ALLOW_ALL, { ...DENY_ALL, Action: action, Condition: conditions }));
  const parts = text.split(/([@%])/).map((part) => {
    if (part === '@') return { value: LATER, place: 'in-string' } as const;
    return part === '%' ? ({ value: { ...LATER, name: 'y' }, place: 'in-string' } as const) : part;
  });
  return decisionOf(identityOf(...parts), given);
}

t.test('values of a policy that are not known, and what else they are compared with', (t) => {
  const ANY = { one: { unknown: 'k' } };
  const both = { kind: 'undetermined', inexact: undefined };
  const rows: readonly (readonly [conditions: unknown, given: Given, expected: unknown])[] = [
    [{ StringEqualsIgnoreCase: { 'a:b': '@' }, StringNotEquals: { 'a:b': '@' } }, { one: 'abc' }, OPEN],
    [{ StringEqualsIgnoreCase: { 'a:b': '@' }, StringNotEquals: { 'a:b': '@' } }, ANY, OPEN],
    [{ StringLike: { 'a:b': '@' }, StringNotEquals: { 'a:b': '@' } }, ANY, OPEN],
    [{ StringLike: { 'a:b': '@' }, StringNotEquals: { 'a:b': '@' } }, { one: 'abc' }, OPEN],
    [{ StringLike: { 'a:b': 'a@' }, StringNotLike: { 'a:b': 'ab@' } }, { one: 'abc' }, OPEN],
    [{ StringEquals: { 'a:b': '@-%' } }, { one: 'a-b' }, OPEN],
    [{ StringLike: { 'a:b': '@-%' } }, { one: 'a-b' }, OPEN],
    [{ NumericEquals: { 'a:b': '@%' } }, { one: '12' }, OPEN],
    [{ StringEquals: { 'a:b': ['@', '%'] } }, { one: 'a' }, both],
    [{ StringNotEquals: { 'a:b': '@' }, StringEquals: { 'a:b': '%' } }, ANY, both],
    [{ StringNotEquals: { 'a:b': '@' }, StringEquals: { 'a:b': '@' } }, ANY, { kind: 'allowed' }],
    [{ StringNotLike: { 'a:b': '*' }, StringEquals: { 'a:b': '@' } }, ANY, { kind: 'allowed' }],
  ];
  for (const [conditions, given, expected] of rows)
    t.match(deniedIf(conditions, { 'a:b': given }), expected, JSON.stringify(conditions));
  t.match(deniedIf({}, {}, 'lambda:@'), {
    kind: 'undetermined',
    deniedIf: { choices: [{ name: 'x', text: 'CreateFunction' }] },
  });
  t.equal(deniedIf({}, {}, 's3:@').kind, 'allowed');
  t.equal(deniedIf({}, {}, 'LAMBDA:create@').kind, 'undetermined');
  t.end();
});

t.test('an unknown value is called what a text of the request is', (t) => {
  const made: GivenValue = { new: 'v', shape: { prefix: 'vpc-', alphabet: '01', lengths: [3] } };
  const conditions = { StringEquals: { 'a:b': '@' }, StringNotEquals: { 'a:c': '@' } };
  const decision = deniedIf(conditions, { 'a:b': { one: made }, 'a:c': { one: 'v' } });
  t.match(decision, { kind: 'undetermined', deniedIf: { choices: [{ name: 'x', text: 'the same as v' }] } });
  t.end();
});

t.test('two new ids side by side are never the same', (t) => {
  const [first, second] = ['v', 'w'].map((name) => givenValue({ new: name, shape: VPC })) as [Value, Value];
  const [before, after] = JSON.stringify(
    doc(ALLOW_ALL, denyIf({ StringNotLike: { 'a:b': '@' } }), { ...DENY_ALL, Resource: 'arn:aws:s3:::-*' }),
  ).split('@') as [string, string];
  const decision = decisionOf(
    identityOf(before, { value: first, place: 'in-string' }, after),
    { 'a:b': { one: { new: 'w', shape: VPC } } },
    ['arn:aws:s3:::', first, second],
  );
  t.equal(decision.kind, 'explicit-deny');
  t.end();
});

t.test('an unknown part of a resource may leave its ARN to be completed', (t) => {
  const short: GivenValue = { unknown: 'r', shape: { prefix: 'lambd', alphabet: 'ab', lengths: [1] } };
  const rows: readonly (readonly [parts: Text, kind: Decision['kind']])[] = [
    [['arn:aws:', givenValue(short)], 'undetermined'],
    [['arn:aws:', givenValue({ oneOf: 's', of: ['lambda', 'lambda:us-east-1'] })], 'allowed'],
    [[givenValue({ oneOf: 's', of: ['arn:aws:lambda', 'arn:aws:*'] })], 'allowed'],
    [['arn:aws:lambda:us-east-1:123456789012:function:', givenValue(short)], 'implicit-deny'],
    [['arn:aws:lambda:', LATER, 'f'], 'undetermined'],
  ];
  for (const [parts, kind] of rows) {
    const [before, after = ''] = JSON.stringify(doc({ ...ALLOW_ALL, Resource: '@' })).split('@');
    const values = parts.map((part) =>
      typeof part === 'string' ? part : { value: part, place: 'in-string' as const },
    );
    t.equal(decisionOf(identityOf(before ?? '', ...values, after), {}).kind, kind, JSON.stringify(parts));
  }
  t.end();
});

t.test('an unknown value may be what a variable of the policy holds', (t) => {
  const given: Readonly<Record<string, Given>> = {
    'a:b': { one: { unknown: 'k' } },
    'a:j': { one: 'v*' },
    'a:m': { maybe: { one: 'p' } },
    'a:o': { one: { oneOf: 'o', of: ['1', '2'] } },
  };
  const rows: readonly (readonly [operator: string, wanted: string, text: string])[] = [
    ['StringEquals', '${a:j}', 'v*'],
    ['StringEquals', 'x-${a:j}', 'x-v*'],
    ['StringLike', '${a:j}', 'v*'],
    ['StringEquals', '${*}x', '*x'],
    ['StringEquals', "${a:none, 'd'}", 'd'],
    ['StringEquals', "${a:m, 'd'}", 'd'],
    ['StringEquals', "${a:m, 'd'}", 'p'],
    ['StringEquals', '${a:o}', '1'],
    ['StringEquals', '${a:o}', '2'],
  ];
  for (const [operator, wanted, text] of rows) {
    const conditions = { [operator]: { 'a:b': wanted }, StringEqualsIgnoreCase: { 'a:b': text } };
    t.match(decisionOf({ serviceControl: root(ALLOW, attachedPolicy(doc(denyIf(conditions)))) }, given), {
      kind: 'undetermined',
      deniedIf: Object,
    });
    const plain = decisionOf(
      { serviceControl: root(ALLOW, attachedPolicy(doc(denyIf({ [operator]: { 'a:b': wanted } })))) },
      given,
    );
    t.match(plain, { kind: 'undetermined', deniedIf: Object }, wanted);
  }
  t.end();
});

t.test('two unknown values that are the same only if the one looks like the other', (t) => {
  const key = { 'a:b': { one: { unknown: 'k' } } };
  const denied = (before: string, after: string, like: string) =>
    decisionOf(
      identityOf(
        `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringLike":{"a:b":"${like}"},"StringEquals":{"a:b":"${before}`,
        { value: LATER, place: 'in-string' },
        `${after}"}}}]}`,
      ),
      key,
    );
  t.match(denied('', '', 'vpc-0*'), {
    kind: 'undetermined',
    deniedIf: { choices: [{ name: 'k' }, { name: 'x' }] },
  });
  t.match(denied('vpc-', '', 'vpc-0*'), {
    kind: 'undetermined',
    deniedIf: { choices: [{ name: 'k' }, { name: 'x' }] },
  });
  t.match(denied('', '-z', 'vpc-0*'), { kind: 'undetermined' });
  t.end();
});

t.test('of several possible requests exactly one is made', (t) => {
  const policies = scpOf(denyIf({ StringNotEquals: { 'lambda:VpcIds': 'vpc-1' } }));
  const asked = (vpc: string) => requestOf({ 'lambda:VpcIds': { one: vpc } });
  t.equal(authorize(policies, [asked('vpc-1'), asked('vpc-1')]).kind, 'allowed');
  t.equal(authorize(policies, [asked('vpc-2'), asked('vpc-3')]).kind, 'explicit-deny');
  t.same(short(authorize(policies, [asked('vpc-1'), asked('vpc-3')])), {
    kind: 'undetermined',
    reasons: [{ text: 'which of 2 possible requests is made is not known: they differ in lambda:VpcIds' }],
    allowedIf: { choices: [{ name: 'request', text: 'form 1 of 2' }] },
    deniedIf: { choices: [{ name: 'request', text: 'form 2 of 2' }] },
  });
  const listed = compilePolicies({
    identity: [
      attachedPolicy(
        doc({ ...ALLOW_ALL, Action: 's3:*' }, denyIf({ StringEquals: { 'lambda:VpcIds': 'vpc-1' } })),
      ),
    ],
  });
  t.same(short(authorize(listed, [asked('vpc-1'), asked('vpc-3')])), {
    kind: 'implicit-deny',
    maybeExplicit: true,
  });
  const unknown = requestOf({ 'lambda:VpcIds': { one: { unknown: 'vpc' } } });
  t.match(authorize(policies, [asked('vpc-1'), unknown]), {
    kind: 'undetermined',
    deniedIf: { choices: [{ name: 'request', text: 'form 2 of 2' }, { name: 'vpc' }] },
  });
  const odd = scpOf(denyIf({ NumericEquals: { 'lambda:VpcIds': '1' } }));
  t.match(authorize(odd, [asked('2'), asked('vpc-1')]), { kind: 'undetermined', inexact: /no number/ });
  t.end();
});

t.test('the explanation says what was compared with what, and why', (t) => {
  const policies = scpOf(
    {
      Sid: 'Subnets',
      ...(denyIf({ 'ForAnyValue:StringNotEquals': { 'lambda:SubnetIds': ['a', 'b'] } }) as object),
    },
    { Sid: 'Other', ...(denyIf({ Null: { 'lambda:VpcIds': 'true' } }) as object) },
    { Effect: 'Deny', Action: 's3:*', Resource: '*' },
    { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::b' },
  );
  const { explanation } = authorize(policies, [
    requestOf({ 'lambda:SubnetIds': { many: ['a', 'c'] }, 'lambda:VpcIds': { one: 'v' } }),
  ]);
  t.same(explanation.withoutAllow, []);
  t.match(explanation.statements, [
    {
      source: 'SCPs of root',
      truth: 'true',
      action: 'true',
      resource: 'true',
      statement: { effect: 'Allow' },
      conditions: [],
    },
    {
      truth: 'true',
      statement: { sid: 'Subnets' },
      conditions: [
        {
          truth: 'true',
          comparisons: [
            { value: { text: 'a' }, truth: 'false' },
            { value: { text: 'c' }, truth: 'true' },
          ],
          why: '1 of the 2 values given matches no value of the policy',
        },
      ],
    },
    {
      truth: 'false',
      statement: { sid: 'Other' },
      conditions: [{ truth: 'false', comparisons: [], why: 'the key is in the request' }],
    },
  ]);
  t.equal(explanation.statements.length, 3);
  t.same(decisionOf({ serviceControl: root(), identity: [] }).explanation.withoutAllow, [
    'SCPs of root',
    'identity policies',
  ]);
  t.end();
});

const WHY: readonly (readonly [operator: string, given: Given, why: string])[] = [
  ['StringNotEquals', 'absent', 'the key is absent, and a negated operator is true then'],
  ['StringEquals', 'absent', 'the key is absent, and the operator is false then'],
  ['StringEqualsIfExists', 'absent', 'the key is absent, and an IfExists operator is true then'],
  ['ForAllValues:StringEquals', 'absent', 'the key is absent, and ForAllValues is true without any value'],
  ['ForAnyValue:StringNotEquals', 'absent', 'the key is absent, and ForAnyValue is false without any value'],
  [
    'ForAnyValue:StringEqualsIfExists',
    'absent',
    'the key is absent, and AWS does not document what ForAnyValue with IfExists means then',
  ],
  ['StringEquals', { one: 'true' }, 'the value matches one of the policy'],
  ['StringNotEquals', { one: 'true' }, 'the value matches one of the policy'],
  ['StringEquals', { one: 'x' }, 'the value matches none of the policy'],
  ['StringNotEquals', { one: 'x' }, 'the value matches none of the policy'],
  ['StringEquals', { one: { unknown: 'x' } }, 'whether the value matches is not known'],
  [
    'StringEquals',
    { many: ['true'] },
    'AWS does not define this operator on a multivalued key without a set operator',
  ],
  ['StringEquals', { many: [] }, 'the key is present without a value, and the operator is false then'],
  [
    'StringNotEquals',
    { many: [] },
    'the key is present without a value, and a negated operator is true then',
  ],
  [
    'ForAllValues:StringEquals',
    { many: [] },
    'the key is present without a value, and ForAllValues is true then',
  ],
  [
    'ForAnyValue:StringEquals',
    { many: [] },
    'the key is present without a value, and ForAnyValue is false then',
  ],
  [
    'ForAnyValue:StringEqualsIfExists',
    { many: [] },
    'the key is present without a value, and AWS does not document what ForAnyValue with IfExists means then',
  ],
  ['ForAllValues:StringEquals', { many: ['true'] }, 'the value given matches a value of the policy'],
  [
    'ForAllValues:StringEquals',
    { many: ['true', 'x', 'y'] },
    '2 of the 3 values given match no value of the policy',
  ],
  [
    'ForAllValues:StringNotEquals',
    { many: ['true', 'x'] },
    '1 of the 2 values given matches a value of the policy',
  ],
  [
    'ForAllValues:StringNotEquals',
    { many: ['y', 'x'] },
    'each of the 2 values given matches no value of the policy',
  ],
  [
    'ForAnyValue:StringEquals',
    { many: ['true', 'x'] },
    '1 of the 2 values given matches a value of the policy',
  ],
  [
    'ForAnyValue:StringEquals',
    { many: ['y', 'x'] },
    'each of the 2 values given matches no value of the policy',
  ],
  ['ForAnyValue:StringNotEquals', { many: ['true'] }, 'the value given matches a value of the policy'],
  [
    'ForAnyValue:StringEquals',
    { many: [{ unknown: 'x' }] },
    'whether the values that are not known match is not known',
  ],
  [
    'ForAnyValue:StringEquals',
    { many: ['x'], rest: {} },
    'there may be further values: the list is not known',
  ],
  [
    'ForAnyValue:StringEquals',
    { maybe: { one: 'x' } },
    'whether the key is in the request is not known: the caller is not known',
  ],
  ['Null', 'absent', 'the key is absent, as Null wants it'],
  ['Null', { one: 'x' }, 'the key is in the request'],
  [
    'Null',
    { many: [] },
    'the key is in the request without a value, and AWS does not document what Null means then',
  ],
  ['Null', { many: [], rest: {} }, 'whether the key has a value is not known: the list is not known'],
  ['ForAllValues:Null', 'absent', 'ForAllValues:Null is true whatever the request holds'],
  ['ForAnyValue:Null', 'absent', 'ForAnyValue:Null is false whatever the request holds'],
];

t.test('each state of a key under each kind of operator is put in words', (t) => {
  for (const [operator, given, why] of WHY) {
    const { explanation } = authorize(scpOf(denyIf({ [operator]: { 'a:b': 'true' } })), [
      requestOf({ 'a:b': given }),
    ]);
    t.equal(explanation.statements[1]?.conditions[0]?.why, why, `${operator} ${JSON.stringify(given)}`);
  }
  const wanted = authorize(scpOf(denyIf({ Null: { 'a:b': 'false' } })), [requestOf({})]).explanation;
  t.equal(wanted.statements[1]?.conditions[0]?.why, 'the key is absent, and Null wants it present');
  t.end();
});

t.test('an IPv6 address that is not known', (t) => {
  const policies = scpOf(denyIf({ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }));
  const shape = { prefix: '2001:', alphabet: '0123456789abcdef:', lengths: [12, 15, 16, 20, 30] };
  const found = authorize(policies, [requestOf({ 'aws:SourceIp': { one: { unknown: 'ip', shape } } })]);
  t.match(found, {
    kind: 'undetermined',
    deniedIf: { choices: [{ name: 'ip', text: /^2001:db8:/ }] },
  });
  t.end();
});

const UNDOCUMENTED: readonly (readonly [operator: string, wanted: string, given: Given, reason: string])[] = [
  [
    'StringEquals',
    'x',
    { many: ['x'] },
    'StringEquals is used on a multivalued key: AWS does not define it without ForAllValues or ForAnyValue',
  ],
  [
    'ForAnyValue:StringEqualsIfExists',
    'x',
    'absent',
    'AWS does not document what ForAnyValue:StringEqualsIfExists means when the key is absent',
  ],
  [
    'ForAnyValue:StringEqualsIfExists',
    'x',
    { many: [] },
    'AWS does not document what ForAnyValue:StringEqualsIfExists means when the key is present without a value',
  ],
  [
    'Null',
    'true',
    { many: [] },
    'AWS does not document what Null means when the key is present without a value',
  ],
  ['NumericEquals', '1', { one: '1x' }, how('NumericEquals', '1x', 'no number')],
  ['NumericLessThan', 'x', { one: '1' }, how('NumericLessThan', '1', 'no number')],
  ['DateEquals', '2026', { one: 'now' }, how('DateEquals', 'now', 'no date')],
  ['Bool', 'true', { one: '1' }, how('Bool', '1', 'neither true nor false')],
  ['BinaryEquals', 'AQ==', { one: '!' }, how('BinaryEquals', '!', 'not base64')],
  ['NotIpAddress', '10.0.0.0/8', { one: 'x' }, how('NotIpAddress', 'x', 'no IP address')],
  ['ArnLike', 'arn:aws:s3:::*', { one: 'x' }, how('ArnLike', 'x', 'no ARN')],
  ['ArnLike', "arn:aws:s3:::${aws:none, 'b'}", { one: 'x' }, how('ArnLike', 'x', 'no ARN')],
  [
    'NumericEquals',
    '1',
    { one: { unknown: 'n', shape: { prefix: 'x', alphabet: 'y', lengths: [1] } } },
    how('NumericEquals', 'xy', 'no number'),
  ],
  [
    'StringEquals',
    '${aws:many}',
    { one: 'x' },
    '`aws:many` has several values, and AWS does not say what it means as a policy variable',
  ],
];

function how(operator: string, text: string, not: string): string {
  return `AWS does not document how ${operator} compares \`${text}\`: it or the value in the policy is ${not}`;
}

t.test('what AWS does not document is undetermined, and the reason names it', (t) => {
  for (const [operator, wanted, given, reason] of UNDOCUMENTED) {
    const policies = scpOf(denyIf({ [operator]: { 'a:b': wanted } }));
    const found = authorize(policies, [requestOf({ 'a:b': given, 'aws:many': { many: ['x', 'y'] } })]);
    t.same(short(found), { kind: 'undetermined', reasons: [{ text: reason }], inexact: reason });
  }
  t.end();
});

t.test('a policy that was not parsed, of which a value is no policy variable', (t) => {
  const parsed = policyOf(doc(ALLOW_ALL, denyIf({ StringEquals: { 'a:b': ['x', 'y'] } })));
  const statements = parsed.statements.map((statement) => ({
    ...statement,
    conditions: statement.conditions.map((condition) => ({
      ...condition,
      values: condition.values.map(({ text }) => ({ text: text[0] === 'y' ? ['${y}'] : text })),
    })),
  }));
  const set: PolicySet = {
    identity: [{ policy: { ...parsed, statements }, attached: { kind: 'present' } }],
  };
  const reason = 'a value of StringEquals holds something that is no policy variable';
  t.equal(decisionOf(set, { 'a:b': { one: 'x' } }).kind, 'explicit-deny');
  t.same(short(decisionOf(set, { 'a:b': { one: 'y' } })), {
    kind: 'undetermined',
    reasons: [{ text: reason }],
    inexact: reason,
  });
  t.end();
});

t.test('a key that may be absent, and it makes no difference', (t) => {
  const policies = scpOf(denyIf({ StringNotEquals: { 'a:b': 'x' } }));
  const found = authorize(policies, [requestOf({ 'a:b': { maybe: { one: 'y' } } })]);
  t.equal(found.kind, 'explicit-deny');
  t.equal(found.explanation.statements[1]?.conditions[0]?.truth, 'true');
  t.end();
});

t.test('patterns and documents made to be slow are not', (t) => {
  const pattern = `${'*a'.repeat(400)}*b`;
  const text = 'a'.repeat(20_000);
  const policies = scpOf(denyIf({ StringLike: { 'a:b': [pattern, `${'?*'.repeat(300)}c`] } }), {
    ...DENY_ALL,
    Resource: `arn:aws:s3:::${'*a'.repeat(60)}b`,
  });
  t.equal(
    decideOnly(policies, requestOf({ 'a:b': { one: text } }, [`arn:aws:s3:::${'a'.repeat(2000)}`])),
    'allowed',
  );
  const unknown = authorize(policies, [requestOf({ 'a:b': { one: { unknown: 'x' } } })]);
  t.equal(unknown.kind, 'undetermined');
  t.end();
});

function list(value: PlainStatement | readonly PlainStatement[]): readonly PlainStatement[] {
  return Array.isArray(value) ? value : [value as PlainStatement];
}

t.test('laws of evaluation', (t) => {
  const runs = { numRuns: 1_500, seed: 7 };
  const rank = (kind: Decision['kind']) =>
    ['allowed', 'undetermined', 'implicit-deny', 'explicit-deny'].indexOf(kind);
  const kindOf = (set: Parameters<typeof policySet>[0], one: Parameters<typeof plainRequest>[0]) =>
    decideOnly(compilePolicies(policySet(set)), plainRequest(one));
  fc.assert(
    fc.property(policies, request, (set, one) => {
      const reversed = {
        ...set,
        identity: (set.identity ?? [])
          .map((document) => ({ ...document, Statement: list(document.Statement).toReversed() }))
          .reverse(),
      };
      return kindOf(set, one) === kindOf(reversed, one);
    }),
    runs,
  );
  fc.assert(
    fc.property(policies, statement, request, (set, more, one) => {
      const added = {
        ...set,
        identity: [
          ...(set.identity ?? []),
          { Version: '2012-10-17', Statement: { ...more, Effect: 'Deny' as const } },
        ],
      };
      return rank(kindOf(added, one)) >= rank(kindOf(set, one)) || kindOf(set, one) === 'undetermined';
    }),
    runs,
  );
  fc.assert(
    fc.property(policies, statement, request, (set, more, one) => {
      const added = {
        ...set,
        identity: [
          ...(set.identity ?? []),
          { Version: '2012-10-17', Statement: { ...more, Effect: 'Allow' as const } },
        ],
      };
      return rank(kindOf(added, one)) <= rank(kindOf(set, one));
    }),
    runs,
  );
  fc.assert(
    fc.property(policies, request, (set, one) => {
      const added = {
        ...set,
        identity: [
          ...(set.identity ?? []),
          { Version: '2012-10-17', Statement: { Effect: 'Deny' as const, Action: '*', Resource: '*' } },
        ],
      };
      return kindOf(added, one) === 'explicit-deny';
    }),
    runs,
  );
  t.pass('order is irrelevant, a deny never allows, an allow never denies, an explicit deny wins');
  t.end();
});
