// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import fc from 'fast-check';
import t from 'tap';
import { formatPolicy } from '../../src/iam/format.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import type { Policy, PolicyHole, PolicySource } from '../../src/iam/policy.ts';
import { policy } from './arbitraries.ts';
import { policyOf } from './samples.ts';

type Expected = readonly (readonly [code: string, line: number, column: number, message: string])[];

function source(text: string, kind: PolicySource['kind'] = 'identity'): PolicySource {
  return { label: 'policy.json', parts: [text], kind };
}

/** A statement with one member more or another one in the place of its own. */
function withMember(name: string, json: string): string {
  const members = { Effect: '"Allow"', Action: '"*"', Resource: '"*"', [name]: json };
  const written = Object.entries(members).map(([key, value]) => (value === '' ? '' : `"${key}":${value}`));
  return `{"Version":"2012-10-17","Statement":[\n{${written.filter((one) => one !== '').join(',\n')}}]}`;
}

const DOCUMENTS: readonly {
  name: string;
  text: string;
  kind?: PolicySource['kind'];
  findings: Expected;
  undecidable: boolean;
}[] = [
  {
    name: 'no JSON at all',
    text: 'hello',
    findings: [['not-json', 1, 1, 'a value should be here, not `hello`']],
    undecidable: true,
  },
  {
    name: 'an empty text',
    text: '',
    findings: [['not-json', 1, 1, 'it is empty: a policy is a JSON object']],
    undecidable: true,
  },
  {
    name: 'a comment',
    text: '// x\n{}',
    findings: [['not-json', 1, 1, 'a value should be here, not `// x`']],
    undecidable: true,
  },
  {
    name: 'a trailing comma',
    text: '{"Version":"2012-10-17",\n}',
    findings: [['not-json', 2, 1, 'a name in double quotes should be here, not `}`']],
    undecidable: true,
  },
  {
    name: 'a cut document',
    text: '{"Version":',
    findings: [['not-json', 1, 12, 'the text ends where a value should be']],
    undecidable: true,
  },
  {
    name: 'two documents',
    text: '{}\n{}',
    findings: [['not-json', 2, 1, 'the document ends here, and more text follows']],
    undecidable: true,
  },
  {
    name: 'a number with a leading zero',
    text: '[01]',
    findings: [['not-json', 1, 3, '`,` or `]` should be here, not `1`']],
    undecidable: true,
  },
  {
    name: 'no comma between members',
    text: '{"Version":"2012-10-17" "Id":"a"}',
    findings: [['not-json', 1, 25, '`,` or `}` should be here, not `"Id"`']],
    undecidable: true,
  },
  {
    name: 'no colon after a name',
    text: '{"Version" 1}',
    findings: [['not-json', 1, 12, '`:` should be here, not `1`']],
    undecidable: true,
  },
  {
    name: 'a name without its end',
    text: '{"Version',
    findings: [['not-json', 1, 2, '`"Version` is not valid JSON']],
    undecidable: true,
  },
  {
    name: 'a list',
    text: '[]',
    findings: [['not-a-policy', 1, 1, 'a policy is an object, not a list']],
    undecidable: true,
  },
  {
    name: 'null',
    text: 'null',
    findings: [['not-a-policy', 1, 1, 'a policy is an object, not null']],
    undecidable: true,
  },
  {
    name: 'an unknown element',
    text: '{"Version":"2012-10-17",\n "Statements":[], "Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    findings: [['unknown-element', 2, 2, 'unknown element `Statements`: did you mean `Statement`']],
    undecidable: true,
  },
  {
    name: 'an element twice',
    text: '{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    findings: [['duplicate-key', 1, 25, '`Version` is given twice']],
    undecidable: true,
  },
  {
    name: 'no statement',
    text: '{"Version":"2012-10-17"}',
    findings: [['missing-element', 1, 1, '`Statement` is missing']],
    undecidable: true,
  },
  {
    name: 'an empty list of statements',
    text: '{"Version":"2012-10-17","Statement":[]}',
    findings: [['empty-list', 1, 37, '`Statement` is empty']],
    undecidable: true,
  },
  {
    name: 'a statement that is text',
    text: '{"Version":"2012-10-17","Statement":"x"}',
    findings: [['wrong-type', 1, 37, '`Statement` must be a list, not a string']],
    undecidable: true,
  },
  {
    name: 'an unknown version',
    text: '{"Version":"2012-10-18","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    findings: [['unknown-version', 1, 12, 'unknown version `2012-10-18`: expected `2012-10-17`']],
    undecidable: true,
  },
  {
    name: 'a version that is a number',
    text: '{"Version":2012,"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    findings: [['wrong-type', 1, 12, '`Version` must be a string, not a number']],
    undecidable: true,
  },
  {
    name: 'no version',
    text: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    findings: [
      [
        'missing-version',
        1,
        1,
        '`Version` is missing: the policy means what it meant in 2008-10-17, without policy variables',
      ],
    ],
    undecidable: false,
  },
  {
    name: 'no version in a service control policy',
    text: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    kind: 'scp',
    findings: [
      [
        'missing-version',
        1,
        1,
        '`Version` is missing: the version of a service control policy must be `2012-10-17`',
      ],
    ],
    undecidable: false,
  },
  {
    name: 'the old version in a service control policy',
    text: '{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    kind: 'scp',
    findings: [['unknown-version', 1, 12, 'the version of a service control policy must be `2012-10-17`']],
    undecidable: false,
  },
  {
    name: 'an Id that is a number',
    text: '{"Version":"2012-10-17","Id":1,"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    findings: [['wrong-type', 1, 30, '`Id` must be a string, not a number']],
    undecidable: true,
  },
];

for (const { name, text, kind = 'identity', findings, undecidable } of DOCUMENTS) {
  t.test(`a document with ${name}`, (t) => {
    const parsed = parsePolicy(source(text, kind));
    t.same(
      parsed.findings.map(({ code, position, message }) => [code, position?.line, position?.column, message]),
      findings,
    );
    t.equal(parsed.undecidable !== undefined, undecidable);
    t.end();
  });
}

const STATEMENTS: readonly { name: string; text: string; findings: Expected; doubted: readonly string[] }[] =
  [
    {
      name: 'an effect in another case',
      text: withMember('Effect', '"allow"'),
      findings: [['unknown-effect', 2, 11, 'unknown effect `allow`: did you mean `Allow`']],
      doubted: ['effect'],
    },
    {
      name: 'no effect',
      text: withMember('Effect', ''),
      findings: [['missing-element', 2, 1, '`Effect` is missing']],
      doubted: ['effect'],
    },
    {
      name: 'an effect that is no text',
      text: withMember('Effect', 'true'),
      findings: [['wrong-type', 2, 11, '`Effect` must be a string']],
      doubted: ['effect'],
    },
    {
      name: 'no action',
      text: withMember('Action', ''),
      findings: [['missing-element', 2, 1, '`Action` or `NotAction` is missing']],
      doubted: ['action'],
    },
    {
      name: 'no resource',
      text: withMember('Resource', ''),
      findings: [['missing-element', 2, 1, '`Resource` or `NotResource` is missing']],
      doubted: ['resource'],
    },
    {
      name: 'an empty list of actions',
      text: withMember('Action', '[]'),
      findings: [['empty-list', 3, 10, '`Action` is empty']],
      doubted: ['action'],
    },
    {
      name: 'an action that is a number',
      text: withMember('Action', '[1]'),
      findings: [['wrong-type', 3, 11, '`Action` must hold strings']],
      doubted: ['action'],
    },
    {
      name: 'an action without a service',
      text: withMember('Action', '"lambda"'),
      findings: [['invalid-action', 3, 10, '`lambda` is no action: expected `*` or `service:name`']],
      doubted: ['action'],
    },
    {
      name: 'a variable in an action',
      text: withMember('Action', '"lambda:${aws:a}"'),
      findings: [['invalid-action', 3, 10, '`lambda:${aws:a}` holds a policy variable: an action cannot']],
      doubted: ['action'],
    },
    {
      name: 'an action and its opposite',
      text: withMember('NotAction', '"a:b"'),
      findings: [['conflicting-elements', 5, 1, '`Action` and `NotAction` exclude each other']],
      doubted: ['action'],
    },
    {
      name: 'a resource and its opposite',
      text: withMember('NotResource', '"*"'),
      findings: [['conflicting-elements', 5, 1, '`Resource` and `NotResource` exclude each other']],
      doubted: ['resource'],
    },
    {
      name: 'a resource that is no ARN',
      text: withMember('Resource', '"function"'),
      findings: [['invalid-resource', 4, 12, '`function` is no resource: expected `*` or an ARN']],
      doubted: ['resource'],
    },
    {
      name: 'a wildcard in the partition',
      text: withMember('Resource', '"arn:*:lambda:*:*:*"'),
      findings: [['invalid-resource', 4, 12, '`arn:*:lambda:*:*:*` has a wildcard in its partition']],
      doubted: ['resource'],
    },
    {
      name: 'a wildcard in the service',
      text: withMember('Resource', '"arn:aws:lamb*:*:*:*"'),
      findings: [['invalid-resource', 4, 12, '`arn:aws:lamb*:*:*:*` has a wildcard in its service']],
      doubted: ['resource'],
    },
    {
      name: 'a wildcard of one letter in the partition',
      text: withMember('Resource', '"arn:a?s:s3:::b"'),
      findings: [['invalid-resource', 4, 12, '`arn:a?s:s3:::b` has a wildcard in its partition']],
      doubted: ['resource'],
    },
    {
      name: 'something named of any service',
      text: withMember('Resource', '"arn:aws:*:*:*:a:*"'),
      findings: [['invalid-resource', 4, 12, '`arn:aws:*:*:*:a:*` has a wildcard in its service']],
      doubted: ['resource'],
    },
    {
      name: 'no text as its resource',
      text: withMember('Resource', '""'),
      findings: [['invalid-resource', 4, 12, '`` is no resource: expected `*` or an ARN']],
      doubted: ['resource'],
    },
    {
      name: 'a list in a list of values',
      text: withMember('Condition', '{"Bool":{"a:b":[["true"]]}}'),
      findings: [['wrong-type', 5, 29, 'a value of `a:b` must be a string']],
      doubted: ['condition'],
    },
    {
      name: 'a wildcard in the resource type',
      text: withMember('Resource', '"arn:aws:lambda:us-east-1:1:functi*:my-function"'),
      findings: [
        [
          'invalid-resource',
          4,
          12,
          '`arn:aws:lambda:us-east-1:1:functi*:my-function` has a wildcard in its resource type',
        ],
      ],
      doubted: ['resource'],
    },
    {
      name: 'a principal',
      text: withMember('Principal', '"*"'),
      findings: [['forbidden-principal', 5, 1, '`Principal` is not allowed in this kind of policy']],
      doubted: ['condition'],
    },
    {
      name: 'an excluded principal',
      text: withMember('NotPrincipal', '"*"'),
      findings: [['forbidden-principal', 5, 1, '`NotPrincipal` is not allowed in this kind of policy']],
      doubted: ['condition'],
    },
    {
      name: 'a Sid that is a number',
      text: withMember('Sid', '1'),
      findings: [['wrong-type', 5, 7, '`Sid` must be a string']],
      doubted: ['condition'],
    },
    {
      name: 'an unknown element',
      text: withMember('Conditions', '{}'),
      findings: [['unknown-element', 5, 1, 'unknown element `Conditions`: did you mean `Condition`']],
      doubted: ['condition'],
    },
    {
      name: 'a prototype name',
      text: withMember('constructor', '{}'),
      findings: [['unknown-element', 5, 1, 'unknown element `constructor`']],
      doubted: ['condition'],
    },
    {
      name: 'a condition that is a list',
      text: withMember('Condition', '[]'),
      findings: [['wrong-type', 5, 13, '`Condition` must be an object']],
      doubted: ['condition'],
    },
    {
      name: 'an unknown operator',
      text: withMember('Condition', '{"StringNotEqual":{"a:b":"c"}}'),
      findings: [
        [
          'unknown-operator',
          5,
          14,
          'unknown condition operator `StringNotEqual`: did you mean `StringNotEquals`',
        ],
      ],
      doubted: ['condition'],
    },
    {
      name: 'an unknown set operator',
      text: withMember('Condition', '{"ForAnyValues:StringEquals":{"a:b":"c"}}'),
      findings: [
        [
          'unknown-operator',
          5,
          14,
          'unknown condition operator `ForAnyValues:StringEquals`: did you mean `ForAnyValue:StringEquals`',
        ],
      ],
      doubted: ['condition'],
    },
    {
      name: 'Null with IfExists',
      text: withMember('Condition', '{"NullIfExists":{"a:b":"true"}}'),
      findings: [
        ['unknown-operator', 5, 14, 'unknown condition operator `NullIfExists`: did you mean `Null`'],
      ],
      doubted: ['condition'],
    },
    {
      name: 'an operator twice in different case',
      text: withMember('Condition', '{"Null":{"a:b":"true"},"null":{"a:c":"true"}}'),
      findings: [['duplicate-key', 5, 36, '`null` is given twice']],
      doubted: ['condition'],
    },
    {
      name: 'a key twice in different case',
      text: withMember('Condition', '{"Null":{"a:b":"true","A:B":"false"}}'),
      findings: [['duplicate-key', 5, 35, '`A:B` is given twice']],
      doubted: ['condition'],
    },
    {
      name: 'an operator without keys',
      text: withMember('Condition', '{"Null":{}}'),
      findings: [['empty-list', 5, 21, '`Null` names no condition key']],
      doubted: ['condition'],
    },
    {
      name: 'an operator that is a list',
      text: withMember('Condition', '{"Null":[]}'),
      findings: [['wrong-type', 5, 21, '`Null` must be an object']],
      doubted: ['condition'],
    },
    {
      name: 'a key without values',
      text: withMember('Condition', '{"StringEquals":{"a:b":[]}}'),
      findings: [['empty-list', 5, 36, '`a:b` has no values']],
      doubted: ['condition'],
    },
    {
      name: 'a key without a service',
      text: withMember('Condition', '{"StringEquals":{"__proto__":"a"}}'),
      findings: [['unknown-element', 5, 30, '`__proto__` is no condition key: expected `service:name`']],
      doubted: ['condition'],
    },
    {
      name: 'a value that is null',
      text: withMember('Condition', '{"StringEquals":{"a:b":null}}'),
      findings: [['wrong-type', 5, 36, 'a value of `a:b` must be a string']],
      doubted: ['condition'],
    },
    {
      name: 'a value that is an object',
      text: withMember('Condition', '{"StringEquals":{"a:b":[{}]}}'),
      findings: [['wrong-type', 5, 37, 'a value of `a:b` must be a string']],
      doubted: ['condition'],
    },
    {
      name: 'Null of something else',
      text: withMember('Condition', '{"Null":{"a:b":"yes"}}'),
      findings: [['null-not-boolean', 5, 28, '`Null` takes `true` or `false`, not `yes`']],
      doubted: ['condition'],
    },
    {
      name: 'a variable that is not closed',
      text: withMember('Condition', '{"StringEquals":{"a:b":"${aws:x"}}'),
      findings: [
        [
          'invalid-value',
          5,
          36,
          "`${aws:x` holds something that is no policy variable: expected `${key}` or `${key, 'default'}`",
        ],
      ],
      doubted: ['condition'],
    },
    {
      name: 'a variable with a space in its name',
      text: withMember('Condition', '{"StringEquals":{"a:b":"${aws:x y}"}}'),
      findings: [
        [
          'invalid-value',
          5,
          36,
          "`${aws:x y}` holds something that is no policy variable: expected `${key}` or `${key, 'default'}`",
        ],
      ],
      doubted: ['condition'],
    },
    {
      name: 'a variable with a space in its prefix',
      text: withMember('Condition', '{"StringEquals":{"a:b":"${a aws:x}"}}'),
      findings: [
        [
          'invalid-value',
          5,
          36,
          "`${a aws:x}` holds something that is no policy variable: expected `${key}` or `${key, 'default'}`",
        ],
      ],
      doubted: ['condition'],
    },
    {
      name: 'a variable that is not closed and looks like one',
      text: withMember('Condition', '{"StringEquals":{"a:b":"${aws:xy"}}'),
      findings: [
        [
          'invalid-value',
          5,
          36,
          "`${aws:xy` holds something that is no policy variable: expected `${key}` or `${key, 'default'}`",
        ],
      ],
      doubted: ['condition'],
    },
    {
      name: 'an empty variable',
      text: withMember('Resource', '"arn:aws:s3:::${}"'),
      findings: [
        [
          'invalid-resource',
          4,
          12,
          "`arn:aws:s3:::${}` holds something that is no policy variable: expected `${key}` or `${key, 'default'}`",
        ],
      ],
      doubted: ['resource'],
    },
  ];

for (const { name, text, findings, doubted } of STATEMENTS) {
  t.test(`a statement with ${name}`, (t) => {
    const parsed = parsePolicy(source(text));
    t.same(
      parsed.findings.map(({ code, position, message }) => [code, position?.line, position?.column, message]),
      findings,
    );
    t.ok(parsed.findings.every(({ statement }) => statement === 0));
    t.same(parsed.statements[0]?.doubted, doubted);
    t.equal(parsed.statements[0]?.undecidable?.reason, findings[0]?.[3]);
    if (doubted.includes('condition') && findings[0]?.[0] !== 'duplicate-key')
      t.same(parsed.statements[0]?.conditions, []);
    t.equal(parsed.undecidable, undefined);
    t.end();
  });
}

t.test('nothing is wrong with what the language has', (t) => {
  const texts = ['"*"', '["lambda:*","s3:Get*"]'].map((action) => withMember('Action', action));
  const resources = [
    '"*"',
    '"arn:aws:lambda"',
    '"arn:aws:lambda:*:*:function:*"',
    '"arn:aws:s3:::b/${aws:username}"',
    '"arn:aws:*:*:*:*"',
  ];
  const conditions = [
    '{}',
    '{"Bool":{"a:b":true}}',
    '{"NumericEquals":{"a:b":[1,2.5]}}',
    '{"forallvalues:stringlikeifexists":{"a:b":"*"}}',
    '{"StringEquals":{"a:b":"$ { ${$} ${aws:x, \'y\'}"}}',
    '{"NumericEquals":{"a:b":"${"}}',
  ];
  const all = [
    ...texts,
    ...resources.map((one) => withMember('Resource', one)),
    ...conditions.map((one) => withMember('Condition', one)),
  ];
  for (const text of all) t.same(parsePolicy(source(text)).findings, [], text);
  t.end();
});

t.test('a Sid that is given twice is a finding and changes nothing', (t) => {
  const statement = { Sid: 'a', Effect: 'Allow', Action: '*', Resource: '*' };
  const parsed = policyOf({ Version: '2012-10-17', Statement: [statement, statement] });
  t.match(parsed.findings, [{ code: 'duplicate-sid', statement: 1, message: 'the Sid `a` is given twice' }]);
  t.same(
    parsed.statements.map(({ undecidable }) => undecidable),
    [undefined, undefined],
  );
  t.end();
});

t.test('of what is given twice either may count: neither excludes anything', (t) => {
  const cases = [
    ['a key', withMember('Condition', '{"StringEquals":{"a:b":"x","A:B":"y","a:c":"z"}}'), ['a:c']],
    ['an operator', withMember('Condition', '{"Null":{"a:b":"true"},"null":{"a:b":"false"}}'), []],
    [
      'the conditions',
      withMember('Condition', '{"Null":{"a:b":"true"}},"Condition":{"Null":{"a:b":"false"}}'),
      [],
    ],
  ] as const;
  for (const [name, text, keys] of cases) {
    const [statement] = parsePolicy(source(text)).statements;
    t.same(statement?.doubted, ['condition'], `${name}: the statement is doubted`);
    t.same(
      statement?.conditions.map(({ key }) => key),
      keys,
      `${name}: what is given once stays`,
    );
  }
  t.end();
});

t.test('a document of any depth is read or refused, never too much for the stack', (t) => {
  const deep = parsePolicy(source('['.repeat(1_000_000)));
  t.match(deep.findings, [{ code: 'too-deep' }]);
  t.match(parsePolicy(source('{"a":'.repeat(1_000_000))).findings, [{ code: 'too-deep' }]);
  t.end();
});

const HOLE = {
  kind: 'unknown',
  name: 'aws_vpc.main.id',
  reason: 'not known before the apply',
  settle: 'apply',
} as const;

function withHole(before: string, place: PolicyHole['place'], after: string): Policy {
  return parsePolicy({
    label: 'policy.json',
    parts: [before, { value: HOLE, place }, after],
    kind: 'identity',
  });
}

const START = '{"Version":"2012-10-17","Statement":[';
const DOUBT = { reason: HOLE.reason, settle: HOLE.settle };

t.test('parts of a document that are not known', (t) => {
  const inString = withHole(
    `${START}{"Effect":"Deny","Action":"*","Resource":"arn:aws:ec2:*:*:vpc/`,
    'in-string',
    '/x"}]}',
  );
  t.same(inString.statements[0]?.resources.patterns[0]?.text, ['arn:aws:ec2:*:*:vpc/', HOLE, '/x']);
  t.same(inString.findings, []);
  const value = withHole(
    `${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:b":["c",`,
    'string',
    ']}}}]}',
  );
  t.same(
    value.statements[0]?.conditions[0]?.values.map(({ text }) => text),
    [['c'], [HOLE]],
  );
  const places: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    [`${START}`, ']}', ['effect', 'action', 'resource', 'condition']],
    [`${START}{"Effect":`, ',"Action":"*","Resource":"*"}]}', ['effect']],
    [`${START}{"Effect":"Deny","Action":`, ',"Resource":"*"}]}', ['action']],
    [`${START}{"Effect":"Deny","Action":"*","Resource":`, '}]}', ['resource']],
    [`${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":`, '}]}', ['condition']],
    [`${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":`, '}}]}', ['condition']],
    [
      `${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"a:b":`,
      '}}}]}',
      ['condition'],
    ],
    [
      `${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"a:b":[`,
      ']}}}]}',
      ['condition'],
    ],
    [
      `${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:b":`,
      '}}}]}',
      ['condition'],
    ],
    [
      `${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{`,
      ':"true"}}}]}',
      ['condition'],
    ],
    [`${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":{`, ':{"a:b":"c"}}}]}', ['condition']],
  ];
  for (const [before, after, doubted] of places) {
    const parsed = withHole(before, 'any', after);
    t.same(parsed.statements[0]?.doubted, doubted, before);
    t.same(parsed.statements[0]?.undecidable, DOUBT, before);
    t.same(parsed.statements[0]?.conditions, [], before);
    t.same(parsed.findings, [], before);
  }
  t.same(withHole('', 'any', '').undecidable, DOUBT);
  t.same(withHole('{"Version":"2012-10-17","Statement":', 'any', '}').undecidable, DOUBT);
  t.end();
});

t.test('a name that is not all known is none, and a version that is not known decides nothing', (t) => {
  const sid = withHole(`${START}{"Sid":"a`, 'in-string', '","Effect":"Deny","Action":"*","Resource":"*"}]}');
  t.notOk('sid' in (sid.statements[0] ?? {}));
  const id = withHole('{"Version":"2012-10-17","Id":"a', 'in-string', '","Statement":[]}');
  t.notOk('id' in id);
  const version = withHole(
    '{"Version":',
    'any',
    ',"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
  );
  t.match(version, { undecidable: DOUBT, findings: [] });
  t.end();
});

t.test('a document that leaves no character to mark its holes with is not read', (t) => {
  const all = Array.from({ length: 0x1900 }, (_, index) => String.fromCharCode(0xe000 + index)).join('');
  const parsed = parsePolicy(source(withMember('Sid', JSON.stringify(all))));
  t.match(parsed, { statements: [], undecidable: { reason: /every private character/ } });
  t.end();
});

t.test('a value that is not known is no part of an object', (t) => {
  const hole = { value: HOLE, place: 'in-string' } as const;
  for (const parts of [
    ['x', hole],
    [hole, 'x'],
    [hole, hole],
  ]) {
    const before = `${START}{"Effect":"Deny","Action":"*","Resource":"*","Condition":"`;
    const parsed = parsePolicy({ label: 'policy.json', parts: [before, ...parts, '"}]}'], kind: 'identity' });
    t.match(parsed.findings, [{ code: 'wrong-type', message: '`Condition` must be an object' }]);
  }
  t.end();
});

t.test('parts of a document that are made only now', (t) => {
  const value = { kind: 'new', name: 'n', shape: { prefix: '', alphabet: 'a', lengths: [1] } } as const;
  const parsed = parsePolicy({ label: 'policy.json', parts: [{ value, place: 'any' }], kind: 'identity' });
  t.same(parsed.undecidable, { reason: '`n` does not exist yet' });
  t.end();
});

t.test('what is no statement may be any', (t) => {
  const parsed = parsePolicy(source(`${START}"x"]}`));
  t.match(parsed.findings, [{ code: 'wrong-type', message: 'a statement must be an object' }]);
  t.match(parsed.statements, [
    {
      undecidable: { reason: 'a statement must be an object' },
      doubted: ['effect', 'action', 'resource', 'condition'],
    },
  ]);
  t.end();
});

const PARTS = [
  ['Sid', '"a"', 'condition'],
  ['Effect', '"Deny"', 'effect'],
  ['Principal', '"*"', 'condition'],
  ['NotPrincipal', '"*"', 'condition'],
  ['Action', '"*"', 'action'],
  ['NotAction', '"*"', 'action'],
  ['Resource', '"*"', 'resource'],
  ['NotResource', '"*"', 'resource'],
  ['Condition', '{}', 'condition'],
] as const;
for (const [name, json, part] of PARTS) {
  t.test(`${name}, given twice or misspelt, leaves its part in doubt`, (t) => {
    const doubted = (...members: readonly string[]) => {
      const { findings, statements } = parsePolicy(source(`${START}{${members.join(',')}}]}`));
      return { findings, parts: statements[0]?.doubted ?? [] };
    };
    const twice = doubted(`"${name}":${json}`, `"${name}":${json}`);
    t.match(twice.findings, [{ code: 'duplicate-key', message: `\`${name}\` is given twice` }]);
    t.ok(twice.parts.includes(part));
    t.equal(twice.parts.includes('condition'), part === 'condition');
    const misspelt = doubted(`"${name.toLowerCase()}":${json}`);
    t.match(misspelt.findings, [{ code: 'unknown-element' }]);
    t.ok(misspelt.parts.includes(part));
    t.equal(misspelt.parts.includes('condition'), part === 'condition');
    t.end();
  });
}

t.test('numbers and truth values are read as they are written', (t) => {
  const text = withMember('Condition', '{"NumericEquals":{"a:b":[1,2.5]},"Bool":{"a:c":true}}');
  const texts = parsePolicy(source(text)).statements[0]?.conditions.map(({ values }) =>
    values.map((value) => value.text),
  );
  t.same(texts, [[['1'], ['2.5']], [['true']]]);
  t.end();
});

t.test('an action that is not all known is not judged', (t) => {
  const parsed = withHole(`${START}{"Effect":"Deny","Action":"foo`, 'in-string', '","Resource":"*"}]}');
  t.same(parsed.findings, []);
  t.end();
});

t.test('a principal is kept, though no policy that is read here has one', (t) => {
  const principalOf = (name: string) => parsePolicy(source(withMember(name, '"*"'))).statements[0]?.principal;
  t.same(['Principal', 'NotPrincipal', 'Sid'].map(principalOf), [
    { negated: false },
    { negated: true },
    undefined,
  ]);
  t.end();
});

t.test('a mark for a hole is none of the characters of the text', (t) => {
  const text =
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:b":["\\ue000","\ue001",';
  const parsed = parsePolicy({
    label: 'policy.json',
    kind: 'identity',
    parts: [
      text,
      { value: { kind: 'known', text: '\ue002' }, place: 'string' },
      ',',
      { value: HOLE, place: 'string' },
      ']}}}}',
    ],
  });
  t.same(
    parsed.statements[0]?.conditions[0]?.values.map((value) => value.text),
    [['\ue000'], ['\ue001'], ['\ue002'], [HOLE]],
  );
  const known = parsePolicy({
    label: 'x',
    kind: 'identity',
    parts: ['"', { value: { kind: 'known', text: 'a"b\ue000' }, place: 'in-string' }, '"'],
  });
  t.match(known.findings, [{ message: 'a policy is an object, not a string' }]);
  t.end();
});

/** A policy without its positions. */
function unplaced(policy: Policy): unknown {
  return JSON.parse(JSON.stringify(policy, (key, value) => (key === 'position' ? undefined : value)));
}

t.test('reading what was written gives the same policy', (t) => {
  fc.assert(
    fc.property(policy, fc.constantFrom<PolicyHole['place']>('in-string', 'string'), (document, place) => {
      const [before = '', after] = JSON.stringify(document).split(place === 'string' ? '"ab"' : 'ab', 2);
      const parts = after === undefined ? [before] : [before, { value: HOLE, place }, after];
      const whole = parsePolicy({ label: 'policy.json', parts, kind: 'identity' });
      const parsed =
        whole.findings.length > 0 || whole.undecidable !== undefined ? policyOf(document) : whole;
      const again = parsePolicy(formatPolicy(parsed, 'identity'));
      t.same(unplaced(again), unplaced(parsed));
    }),
    { numRuns: 300, seed: 3 },
  );
  t.end();
});
