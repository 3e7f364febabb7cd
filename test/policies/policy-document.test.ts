import t from 'tap';
import type { Graph } from '../../src/graph/graph.ts';
import type { Value as GraphValue, ListValue } from '../../src/graph/value.ts';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import type { Request } from '../../src/iam/request.ts';
import { gatherPolicies, NOTHING_GIVEN } from '../../src/policies/applicable.ts';
import { documentText } from '../../src/policies/parts.ts';
import { toIamValue, toText } from '../../src/policies/value.ts';
import { type Sample, sampleGraph, samplePlan } from '../request/sample.ts';

const DOCUMENT = 'data.aws_iam_policy_document.d';
const POLICY = 'aws_organizations_policy.p';

/** A policy whose document is read only during the apply. */
const documentOf = (after: object, unknown: object = {}): Sample => ({
  changes: [
    { address: 'aws_vpc.new', actions: ['create'], after: {}, unknown: { id: true } },
    { address: DOCUMENT, actions: ['read'], after, unknown: { json: true, minified_json: true, ...unknown } },
    { address: POLICY, actions: ['create'], after: {}, unknown: { content: true } },
  ],
  config: { [POLICY]: { content: { references: [`${DOCUMENT}.json`, DOCUMENT] } } },
});

const VALUE = { kind: 'known', text: '*' } as const;
const REQUEST: Request = {
  action: 'lambda:CreateFunction',
  resource: ['arn:aws:lambda:us-east-1:111122223333:function:f'],
  context: {
    lookup: (key) =>
      key.toLowerCase() === 'lambda:vpcids'
        ? { kind: 'single', presence: { kind: 'present' }, value: VALUE }
        : { kind: 'absent' },
  },
};

async function decided(sample: Sample, graph = sampleGraph(sample)): Promise<string> {
  const policies = await gatherPolicies(samplePlan(sample), graph, NOTHING_GIVEN);
  return authorize(compilePolicies(policies.applicable([]).sets[0] ?? {}), [REQUEST]).kind;
}

/** The same graph, in which an attribute of the document is another one. */
function withAttribute(graph: Graph, name: string, other: (list: ListValue) => GraphValue): Graph {
  return {
    ...graph,
    attribute: async (address, path) => {
      const value = await graph.attribute(address, path);
      return value?.kind === 'list' && path[0] === name ? other(value) : value;
    },
  };
}

const statement = (more: object = {}) => ({
  effect: 'Deny',
  actions: ['lambda:CreateFunction'],
  resources: ['*'],
  ...more,
});
const notIn = (...values: readonly (string | null)[]) => ({
  test: 'StringNotEquals',
  variable: 'lambda:VpcIds',
  values,
});

t.test('what the provider makes of blocks and of the documents that it merges', async (t) => {
  const source = (merged: object, more: object = {}, unknown: object = {}) =>
    documentOf({ source_policy_documents: [JSON.stringify({ Statement: [], ...merged })], ...more }, unknown);
  const element = { Effect: 'Deny', Action: 'lambda:*', Resource: '*' };
  const a = { ...element, Sid: 'a' };
  const first = { statement: [{ sid: true }] };
  const star = statement({
    condition: [{ test: 'StringEquals', variable: 'lambda:VpcIds', values: [`$${'{*}'}`] }],
  });
  const [yes, no, open] = ['explicit-deny', 'allowed', 'undetermined'];
  const cases: readonly (readonly [string, Sample, string])[] = [
    ['names in any case', source({ Statement: undefined, statement: [{ ...element }] }), yes],
    ['what means nothing', source({ Statement: [{ ...element, Comment: 'x', Sid: '' }] }), yes],
    ['nulls', source({ Id: null, Statement: [{ ...element, Condition: null }] }), yes],
    [
      'a condition on a number is not read',
      source({ Statement: [{ ...element, Condition: { NumericLessThan: { 'aws:x': 5 }, Bool: null } }] }),
      yes,
    ],
    [
      'others are',
      source({ Statement: [{ ...element, Condition: { Null: { 'lambda:VpcIds': true, x: 5 } } }] }),
      no,
    ],
    ['one statement is no list', source({ Statement: element }), open],
    ['a version is a text', source({ Version: 2012 }), open],
    ['the version is not known', documentOf({ statement: [star] }, { version: true }), open],
    ['an older version', documentOf({ statement: [star], version: '2008-10-17' }, {}), no],
    ['a Sid is not known', documentOf({ statement: [statement()] }, first), yes],
    [
      'it may be that of another',
      source({ Statement: [a] }, { statement: [statement({ effect: 'Allow' })] }, first),
      open,
    ],
    [
      'the other has none',
      source({ Statement: [element] }, { statement: [statement({ effect: 'Allow' })] }, first),
      yes,
    ],
    ['no effect is Allow', documentOf({ statement: [statement({ effect: null })] }, {}), no],
    [
      'the effect is not known',
      documentOf({ statement: [statement()] }, { statement: [{ effect: true }] }),
      open,
    ],
    [
      'the actions are not known',
      documentOf({ statement: [statement()] }, { statement: [{ actions: true }] }),
      open,
    ],
    ['no actions', documentOf({ statement: [statement({ actions: [], not_actions: ['s3:*'] })] }, {}), yes],
    ['no principals', documentOf({ statement: [statement({ principals: [], condition: [] })] }, {}), yes],
    [
      'principals belong elsewhere',
      documentOf({ statement: [statement({ principals: [{ type: '*' }] })] }, {}),
      open,
    ],
    [
      'the conditions are not known',
      documentOf({ statement: [statement()] }, { statement: [{ condition: true }] }),
      open,
    ],
    [
      'the documents are not known',
      documentOf({ statement: [statement()] }, { source_policy_documents: true }),
      open,
    ],
    ...[{ test: true }, { values: true }].map(
      (unknown) =>
        [
          `of a condition ${Object.keys(unknown)} is not known`,
          documentOf(
            { statement: [statement({ condition: [notIn('*'), notIn('*')] })] },
            { statement: [{ condition: [unknown, {}] }] },
          ),
          open,
        ] as const,
    ),
  ];
  for (const [name, given, expected] of cases) t.equal(await decided(given), expected, name);
  const further = source({ Statement: [a] }, { statement: [] });
  t.equal(await decided(further), yes, 'no statement of its own');
  const rest = { name: 'further', reason: 'their number is not known' };
  const graph = withAttribute(sampleGraph(further), 'statement', (list) => ({ ...list, rest }));
  t.equal(await decided(further, graph), open, 'further ones may replace');
});

t.test('what the configuration tells of the values of a condition', async (t) => {
  const told = (references: readonly string[]) => ({
    test: { constant_value: 'StringNotEquals' },
    variable: { constant_value: 'lambda:VpcIds' },
    values: { references },
  });
  const one = ['aws_vpc.new.id', 'aws_vpc.new'];
  const [yes, open] = ['explicit-deny', 'undetermined'];
  const cases: readonly (readonly [string, readonly object[], number, string])[] = [
    ['the id of one resource', [told(one)], 1, yes],
    ['the ids of all instances', [told(['aws_vpc.two'])], 2, yes],
    ['of some of them', [told(['aws_vpc.two'])], 1, open],
    ['and of something else', [told([...one, 'var.vpc'])], 1, open],
    ['ids of something else', [told(['aws_subnet.s.id', 'aws_subnet.s'])], 1, open],
    ['what is no resource', [told(['var.vpc'])], 1, open],
    ['a dynamic block', [], 1, open],
    ['two conditions', [told(one), told(one)], 1, open],
  ];
  for (const [name, condition, count, expected] of cases) {
    const conditions = condition.length === 2 ? [1, 2] : [1];
    const values = Array.from({ length: count }, () => null);
    const after = statement({ condition: conditions.map(() => notIn(...values)) });
    const unknown = { condition: conditions.map(() => ({ values: values.map(() => true) })) };
    const { changes = [], config } = documentOf({ statement: [after] }, { statement: [unknown] });
    const created = ['aws_vpc.two[0]', 'aws_vpc.two[1]', 'aws_subnet.s'].map((address) => ({
      ...{ address, actions: ['create'], after: {}, unknown: { id: true } },
    }));
    const sample = {
      changes: [...changes, ...created],
      config: { ...config, [DOCUMENT]: { statement: [{ condition }] } },
    };
    t.equal(await decided(sample), expected, name);
  }
});

const [trail, reason] = [[], 'only the apply tells'];
const text = (value: string): GraphValue => ({ kind: 'known', value, trail });
const unknown = (attribute?: string, more: { settle?: string } = {}): GraphValue => ({
  ...{ kind: 'unknown', name: attribute ?? 'x', reason, trail, ...more },
  ...(attribute === undefined ? {} : { of: { instance: 'a.b', type: 'a', attribute } }),
});
const oneOf = (...candidates: GraphValue[]): GraphValue => ({
  ...{ kind: 'one-of', name: 'choice', candidates, reason, trail },
});
const joined = (parts: GraphValue[], more: { encoding?: 'json' } = {}): GraphValue => ({
  ...{ kind: 'template', parts, trail, ...more },
});
const NEW: GraphValue = { kind: 'new', instance: 'aws_vpc.v', type: 'aws_vpc', attribute: 'id', trail };
const TOGETHER = 'it is a collection where a text is expected';

t.test('a document with parts that are not known is merged', async (t) => {
  const rest = '"Effect":"Deny","Action":"lambda:*","Resource":"*"';
  const [yes, no, open] = ['explicit-deny', 'allowed', 'undetermined'];
  const cases: readonly (readonly [string, string, string])[] = [
    ['a value', `{"Statement":[{${rest},"Condition":{"StringLike":{"lambda:VpcIds":%}}}]}`, open],
    [
      'a part of a value',
      `{"Statement":[{${rest},"Condition":{"StringLike":{"lambda:VpcIds":["x%"]}}}]}`,
      no,
    ],
    ['the keys of an operator', `{"Statement":[{${rest},"Condition":{"StringLike":%}}]}`, open],
    ['the conditions', `{"Statement":[{${rest},"Condition":%}]}`, open],
    ['a statement, and no other has a Sid', `{"Statement":[%,{${rest}}]}`, yes],
    ['a statement, and another has a Sid', `{"Statement":[%,{"Sid":"a",${rest}}]}`, open],
    ['all statements', '{"Statement":%}', open],
    ['a Sid', `{"Statement":[{"Sid":"%",${rest}}]}`, yes],
    ['an element', `{"Statement":[{"%":"a",${rest}}]}`, open],
    ['an element of the document', `{"%":[],"Statement":[{${rest}}]}`, open],
    ['the version', `{"Version":"%","Statement":[{${rest}}]}`, open],
    ['it holds the mark of such a part', `{"Id":"\ue000","Statement":[{${rest}}]}`, open],
  ];
  const own = { statement: [statement({ actions: ['s3:*'] })] };
  const sample = documentOf({ source_policy_documents: ['{}'], ...own });
  for (const [name, json, expected] of cases) {
    const pieces = json
      .split('%')
      .flatMap((piece, at) => (at === 0 ? [text(piece)] : [unknown(), text(piece)]));
    const graph = withAttribute(sampleGraph(sample), 'source_policy_documents', (list) => ({
      ...list,
      items: [joined(pieces, { encoding: 'json' })],
    }));
    t.equal(await decided(sample, graph), expected, name);
  }
});

t.test('how much of a document is known', (t) => {
  const heredoc = (part: GraphValue, before = '{"Sid":"') => joined([text(before), part, text('"}')]);
  const json = (...parts: GraphValue[]) => joined(parts, { encoding: 'json' });
  const cases: readonly (readonly [string, GraphValue | undefined, object])[] = [
    ['nothing', undefined, { reason: 'the document is not in the plan' }],
    ['a null', { kind: 'known', value: null, trail }, { reason: 'the document is not in the plan' }],
    ['not known, and what settles it', unknown(undefined, { settle: 'do it' }), { reason, settle: 'do it' }],
    ['another attribute', unknown('json'), { kind: 'attribute' }],
    ['one of two', oneOf(text('{}'), text('[]')), { reason }],
    ['a collection', { kind: 'list', items: [], isSet: false, trail }, { reason: TOGETHER }],
    ['an id in a string', heredoc(unknown('vpc_id')), { parts: [/Sid/, { place: 'in-string' }, /}/] }],
    ['what does not exist yet', heredoc(NEW), { kind: 'parts' }],
    ['a quote in the string', heredoc(unknown('arn'), '{"Sid":"\\"'), { kind: 'parts' }],
    ['an id outside of strings', heredoc(unknown('id'), '{"Sid":"\\""'), { kind: 'undecidable' }],
    ['any text in a string', heredoc(unknown('description')), { kind: 'undecidable' }],
    ['one of two words', heredoc(oneOf(text('a'), text('b:*'))), { kind: 'parts' }],
    ['one of two texts', heredoc(oneOf(text('a'), text('"'))), { kind: 'undecidable' }],
    [
      'a value in JSON',
      json(text('{"Sid":'), unknown(), text('}')),
      { parts: [/Sid/, { place: 'any' }, /}/] },
    ],
    ['nothing but that', json(unknown('json')), { parts: [{ place: 'any' }] }],
  ];
  for (const [name, value, expected] of cases) t.match(documentText(value), expected, name);
  t.end();
});

t.test('a value of a plan as one that IAM compares', (t) => {
  const open = joined([text('s-'), unknown('id', { settle: 'do it' })]);
  const list = (
    items: GraphValue[],
    rest?: { name: string; reason: string; settle?: string },
  ): GraphValue => ({
    ...{ kind: 'list', items, isSet: false, trail },
    ...(rest === undefined ? {} : { rest }),
  });
  const cases: readonly (readonly [string, GraphValue, object])[] = [
    ['a text of parts', open, { kind: 'unknown', name: /^"s-\$.id."$/, reason, settle: 'do it' }],
    [
      'of new parts',
      joined([NEW, text('/x')]),
      { name: /^"\$.aws_vpc.v.id.[/]x"$/, reason: 'a part of it is new' },
    ],
    [
      'JSON holds no value, but its JSON',
      joined([unknown('id')], { encoding: 'json' }),
      { name: /^json"\$.id."$/ },
    ],
    ['one of two that are the same', oneOf(text('a'), text('a')), { kind: 'known', text: 'a' }],
    [
      'a list',
      list([open, NEW]),
      { kind: 'unknown', reason: TOGETHER, name: /^\[""s-"[+]unknown id",new aws_vpc.v.id\]$/ },
    ],
    [
      'a longer list',
      list([], { name: 'more', reason, settle: 'do it' }),
      { name: '[…more]', reason, settle: 'do it' },
    ],
  ];
  for (const [name, value, expected] of cases) t.match(toIamValue(value), expected, name);
  t.match(toText(joined([text('a'), joined([text('b')], { encoding: 'json' })])), ['a', { name: 'json"b"' }]);
  t.end();
});
