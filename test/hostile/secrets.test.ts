import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { functionValues, onlyVpcs, type PlanParts, planJson } from './plan.ts';
import { inDirectory, type Run } from './program.ts';

/** Every secret of this test holds it, each in its own words: a leak names where it came from. */
const CANARY = 'CANARY';
const secret = (where: string) => `${CANARY}-${where}-9f3a`;

/** Texts of a plan that nothing a policy compares is made of. */
const UNREFERENCED = planJson({
  changes: [
    {
      address: 'aws_lambda_function.f["k"]',
      actions: ['update'],
      before: functionValues(['subnet-1'], ['sg-1'], {
        environment: [{ variables: { TOKEN: secret('environment before') } }],
        tags: { team: secret('tag before') },
        handler: secret('handler before'),
      }),
      after: functionValues(['subnet-2'], ['sg-1'], {
        environment: [{ variables: { [secret('environment name')]: secret('environment') } }],
        tags: { [secret('tag name')]: secret('tag') },
        tags_all: { team: secret('tags_all') },
        handler: secret('handler'),
        filename: secret('filename'),
        description: secret('description'),
        kms_key_arn: `arn:aws:kms:eu-west-1:123456789012:key/${secret('kms')}`,
        image_uri: secret('image'),
        dead_letter_config: [{ target_arn: secret('dead letter') }],
        source_code_hash: secret('hash'),
      }),
    },
    {
      address: 'aws_db_instance.d',
      after: { password: secret('password'), username: secret('user name') },
      afterSensitive: { password: true },
    },
    { address: 'aws_ssm_parameter.p', actions: ['delete'], before: { value: secret('parameter') } },
  ],
  prior: {
    'data.aws_subnet.s': { id: 'subnet-2', tags: { Name: secret('subnet tag') } },
    'aws_secretsmanager_secret_version.v': { secret_string: secret('secret string') },
  },
  configuration: {
    provider_config: {
      aws: {
        name: 'aws',
        expressions: {
          region: { constant_value: 'eu-west-1' },
          access_key: { constant_value: secret('access key') },
          secret_key: { constant_value: secret('secret key') },
          token: { constant_value: secret('token') },
        },
      },
    },
    root_module: {
      variables: { v: { default: secret('default'), description: secret('variable description') } },
      outputs: {
        o: { expression: { constant_value: secret('output expression') }, description: secret('output') },
      },
      resources: [
        {
          address: 'aws_lambda_function.f',
          mode: 'managed',
          type: 'aws_lambda_function',
          name: 'f',
          provider_config_key: 'aws',
          expressions: {
            environment: [{ variables: { constant_value: { A: secret('environment expression') } } }],
            handler: { constant_value: secret('handler expression') },
            vpc_config: [{ subnet_ids: { references: ['var.v'] }, security_group_ids: {} }],
          },
          for_each_expression: { constant_value: { k: secret('for_each value') } },
        },
      ],
      module_calls: {
        m: { source: './m', expressions: { password: { constant_value: secret('argument') } } },
      },
    },
  },
  more: {
    variables: { v: { value: secret('variable') }, w: { value: [secret('variable in a list')] } },
    planned_values: { outputs: { o: { value: secret('planned output'), sensitive: true } } },
    output_changes: { o: { actions: ['create'], before: null, after: secret('output change') } },
    resource_drift: [
      {
        address: 'aws_db_instance.d',
        type: 'aws_db_instance',
        name: 'd',
        mode: 'managed',
        change: { actions: ['update'], before: { password: secret('drift') } },
      },
    ],
    checks: [{ address: { kind: 'check' }, instances: [{ problems: [{ message: secret('check') }] }] }],
    relevant_attributes: [{ resource: secret('relevant'), attribute: ['x'] }],
  },
});

const TF = `
# ${secret('comment')}
variable "v" { default = "${secret('source default')}" }
locals { password = "${secret('local')}" }
provider "aws" {
  access_key = "${secret('source access key')}"
}
resource "aws_lambda_function" "f" {
  for_each = toset(["k"])
  environment { variables = { A = local.password } }
  vpc_config { # ${secret('comment of a line that is shown')}
    subnet_ids         = ["subnet-2"]
    security_group_ids = ["sg-1"]
  }
}
`;

const COMMANDS: readonly string[] = [
  'check p.json --verbose --color',
  'check p.json -f annotations',
  'check p.json -q -o json=r.json -o sarif=r.sarif -o markdown=r.md -o junit=r.xml -o text=r.txt',
  'graph p.json',
  'graph p.json --format json',
];

/** What the commands print and write. */
async function everythingSaid(
  t: Parameters<typeof inDirectory>[0],
  files: Readonly<Record<string, string>>,
  commands: readonly string[],
): Promise<readonly { readonly where: string; readonly text: string }[]> {
  const { run, cwd } = inDirectory(t, { '.git': {}, ...files });
  const said: { where: string; text: string }[] = [];
  for (const command of commands) {
    const { stdout, stderr }: Run = await run(command);
    said.push({ where: command, text: stdout + stderr });
  }
  for (const name of readdirSync(cwd).filter((name) => name.startsWith('r.')))
    said.push({ where: name, text: readFileSync(join(cwd, name), 'utf8') });
  return said;
}

const leaksIn = (said: readonly { readonly where: string; readonly text: string }[]) =>
  said.flatMap(({ where, text }) =>
    [...new Set(text.match(/[^\n]{0,60}CANARY[^\n]{0,30}/g) ?? [])].map((leak) => `${where}: ${leak}`),
  );

t.test('what no policy compares is never shown', async (t) => {
  const files = {
    'p.json': JSON.stringify(UNREFERENCED),
    'scp.json': JSON.stringify(onlyVpcs(['vpc-1'])),
    'main.tf': TF,
  };
  const scp = (command: string) => `${command} --scp scp.json`;
  const said = await everythingSaid(t, files, [
    ...COMMANDS.map(scp),
    'explain p.json aws_lambda_function.f["k"] --scp scp.json',
    'explain p.json aws_lambda_function.g --scp scp.json',
    'check p.json --scp scp.json --no-source --verbose',
    'check p.json --verbose',
    'policy p.json',
    'impact p.json --scp scp.json',
    'impact p.json --scp scp.json --format csv',
  ]);
  t.match(said[0]?.text, /undetermined.*aws_lambda_function\.f/s, 'there is something to show');
  t.same(leaksIn(said), []);
});

const SUBNET = `subnet-${CANARY}s`;
const GROUP = `sg-${CANARY}g`;
const VPC = `vpc-${CANARY}v`;
const FUNCTION = 'aws_lambda_function.f';

/** A resource of the configuration without arguments. */
const plain = (type: string, name = 'new') => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  provider_config_key: 'aws',
  expressions: {},
});

interface Sensitive {
  readonly sentence: string;
  readonly plan: PlanParts;
  readonly scp?: unknown;
  readonly tf?: string;
  readonly decision: string;
}

const inSecretVpc = { 'data.aws_subnet.s': { id: SUBNET, vpc_id: VPC } };
const MARKED = { id: true, vpc_id: true };
const secretFunction = {
  address: FUNCTION,
  after: functionValues([SUBNET], [GROUP]),
  afterSensitive: { vpc_config: [{ subnet_ids: true, security_group_ids: [true] }] },
};
const openFunction = { address: FUNCTION, after: functionValues(['subnet-1'], ['sg-1']) };
const openVpc = { 'data.aws_subnet.s': { id: 'subnet-1', vpc_id: 'vpc-1' } };
const onlySubnets = (operator: string, subnets: readonly string[]) =>
  onlyVpcs([], { Condition: { [operator]: { 'lambda:SubnetIds': subnets } } });
const secretContent = (content: unknown) => ({
  address: 'aws_organizations_policy.p',
  after: { type: 'SERVICE_CONTROL_POLICY', name: 'p', content: JSON.stringify(content) },
  afterSensitive: { content: true },
});

const SENSITIVE: readonly Sensitive[] = [
  {
    sentence: 'a VPC that the policy does not list',
    plan: { changes: [secretFunction], prior: inSecretVpc, priorSensitive: { 'data.aws_subnet.s': MARKED } },
    scp: onlyVpcs(['vpc-1']),
    decision: 'explicit-deny',
  },
  {
    sentence: 'a VPC that the policy lists by a pattern',
    plan: { changes: [secretFunction], prior: inSecretVpc, priorSensitive: { 'data.aws_subnet.s': MARKED } },
    scp: onlyVpcs([], { Condition: { StringNotLike: { 'lambda:VpcIds': 'vpc-*v' } } }),
    decision: 'allowed',
  },
  {
    sentence: 'a subnet of which nothing tells the VPC',
    plan: { changes: [secretFunction] },
    scp: onlyVpcs(['vpc-1']),
    decision: 'undetermined',
  },
  {
    sentence: 'a subnet that the policy does not list',
    plan: { changes: [secretFunction] },
    scp: onlySubnets('ForAnyValue:StringNotEquals', ['subnet-1']),
    decision: 'explicit-deny',
  },
  {
    sentence: 'subnets of two VPCs',
    plan: {
      changes: [
        {
          ...secretFunction,
          after: functionValues([SUBNET, `${SUBNET}2`], [GROUP]),
        },
      ],
      prior: { ...inSecretVpc, 'data.aws_subnet.t': { id: `${SUBNET}2`, vpc_id: `${VPC}2` } },
      priorSensitive: { 'data.aws_subnet.s': MARKED, 'data.aws_subnet.t': MARKED },
    },
    scp: onlyVpcs(['vpc-1']),
    decision: 'undetermined',
  },
  {
    sentence: 'one subnet that evidence puts into two VPCs',
    plan: {
      changes: [secretFunction],
      prior: { ...inSecretVpc, 'data.aws_subnet.t': { id: SUBNET, vpc_id: `${VPC}2` } },
      priorSensitive: { 'data.aws_subnet.s': MARKED, 'data.aws_subnet.t': MARKED },
    },
    scp: onlyVpcs([`${VPC}x`], { Condition: { StringNotLike: { 'lambda:VpcIds': 'vpc-*v' } } }),
    decision: 'undetermined',
  },
  {
    sentence: 'a sensitive subnet beside one that is not known',
    plan: {
      changes: [
        {
          ...secretFunction,
          after: functionValues([SUBNET], [GROUP]),
          unknown: { vpc_config: [{ subnet_ids: [false, true] }] },
        },
      ],
    },
    scp: onlySubnets('ForAllValues:StringLike', [`subnet-*s`]),
    decision: 'undetermined',
  },
  {
    sentence: 'a change of what is sensitive',
    plan: {
      changes: [
        {
          ...secretFunction,
          actions: ['update'],
          before: functionValues([`${SUBNET}0`], [GROUP], {
            arn: `arn:aws:lambda:eu-west-1:123456789012:function:${CANARY}`,
          }),
          beforeSensitive: { vpc_config: [{ subnet_ids: true, security_group_ids: [true] }], arn: true },
        },
      ],
    },
    scp: onlyVpcs(['vpc-1']),
    decision: 'undetermined',
  },
  {
    sentence: 'a policy whose content is sensitive, and that denies',
    plan: {
      changes: [openFunction, secretContent(onlyVpcs([VPC], { Sid: `${CANARY}Sid` }))],
      prior: openVpc,
    },
    decision: 'explicit-deny',
  },
  {
    sentence: 'a policy whose content is sensitive, with everything that a finding quotes',
    plan: {
      changes: [
        openFunction,
        secretContent({
          Version: '2012-10-17',
          Id: `${CANARY}Id`,
          [`${CANARY}Element`]: 1,
          Statement: [
            {
              Sid: `${CANARY} Sid`,
              Effect: `${CANARY}Effect`,
              Action: `${CANARY}Action`,
              Resource: `arn:${CANARY}`,
              Condition: {
                [`${CANARY}Operator`]: { a: 'b' },
                StringEquals: { [`aws:RequestTag/${CANARY}Key`]: `${CANARY}Value`, [`${CANARY}NoKey`]: 'x' },
                Null: { 'lambda:VpcIds': `${CANARY}Null` },
              },
            },
          ],
        }),
      ],
      prior: openVpc,
    },
    decision: 'undetermined',
  },
  {
    sentence: 'a policy whose content is sensitive, and no JSON',
    plan: {
      changes: [
        openFunction,
        {
          ...secretContent({}),
          after: { type: 'SERVICE_CONTROL_POLICY', content: `{"${CANARY}": ${CANARY}}` },
        },
      ],
      prior: openVpc,
    },
    decision: 'undetermined',
  },
  {
    sentence: 'a policy whose content is sensitive, and what it decides depends on something',
    plan: {
      changes: [openFunction, secretContent(onlyVpcs([VPC, `${VPC}2`], { Sid: `${CANARY}Sid` }))],
    },
    decision: 'undetermined',
  },
  {
    sentence: 'a policy document of a data source that is sensitive',
    plan: {
      changes: [openFunction, secretContent(onlyVpcs([VPC]))],
      prior: {
        ...openVpc,
        'data.aws_iam_policy_document.d': { json: JSON.stringify(onlyVpcs([VPC])) },
      },
      priorSensitive: { 'data.aws_iam_policy_document.d': { json: true } },
    },
    decision: 'explicit-deny',
  },
  {
    sentence: 'names, roles and tags that are sensitive',
    plan: {
      changes: [
        {
          address: FUNCTION,
          after: functionValues(['subnet-1'], ['sg-1'], {
            function_name: `${CANARY}-name`,
            role: `arn:aws:iam::123456789012:role/${CANARY}`,
            tags: { team: `${CANARY}-tag`, [`${CANARY}-key`]: 'x' },
            tags_all: { team: `${CANARY}-tag`, [`${CANARY}-key`]: 'x' },
            layers: [`arn:aws:lambda:eu-west-1:123456789012:layer:${CANARY}:1`],
            code_signing_config_arn: `arn:aws:lambda:eu-west-1:123456789012:code-signing-config:${CANARY}`,
          }),
          afterSensitive: {
            function_name: true,
            role: true,
            tags: true,
            tags_all: true,
            layers: true,
            code_signing_config_arn: true,
          },
        },
      ],
      prior: openVpc,
    },
    scp: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'lambda:CreateFunction',
          Resource: 'arn:aws:lambda:*:*:function:*-name',
          Condition: {
            StringLike: { 'aws:RequestTag/team': '*-tag' },
            'ForAnyValue:StringLike': { 'aws:TagKeys': '*-key', 'lambda:Layer': '*' },
            Null: { 'lambda:CodeSigningConfigArn': 'false' },
          },
        },
      ],
    },
    decision: 'undetermined',
  },
  {
    sentence: 'a sensitive variable that the configuration refers to',
    plan: {
      changes: [
        {
          address: FUNCTION,
          after: { ...functionValues([], ['sg-1']), vpc_config: [{ security_group_ids: ['sg-1'] }] },
          unknown: { vpc_config: [{ subnet_ids: true }] },
          afterSensitive: { vpc_config: [{ subnet_ids: true }] },
        },
        { address: 'aws_subnet.new', after: {}, unknown: { id: true } },
      ],
      configuration: {
        provider_config: { aws: { name: 'aws' } },
        root_module: {
          variables: { subnets: { sensitive: true } },
          resources: [
            {
              address: FUNCTION,
              mode: 'managed',
              type: 'aws_lambda_function',
              name: 'f',
              provider_config_key: 'aws',
              expressions: {
                vpc_config: [
                  {
                    subnet_ids: { references: ['local.all'] },
                    security_group_ids: { constant_value: ['sg-1'] },
                  },
                ],
              },
            },
            plain('aws_subnet'),
          ],
        },
      },
      more: { variables: { subnets: { value: [SUBNET, `${SUBNET}2`] } } },
    },
    tf: `
      variable "subnets" {
        sensitive = true
        default   = ["${SUBNET}default"]
      }
      locals { all = concat(var.subnets, [aws_subnet.new.id]) }
      resource "aws_subnet" "new" {}
      resource "aws_lambda_function" "f" {
        vpc_config {
          subnet_ids         = local.all
          security_group_ids = ["sg-1"]
        }
      }`,
    scp: onlySubnets('ForAnyValue:StringNotLike', ['subnet-*2']),
    decision: 'explicit-deny',
  },
  {
    sentence: 'a default tag of the provider that is made of a sensitive variable',
    plan: {
      changes: [
        {
          address: FUNCTION,
          after: functionValues(['subnet-1'], ['sg-1'], { tags_all: { team: `${CANARY}-tag` } }),
        },
      ],
      configuration: {
        provider_config: {
          aws: {
            name: 'aws',
            expressions: { default_tags: [{ tags: { references: ['local.team', 'var.team'] } }] },
          },
        },
        root_module: {
          variables: { team: { sensitive: true } },
          resources: [plain('aws_lambda_function', 'f')],
        },
      },
      more: { variables: { team: { value: `${CANARY}-tag` } } },
    },
    tf: `
      variable "team" { sensitive = true }
      locals { team = { team = var.team } }
      provider "aws" {
        default_tags { tags = local.team }
      }
      resource "aws_lambda_function" "f" {}`,
    scp: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'lambda:CreateFunction',
          Resource: '*',
          Condition: { StringLike: { 'aws:RequestTag/team': '*-tag' } },
        },
      ],
    },
    decision: 'explicit-deny',
  },
  {
    sentence: 'a policy that the source makes of a sensitive variable',
    plan: {
      changes: [
        openFunction,
        {
          address: 'aws_organizations_policy.p',
          after: { type: 'SERVICE_CONTROL_POLICY', name: 'p' },
          unknown: { content: true },
          afterSensitive: { content: true },
        },
        { address: 'aws_vpc.new', after: {}, unknown: { id: true } },
      ],
      prior: openVpc,
      configuration: {
        provider_config: { aws: { name: 'aws' } },
        root_module: {
          variables: { vpc: { sensitive: true }, sid: { sensitive: true } },
          resources: [
            {
              address: 'aws_organizations_policy.p',
              mode: 'managed',
              type: 'aws_organizations_policy',
              name: 'p',
              provider_config_key: 'aws',
              expressions: {
                content: { references: ['var.vpc', 'var.sid', 'aws_vpc.new.id', 'aws_vpc.new'] },
              },
            },
            plain('aws_vpc'),
          ],
        },
      },
      more: { variables: { vpc: { value: VPC }, sid: { value: `${CANARY}Sid` } } },
    },
    tf: `
      variable "vpc" { sensitive = true }
      variable "sid" { sensitive = true }
      resource "aws_vpc" "new" {}
      resource "aws_organizations_policy" "p" {
        content = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Sid       = var.sid
            Effect    = "Deny"
            Action    = "lambda:*"
            Resource  = "*"
            Condition = { StringNotEquals = { "lambda:VpcIds" = [var.vpc, aws_vpc.new.id] } }
          }]
        })
      }`,
    decision: 'explicit-deny',
  },
];

t.test('what is sensitive is compared, and never shown', async (t) => {
  for (const { sentence, plan, scp, tf, decision } of SENSITIVE) {
    const files = {
      'p.json': JSON.stringify(planJson(plan)),
      ...(scp === undefined ? {} : { 'scp.json': JSON.stringify(scp) }),
      ...(tf === undefined ? {} : { 'main.tf': tf }),
    };
    const given = scp === undefined ? '' : ' --scp scp.json';
    const said = await everythingSaid(t, files, [
      ...['check p.json -f json', ...COMMANDS].map((command) => `${command}${given}`),
      `explain p.json ${FUNCTION}${given}`,
      'policy p.json',
    ]);
    const report = JSON.parse(said[0]?.text ?? '');
    t.same(
      report.requests.map((request: { decision: string }) => request.decision),
      [decision],
      sentence,
    );
    t.same(leaksIn(said), [], sentence);
    t.notMatch(said.map(({ text }) => text).join(), /bug of tfvpc/);
  }
});

/** Ways in which JSON breaks at a text. */
const BREAKS: Readonly<Record<string, (text: string, at: number) => string>> = {
  'the file ends': (text, at) => text.slice(0, at + 4),
  'a quote is missing': (text, at) => text.slice(0, at - 1) + text.slice(at),
  'an escape is none': (text, at) => `${text.slice(0, at + 3)}\\x${text.slice(at + 3)}`,
  'a line ends': (text, at) => `${text.slice(0, at + 3)}\n${text.slice(at + 3)}`,
  'a quote is too many': (text, at) => `${text.slice(0, at + 3)}"${text.slice(at + 3)}`,
  'a word stands where a text should': (text, at) => `${text.slice(0, at - 1)}CANARY${text.slice(at)}`,
};

t.test('a message about what is malformed quotes nothing of it', async (t) => {
  const text = JSON.stringify(UNREFERENCED);
  const places = ['environment-9', 'secret string', 'access key'];
  for (const [how, broken] of Object.entries(BREAKS)) {
    for (const place of places) {
      const at = text.indexOf(`${CANARY}-${place}`);
      t.ok(at > 0, place);
      const files = { 'p.json': broken(text, at), 'q.json': text, 'scp.json': '{}' };
      const said = await everythingSaid(t, files, [
        'check p.json',
        'check q.json --network p.json',
        'check q.json --organization p.json',
        'check q.json --config-file p.json',
        'merge p.json',
        'upload p.json --repository o/r --ref refs/heads/x --sha 0123456789012345678901234567890123456789',
        'impact p.json --scp scp.json',
      ]);
      t.same(leaksIn(said), [], `${how} at ${place}`);
      t.notMatch(said.map(({ text }) => text).join(), /bug of tfvpc/);
    }
  }
});
