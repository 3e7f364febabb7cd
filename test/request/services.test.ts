import t from 'tap';
import { known } from '../../src/graph/construct.ts';
import { templateParameters } from '../../src/request/template-scope.ts';
import {
  held,
  network,
  requestOf,
  requestsOf,
  type Sample,
  type SampleChange,
  shortly,
  textOf,
} from './sample.ts';

const created = (address: string, after: object, unknown: object = {}): SampleChange => ({
  address,
  actions: ['create'],
  after,
  unknown,
});
const updated = (address: string, before: object, after: object): SampleChange => ({
  address,
  actions: ['update'],
  before,
  after,
});
const STACK = 'aws_cloudformation_stack.s';
const VPC = { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] };
const fn = (properties: object, more: object = {}, type = 'AWS::Lambda::Function') => ({
  Type: type,
  Properties: properties,
  ...more,
});
const template = (resources: object, more: object = {}) => JSON.stringify({ ...more, Resources: resources });
const stack = (body: string, more: object = {}) =>
  created(STACK, { name: 's', template_body: body, parameters: {}, ...more });
const IN = '?; subnet-1; sg-1';
const NONE = 'absent; absent; absent';

t.test('what a template says about the network of its functions', async (t) => {
  const cases: readonly (readonly [string, SampleChange, readonly string[]])[] = [
    ['ids as they are', stack(template({ F: fn({ VpcConfig: VPC }) })), [IN]],
    ['no VpcConfig', stack(template({ F: fn({}) })), [NONE]],
    [
      'YAML with short functions',
      stack(
        'Parameters:\n  S: {Type: String}\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      VpcConfig:\n        SubnetIds: [!Ref S]\n        SecurityGroupIds: !Split [",", "sg-1,sg-2"]\n',
        { parameters: { S: 'subnet-1' } },
      ),
      ['?; subnet-1; sg-1, sg-2'],
    ],
    [
      'a list parameter',
      stack(
        template(
          { F: fn({ VpcConfig: { ...VPC, SubnetIds: { Ref: 'S' } } }) },
          { Parameters: { S: { Type: 'List<AWS::EC2::Subnet::Id>' } } },
        ),
        { parameters: { S: 'subnet-1, subnet-2' } },
      ),
      ['?; subnet-1, subnet-2; sg-1'],
    ],
    [
      'the default of a parameter',
      stack(
        template(
          { F: fn({ VpcConfig: { ...VPC, SubnetIds: [{ Ref: 'S' }] } }) },
          { Parameters: { S: { Type: 'String', Default: 'subnet-1' } } },
        ),
      ),
      [IN],
    ],
    [
      'a parameter that CloudFormation reads',
      stack(
        template(
          { F: fn({ VpcConfig: { ...VPC, SubnetIds: [{ Ref: 'S' }] } }) },
          { Parameters: { S: { Type: 'AWS::SSM::Parameter::Value<String>' } } },
        ),
        { parameters: { S: '/net/subnet' } },
      ),
      ['?; ?; sg-1'],
    ],
    [
      'a parameter with a reference to what CloudFormation reads',
      stack(
        template(
          { F: fn({ VpcConfig: { ...VPC, SubnetIds: [{ Ref: 'S' }] } }) },
          { Parameters: { S: { Type: 'String' } } },
        ),
        { parameters: { S: '{{resolve:ssm:/net/subnet}}' } },
      ),
      ['?; ?; sg-1'],
    ],
    [
      'a list with an empty text',
      stack(
        template(
          { F: fn({ VpcConfig: { ...VPC, SubnetIds: [{ 'Fn::Select': [1, { Ref: 'S' }] }] } }) },
          { Parameters: { S: { Type: 'CommaDelimitedList', Default: 'subnet-1,,subnet-2' } } },
        ),
      ),
      ['?; ?; sg-1'],
    ],
    [
      'what the stack itself makes',
      stack(template({ F: fn({ VpcConfig: { ...VPC, SubnetIds: [{ Ref: 'Subnet' }] } }) })),
      ['?; ?; sg-1'],
    ],
    [
      'text put together',
      stack(
        template(
          {
            F: fn({
              VpcConfig: {
                SubnetIds: [{ 'Fn::Sub': `subnet-\${N}` }],
                SecurityGroupIds: [{ 'Fn::Join': ['-', ['sg', '1']] }],
              },
            }),
          },
          { Parameters: { N: { Type: 'String' } } },
        ),
        { parameters: { N: '1' } },
      ),
      [IN],
    ],
    [
      'a mapping',
      stack(
        template(
          {
            F: fn({ VpcConfig: { ...VPC, SubnetIds: { 'Fn::FindInMap': ['M', { Ref: 'E' }, 'subnets'] } } }),
          },
          { Parameters: { E: { Type: 'String' } }, Mappings: { M: { prod: { subnets: ['subnet-1'] } } } },
        ),
        { parameters: { E: 'prod' } },
      ),
      [IN],
    ],
    [
      'a choice that is decided',
      stack(
        template(
          { F: fn({ VpcConfig: { 'Fn::If': ['C', VPC, { Ref: 'AWS::NoValue' }] } }) },
          {
            Parameters: { E: { Type: 'String' } },
            Conditions: { C: { 'Fn::Equals': [{ Ref: 'E' }, 'prod'] } },
          },
        ),
        { parameters: { E: 'dev' } },
      ),
      [NONE],
    ],
    [
      'a choice that is not',
      stack(
        template(
          { F: fn({ VpcConfig: { 'Fn::If': ['C', VPC, { Ref: 'AWS::NoValue' }] } }) },
          { Conditions: { C: { 'Fn::Equals': [{ 'Fn::GetAtt': ['X', 'Y'] }, 'prod'] } } },
        ),
      ),
      [IN, NONE],
    ],
    [
      'a secret reference',
      stack(template({ F: fn({ VpcConfig: { ...VPC, SubnetIds: ['{{resolve:ssm:/subnet}}'] } }) })),
      ['?; ?; sg-1'],
    ],
    [
      'globals of SAM are put before',
      stack(
        template(
          { F: fn({ VpcConfig: { SubnetIds: ['subnet-2'] } }, {}, 'AWS::Serverless::Function') },
          { Transform: 'AWS::Serverless-2016-10-31', Globals: { Function: { VpcConfig: VPC } } },
        ),
      ),
      ['?; subnet-1, subnet-2; sg-1'],
    ],
  ];
  for (const [name, change, expected] of cases)
    t.same(network(await requestOf({ changes: [change] })), expected, name);
});

t.test('what the functions of a template give', async (t) => {
  const open = { 'Fn::Equals': [{ 'Fn::GetAtt': ['X', 'Y'] }, 'a'] };
  const same = { 'Fn::Equals': ['a', 'a'] };
  const other = { 'Fn::Equals': ['a', 'b'] };
  const perhaps = { 'Fn::If': ['C', 'subnet-0', { Ref: 'AWS::NoValue' }] };
  const undecided = { Conditions: { C: open, D: { 'Fn::Not': [open] } } };
  const number = { Parameters: { I: { Type: 'Number' } } };
  const given = { parameters: { I: '1' } };
  const values: readonly (readonly [string, unknown, string, object?, object?])[] = [
    ['Sub with variables', [{ 'Fn::Sub': [`\${A}-1`, { A: 'subnet' }] }], 'subnet-1'],
    ['Sub with a text behind', [{ 'Fn::Sub': `subnet-\${I}x` }], 'subnet-1x', number, given],
    ['Sub with a literal', [{ 'Fn::Sub': `subnet-\${!I}` }], `subnet-\${I}`, number, given],
    ['Sub with nothing', [{ 'Fn::Sub': `subnet-1\${AWS::NoValue}` }], 'subnet-1'],
    ['Sub with an attribute', [{ 'Fn::Sub': `subnet-\${X.Id}` }], '?'],
    ['Sub of no text', [{ 'Fn::Sub': { Ref: 'X' } }], '?'],
    ['Join of what is not known', [{ 'Fn::Join': ['', { Ref: 'X' }] }], '?'],
    ['Join of a part that is not known', [{ 'Fn::Join': ['-', ['subnet', { Ref: 'X' }]] }], '?'],
    ['Join of what may be left out', [{ 'Fn::Join': ['-', ['subnet', perhaps]] }], '?', undecided],
    ['Select behind what may be left out', [{ 'Fn::Select': [1, [perhaps, 'a', 'b']] }], '?', undecided],
    ['Select beyond the end', [{ 'Fn::Select': [5, ['subnet-1']] }], '?'],
    [
      'Select by a parameter',
      [{ 'Fn::Select': [{ Ref: 'I' }, ['a', 'subnet-1']] }],
      'subnet-1',
      number,
      given,
    ],
    ['Select by no number', [{ 'Fn::Select': ['', ['subnet-1']] }], '?'],
    ['Split by nothing', { 'Fn::Split': ['', 'subnet-1'] }, '…'],
    ['Split of what is not known', { 'Fn::Split': [',', { Ref: 'X' }] }, '…'],
    ['FindInMap without such a key', [{ 'Fn::FindInMap': ['M', 'a', 'b'] }], '?'],
    ['FindInMap by what is not known', [{ 'Fn::FindInMap': [{ Ref: 'X' }, 'a', 'b'] }], '?'],
    ['another function', { 'Fn::GetAZs': '' }, '…'],
    ['a parameter without a value', [{ Ref: 'I' }], '?', number],
    ['a parameter without a type', [{ Ref: 'I' }], '1', { Parameters: { I: {} } }, given],
    [
      'a choice of choices',
      [{ 'Fn::If': ['C', 'a', { 'Fn::If': ['D', 'b', 'c'] }] }],
      'one of (a | b | c)',
      undecided,
    ],
    ['a choice without one side', { 'Fn::If': ['C', ['subnet-1']] }, '…', undecided],
  ];
  const subnets = async (ids: unknown, more?: object, parameters?: object) => {
    const body = template({ F: fn({ VpcConfig: { ...VPC, SubnetIds: ids } }) }, more);
    const forms = network(await requestOf({ changes: [stack(body, parameters)] }));
    return forms.map((form) => form.split('; ')[1]).join(' or ');
  };
  for (const [name, ids, expected, more, parameters] of values)
    t.equal(await subnets(ids, more, parameters), expected, name);
  const conditions: readonly (readonly [string, object, string])[] = [
    ['Not', { 'Fn::Not': [other] }, 'yes'],
    ['Not of what is not known', { 'Fn::Not': [open] }, 'yes or no'],
    ['Or', { 'Fn::Or': [open, same] }, 'yes'],
    ['Or of what is false', { 'Fn::Or': [other, other] }, 'no'],
    ['And', { 'Fn::And': [open, other] }, 'no'],
    ['And of what is not known', { 'Fn::And': [open, same] }, 'yes or no'],
    ['another condition', { Condition: 'Same' }, 'yes'],
    ['a condition of itself', { Condition: 'C' }, 'yes or no'],
    ['Equals of numbers and texts', { 'Fn::Equals': [1, '1'] }, 'yes'],
    ['Equals of one', { 'Fn::Equals': ['a'] }, 'yes or no'],
    ['what is none', { 'Fn::Contains': [['a'], 'a'] }, 'yes or no'],
  ];
  for (const [name, C, expected] of conditions) {
    const chosen = { 'Fn::If': ['C', ['yes'], ['no']] };
    t.equal(await subnets(chosen, { Conditions: { C, Same: same } }), expected, name);
  }
});

t.test('templates in YAML', async (t) => {
  const subnets = async (lines: string, parameters: object = {}) => {
    const body = `Parameters: {P: {Type: String}}\n${lines}`;
    const forms = network(await requestOf({ changes: [stack(body, { parameters })] }));
    return forms.map((form) => form.split('; ')[1]).join(' or ');
  };
  const vpc = (ids: string) =>
    `Resources: {F: {Type: "AWS::Lambda::Function", Properties: {VpcConfig: {SecurityGroupIds: [sg-1], SubnetIds: ${ids}}}}}`;
  const values: readonly (readonly [string, string, string])[] = [
    ['an anchor', `X: &x [subnet-1]\n${vpc('*x')}`, 'subnet-1'],
    ['an attribute in short', vpc('[!GetAtt X.Id]'), '?'],
    ['an attribute of nothing', vpc('[!GetAtt X]'), '?'],
    ['a value that is not there', vpc('[!Ref AWS::NoValue, subnet-1]'), 'subnet-1'],
    ['null', vpc(''), 'absent'],
    ['a number', vpc(`[!Sub "subnet-\${P}"]`), 'subnet-1'],
    ['a number with a zero before it', vpc('[!Join ["-", [subnet, 01]]]'), '?'],
    ['one with a point', vpc('[!Join ["-", [subnet, 1.0]]]'), '?'],
    ['a number as it is written', vpc('[!Join ["-", [subnet, 1]]]'), 'subnet-1'],
  ];
  for (const [name, lines, expected] of values) t.equal(await subnets(lines, { P: '1' }), expected, name);
  const holds = (right: string, P: string) =>
    subnets(`Conditions: {C: !Equals [!Ref P, ${right}]}\n${vpc('!If [C, [yes-1], [no-1]]')}`, { P });
  t.equal(await holds('"yes"', 'yes'), 'yes-1');
  t.equal(await holds('True', 'true'), 'yes-1');
  t.equal(await holds('yes', 'yes'), 'yes-1 or no-1', 'which may be true');
  t.equal(await holds('1:30', '1:30'), 'yes-1 or no-1', 'which may be 90');
  t.equal(await holds('1_000', '1_000'), 'yes-1 or no-1');
});

t.test('templates with ids that the apply makes', async (t) => {
  const vpc = (ids: string) =>
    `{ Resources = { F = { Type = "AWS::Lambda::Function", Properties = { VpcConfig = { SubnetIds = ${ids}, SecurityGroupIds = ["sg-1"] } } } } }`;
  const NEW = `\${aws_subnet.new.id}`;
  const yaml = [
    'Resources:',
    '  F:',
    '    Type: AWS::Lambda::Function',
    `    Properties: {VpcConfig: {SubnetIds: [${NEW}], SecurityGroupIds: [sg-1]}}`,
  ];
  const IN_NEW = 'vpc-1; new aws_subnet.new.id; sg-1';
  const NOT_KNOWN = 'none: its template is not known';
  const cases: readonly (readonly [string, string, string])[] = [
    ['a whole value', `jsonencode(${vpc('[aws_subnet.new.id]')})`, IN_NEW],
    ['a part of a text', `jsonencode(${vpc(`["x-${NEW}"]`)})`, '?; ?; sg-1'],
    [
      'a text that is split',
      `jsonencode(${vpc(`{ "Fn::Split" = [",", "${NEW},a"] }`)})`,
      `vpc-1; new aws_subnet.new.id, a; sg-1`,
    ],
    ['YAML', `<<-EOT\n${yaml.join('\n')}\nEOT`, IN_NEW],
    ['a logical id', 'jsonencode({ Resources = { (aws_subnet.new.id) = {} } })', NOT_KNOWN],
    [
      'a type',
      'jsonencode({ Resources = { F = { Type = aws_subnet.new.id } } })',
      'none: a part of its template is not in the plan',
    ],
  ];
  for (const [name, body, expected] of cases) {
    const requests = await requestsOf({
      changes: [
        {
          address: STACK,
          actions: ['create'],
          after: { name: 's', parameters: {} },
          unknown: { template_body: true },
        },
        { address: 'aws_subnet.new', actions: ['create'], after: { vpc_id: 'vpc-1' }, unknown: { id: true } },
      ],
      config: {
        [STACK]: { name: {}, template_body: { references: ['aws_subnet.new.id', 'aws_subnet.new'] } },
      },
      files: {
        'main.tf': `resource "aws_subnet" "new" {}\nresource "aws_cloudformation_stack" "s" {\nname = "s"\ntemplate_body = ${body}\n}\n`,
      },
    });
    t.same(
      requests.map((made) => (made.kind === 'request' ? network(made).join(' or ') : shortly(made))),
      [expected],
      name,
    );
  }
});

t.test('what changes of a stack ask for', async (t) => {
  const f = (properties: object) => template({ F: fn(properties) });
  const sam = (properties: object) => template({ F: fn(properties, {}, 'AWS::Serverless::Function') });
  const from = (before: string, after: string, more: object = {}) =>
    updated(
      STACK,
      { name: 's', template_body: before, parameters: {} },
      { name: 's', template_body: after, parameters: {}, ...more },
    );
  const READING = template(
    { F: fn({ VpcConfig: { ...VPC, SubnetIds: [{ Ref: 'S' }] } }), G: fn({}) },
    { Parameters: { S: { Type: 'AWS::SSM::Parameter::Value<String>' } } },
  );
  const CREATE = 'lambda:CreateFunction';
  const UPDATE = 'lambda:UpdateFunctionConfiguration';
  const cases: readonly (readonly [string, SampleChange, readonly (string | RegExp)[]])[] = [
    ['two functions', stack(template({ A: fn({}), B: fn({}) })), [`will ${CREATE}`, `will ${CREATE}`]],
    [
      'none',
      stack(template({ Q: { Type: 'AWS::SQS::Queue' } })),
      ['none: no function of the stack is made or changed'],
    ],
    [
      'a function whose condition is false',
      stack(template({ A: fn({}, { Condition: 'C' }) }, { Conditions: { C: { 'Fn::Equals': ['a', 'b'] } } })),
      ['none: no function of the stack is made or changed'],
    ],
    [
      'a function whose condition is not known',
      stack(template({ A: fn({}, { Condition: 'C' }) })),
      [`may ${CREATE}`],
    ],
    [
      'the same template',
      from(f({ Timeout: 1 }), f({ Timeout: 1 })),
      ['none: no function of the stack is made or changed'],
    ],
    [
      'the same template, with a value that CloudFormation reads at each update',
      from(
        f({ VpcConfig: { SubnetIds: ['{{resolve:ssm:/subnet}}'] } }),
        f({ VpcConfig: { SubnetIds: ['{{resolve:ssm:/subnet}}'] } }),
      ),
      [`may ${UPDATE}`],
    ],
    [
      'a parameter that CloudFormation reads from another place',
      updated(
        STACK,
        { name: 's', template_body: READING, parameters: { S: '/a' } },
        { name: 's', template_body: READING, parameters: { S: '/b' } },
      ),
      [`may ${UPDATE}`],
    ],
    ['other settings', from(f({ Timeout: 1 }), f({ Timeout: 2 })), [`will ${UPDATE}`]],
    [
      'other code',
      from(f({ Code: { S3Key: 'a' } }), f({ Code: { S3Key: 'b' } })),
      ['none: no function of the stack is made or changed'],
    ],
    [
      'what SAM makes other resources of',
      from(sam({ Events: { E: 1 }, Policies: 'A', CodeUri: 'a' }), sam({ Policies: 'B', CodeUri: 'b' })),
      ['none: no function of the stack is made or changed'],
    ],
    ['a tracing of SAM', from(sam({}), sam({ Tracing: 'Active' })), [`will ${UPDATE}`]],
    ['a property that nobody knows yet', from(f({}), f({ Shiny: 1 })), [`may ${UPDATE}`]],
    ['another name', from(f({ FunctionName: 'a' }), f({ FunctionName: 'b' })), [`will ${CREATE}`]],
    ['one more function', from(f({}), template({ F: fn({}), G: fn({}) })), [`will ${CREATE}`]],
    [
      'another resource, and a function with a value of the stack',
      from(
        f({ Role: { 'Fn::GetAtt': ['R', 'Arn'] } }),
        template({ F: fn({ Role: { 'Fn::GetAtt': ['R', 'Arn'] } }), Q: {} }),
      ),
      [`may ${UPDATE}`],
    ],
    [
      'what was there is not known',
      updated(STACK, { name: 's', template_url: 'x' }, { name: 's', template_body: f({}), parameters: {} }),
      [`may ${CREATE}`, `may ${UPDATE}`],
    ],
    [
      'a function that may not have been there',
      from(template({ F: fn({ Timeout: 1 }, { Condition: 'C' }) }), f({ Timeout: 2 })),
      [`may ${CREATE}`, `may ${UPDATE}`],
    ],
    [
      'actions that nobody knows yet',
      { address: STACK, actions: ['mend'], after: {} },
      [`may ${CREATE}`, `may ${UPDATE}`],
    ],
    [
      'a stack that is deleted',
      { address: STACK, actions: ['delete'], before: { template_body: f({}) } },
      ['none: what is deleted needs no VPC settings'],
    ],
  ];
  for (const [name, change, expected] of cases)
    t.same((await requestsOf({ changes: [change] })).map(shortly), expected, name);
  const both = await requestsOf({
    changes: [
      from(
        template({ F: fn({ Timeout: 1 }), G: fn({}) }),
        template({ F: fn({ Timeout: 2 }), G: fn({ VpcConfig: VPC }) }),
      ),
    ],
  });
  t.same(
    both.map(({ because }) => because),
    ['F: Timeout changes', 'G: VpcConfig changes'],
    'each tells its function',
  );
});

t.test('templates that nobody can read before the apply are said', async (t) => {
  const cases: readonly (readonly [string, SampleChange])[] = [
    ['elsewhere', created(STACK, { name: 's', template_url: 'https://example.com/t' })],
    ['not known', created(STACK, { name: 's' }, { template_body: true })],
    ['neither JSON nor YAML', stack('{"Resources": ')],
    ['no template', stack('hello')],
    ['deeper than anything', stack(`a: ${'['.repeat(5000)}`)],
    ['nested stacks', stack(template({ N: { Type: 'AWS::CloudFormation::Stack' } }))],
    ['macros', stack(template({}, { Transform: ['Mystery'] }))],
    ['a macro beside the properties', stack(template({ F: fn({ Timeout: 1, 'Fn::Transform': {} }) }))],
    [
      'loops',
      stack(template({ 'Fn::ForEach::F': ['X', ['a'], {}] }, { Transform: 'AWS::LanguageExtensions' })),
    ],
    [
      'an application of the repository',
      created('aws_serverlessapplicationrepository_cloudformation_stack.a', { name: 'a' }),
    ],
    [
      'a stack set with functions',
      created('aws_cloudformation_stack_set.s', { name: 's', template_body: template({ F: fn({}) }) }),
    ],
  ];
  const more: readonly (readonly [string, SampleChange])[] = [
    ['a capacity provider in a template', stack(template({ P: { Type: 'AWS::Lambda::CapacityProvider' } }))],
    ['one of SAM', stack(template({ P: { Type: 'AWS::Serverless::CapacityProvider' } }))],
    ['a network connector in a template', stack(template({ P: { Type: 'AWS::Lambda::NetworkConnector' } }))],
    ['a network connector', created('awscc_lambda_network_connector.n', {})],
    ['a canary', created('aws_synthetics_canary.c', {})],
    ['a canary in a template', stack(template({ C: { Type: 'AWS::Synthetics::Canary' } }))],
    ['a product of Service Catalog', created('aws_servicecatalog_provisioned_product.p', {})],
    ['a capacity provider of Cloud Control', created('awscc_lambda_capacity_provider.p', {})],
    [
      'a stack of Cloud Control',
      created('awscc_cloudformation_stack.s', { template_body: template({ F: fn({}) }) }),
    ],
    ['a stack set of Cloud Control', created('awscc_cloudformation_stack_set.s', {})],
    [
      'a stack as any resource of Cloud Control',
      created('aws_cloudcontrolapi_resource.s', {
        type_name: 'AWS::CloudFormation::Stack',
        desired_state: '{}',
      }),
    ],
  ];
  for (const [name, change] of [...cases, ...more])
    t.ok(
      (await requestsOf({ changes: [change] })).some((one) => one.kind === 'no-request' && one.notice),
      name,
    );
  const rewritten: readonly (readonly [string, SampleChange, number])[] = [
    ['a macro may rewrite functions', stack(template({ F: fn({}) }, { Transform: 'Mystery' })), 0],
    ['so may one beside them', stack(template({ F: fn({}), 'Fn::Transform': { Name: 'Mystery' } })), 0],
    [
      'one of AWS does not',
      stack(template({ F: fn({}) }, { Transform: 'AWS::SecretsManager-2024-09-16' })),
      1,
    ],
  ];
  const body = (more: object) => ({ name: 's', template_body: template({ F: fn({}) }, more) });
  const unwritten = await requestsOf({ changes: [updated(STACK, body({ Transform: 'Mystery' }), body({}))] });
  t.same(
    unwritten.map((one) => one.kind === 'request' && [one.action, one.certainty]),
    [
      ['lambda:CreateFunction', 'may'],
      ['lambda:UpdateFunctionConfiguration', 'may'],
    ],
    'what a macro made before is not known',
  );
  for (const [name, change, count] of rewritten) {
    const planned = await requestsOf({ changes: [change] });
    t.equal(planned.filter(({ kind }) => kind === 'request').length, count, name);
  }
});

t.test('conditions that depend on each other end', async (t) => {
  const Conditions = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `C${index}`,
      { 'Fn::And': [{ Condition: `C${index + 1}` }, { Condition: `C${index + 1}` }] },
    ]),
  );
  const change = stack(
    template({ F: fn({}, { Condition: 'C0' }) }, { Conditions: { ...Conditions, C60: { Condition: 'C0' } } }),
  );
  t.same((await requestsOf({ changes: [change] })).map(shortly), ['may lambda:CreateFunction']);
});

t.test('who asks when CloudFormation does', async (t) => {
  const body = template({ F: fn({ Tags: [{ Key: 'a', Value: 'b' }] }) });
  const direct = (await requestOf({ changes: [stack(body)] })).alternatives[0];
  t.equal(held(direct, 'aws:ViaAWSService'), 'true');
  t.equal(held(direct, 'aws:CalledVia'), 'cloudformation.amazonaws.com');
  t.equal(held(direct, 'aws:RequestTag/a'), 'b');
  t.equal(held(direct, 'aws:RequestTag/c'), '? (or absent)', 'CloudFormation adds tags of its own');
  t.equal(textOf(direct.resource), 'arn:?:lambda:?:?:function:s-F-?');
  const role = 'arn:aws:iam::1:role/cfn';
  const ofRole = { changes: [stack(body, { iam_role_arn: role })] };
  const asRole = await requestOf(ofRole);
  t.equal(held(asRole.alternatives[0], 'aws:PrincipalArn'), role);
  t.equal(held(asRole.alternatives[0], 'aws:ViaAWSService'), '?');
  t.ok(asRole.isServiceRole, 'identity policies of who applies are not those of the role');
  t.notOk((await requestOf(ofRole, { principal: role })).isServiceRole, 'unless it is who applies');
  const desired = { type_name: 'AWS::Lambda::Function', desired_state: '{}', role_arn: role };
  const cloud = await requestOf({ changes: [created('aws_cloudcontrolapi_resource.c', desired)] });
  t.equal(held(cloud.alternatives[0], 'aws:PrincipalArn'), role, 'Cloud Control has a role, too');
  const made = (Timeout: number, iam_role_arn?: string) => ({
    name: 's',
    template_body: template({ F: fn({ Timeout }) }),
    ...(iam_role_arn === undefined ? {} : { iam_role_arn }),
  });
  const roleless = await requestOf({
    changes: [updated(STACK, made(1, role), made(2))],
  });
  t.equal(held(roleless.alternatives[0], 'aws:PrincipalArn'), role, 'the stack keeps its role');
  const tagged = (value: string, Timeout: number) => ({
    name: 's',
    template_body: template({ F: fn({ Timeout, Tags: [{ Key: 'a', Value: value }] }) }),
    parameters: {},
  });
  const kept = await requestOf({ changes: [updated(STACK, tagged('b', 1), tagged('b', 2))] });
  t.equal(held(kept.alternatives[0], 'aws:ResourceTag/a'), 'b');
  const moved = await requestOf({ changes: [updated(STACK, tagged('b', 1), tagged('c', 2))] });
  t.equal(
    held(moved.alternatives[0], 'aws:ResourceTag/a'),
    '? (or absent)',
    'which comes first is not known',
  );
});

t.test('Cloud Control', async (t) => {
  const CC = 'aws_cloudcontrolapi_resource.c';
  const state = (desired: object, type = 'AWS::Lambda::Function') => ({
    type_name: type,
    desired_state: JSON.stringify(desired),
  });
  const cases: readonly (readonly [string, SampleChange, readonly string[]])[] = [
    ['creates', created(CC, state({ VpcConfig: VPC })), ['will lambda:CreateFunction']],
    ['something else', created(CC, state({}, 'AWS::SQS::Queue')), []],
    [
      'updates',
      updated(CC, state({ Timeout: 1 }), state({ Timeout: 2 })),
      ['will lambda:UpdateFunctionConfiguration'],
    ],
    [
      'updates nothing that matters',
      updated(CC, state({ Tags: [] }), state({ Tags: [1] })),
      ['none: the configuration of the function does not change'],
    ],
    [
      'a state that is not known',
      created(CC, { type_name: 'AWS::Lambda::Function' }, { desired_state: true }),
      ['none: its desired state is not known'],
    ],
  ];
  for (const [name, change, expected] of cases)
    t.same((await requestsOf({ changes: [change] })).map(shortly), expected, name);
  t.same(network(await requestOf({ changes: [created(CC, state({ VpcConfig: VPC }))] })), [IN]);
});

t.test('awscc', async (t) => {
  const A = 'awscc_lambda_function.a';
  const vpc_config = { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] };
  const changes = (change: SampleChange): Sample => ({
    changes: [change],
    config: { [A]: { vpc_config: { references: ['aws_thing.t.network', 'aws_thing.t'] } } },
  });
  t.same(network(await requestOf(changes(created(A, { function_name: 'a', vpc_config })))), [IN]);
  t.same(
    network(await requestOf({ changes: [created(A, { function_name: 'a' }, { vpc_config: true })] })),
    [NONE],
    'what is not configured is computed',
  );
  t.same(network(await requestOf(changes(created(A, { function_name: 'a' }, { vpc_config: true })))), [
    '? (or absent); … (or absent); … (or absent)',
  ]);
  const short = async (before: object, after: object) =>
    (await requestsOf(changes(updated(A, before, after)))).map(shortly);
  t.same(await short({ timeout: 1, vpc_config }, { timeout: 2, vpc_config }), [
    'will lambda:UpdateFunctionConfiguration',
  ]);
  t.same(await short({ tags: [], vpc_config }, { tags: [{ key: 'a', value: 'b' }], vpc_config }), [
    'none: the configuration of the function does not change',
  ]);
});

t.test('a capacity provider carries subnets and groups, and no VPC', async (t) => {
  const C = 'aws_lambda_capacity_provider.c';
  const after = { name: 'c', vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] }] };
  const request = await requestOf(
    { changes: [created(C, after)] },
    { region: 'us-east-1', account: '111122223333' },
  );
  t.equal(request.action, 'lambda:CreateCapacityProvider');
  t.same(network(request), ['absent; subnet-1; sg-1']);
  t.equal(
    textOf(request.alternatives[0].resource),
    'arn:aws:lambda:us-east-1:111122223333:capacity-provider:c',
  );
  t.same((await requestsOf({ changes: [updated(C, after, { ...after, tags: {} })] })).map(shortly), [
    'none: an update of a capacity provider carries no subnets',
  ]);
  t.same((await requestsOf({ changes: [{ address: C, actions: ['mend'], after }] })).map(shortly), [
    'may lambda:CreateCapacityProvider',
  ]);
});

t.test('a list of texts in which new ids stand', async (t) => {
  const id = {
    kind: 'new',
    instance: 'aws_subnet.s',
    type: 'aws_subnet',
    attribute: 'id',
    trail: [],
  } as const;
  const given = { kind: 'template', parts: [id, known(', subnet-1')], trail: [] } as const;
  const declared = { S: { Type: 'List<AWS::EC2::Subnet::Id>' } };
  const value = templateParameters(declared, new Map([['S', given]]), 'stack').get('S');
  t.match(value, { kind: 'list', items: [id, { value: 'subnet-1' }] });
});
