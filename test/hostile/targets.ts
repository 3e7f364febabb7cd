// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform's and IAM's
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { check } from '../../src/check.ts';
import { readConfig } from '../../src/config.ts';
import { InputError } from '../../src/error.ts';
import { authorize, compilePolicies } from '../../src/iam/authorize.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
import { PRESENT } from '../../src/iam/request.ts';
import type { Files } from '../../src/io.ts';
import { main } from '../../src/main.ts';
import { readNetworkDescription } from '../../src/network/read-description.ts';
import { parseAddress } from '../../src/plan/address.ts';
import { bytesOf } from '../../src/plan/bytes.ts';
import { readPlan } from '../../src/plan/read.ts';
import { NOTHING_GIVEN } from '../../src/policies/applicable.ts';
import { readOrganizationFile } from '../../src/policies/organization-file.ts';
import { readOrganizationFolder } from '../../src/policies/organization-folder.ts';
import { FORMATS } from '../../src/report/format.ts';
import { openLocator } from '../../src/source/locate.ts';
import { openSource } from '../../src/source/source.ts';
import { openPlaces } from '../../src/verdict/places.ts';
import { memoryFiles } from '../source/memory-files.ts';
import { functionValues, onlyVpcs, planJson } from './plan.ts';

/** A reader, and valid documents of what it reads. */
export interface Target {
  readonly name: string;
  readonly seeds: readonly string[];
  /** Reads a document, and whatever is read from it later. Throws InputError for what is refused. */
  readonly read: (text: string) => void | Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');
const corpus = (pattern: string, largest: number) =>
  globSync(pattern, { cwd: ROOT })
    .sort()
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .filter(({ length }) => length < largest);

const bytes = (text: string) => bytesOf(new TextEncoder().encode(text));

const PLANS = [
  ...corpus('testdata/check/*/*.json', 60_000),
  ...corpus('testdata/graph/*/plan.json', 60_000),
].filter((text) => text.includes('"resource_changes"'));
const POLICY = JSON.stringify(onlyVpcs(['vpc-1', 'vpc-*', '${aws:PrincipalTag/x}']));
const POLICIES = [
  POLICY,
  ...corpus('testdata/audit/*.json', 60_000),
  ...corpus('testdata/**/scp/*.json', 60_000),
];
const SOURCES = [...corpus('testdata/graph/*/main.tf', 30_000), ...corpus('examples/demo/*.tf', 30_000)];

async function judge(planText: string, policy: string, source?: string): Promise<void> {
  const files = source === undefined ? undefined : memoryFiles({ 'main.tf': source });
  const report = await check({
    path: 'p.json',
    plan: readPlan(bytes(planText), { path: 'p.json' }),
    ...(files === undefined ? {} : { source: openSource(files, '.') }),
    places: openPlaces(files === undefined ? undefined : openLocator(files, '.'), (path) => path),
    policies: { ...NOTHING_GIVEN, scp: [{ path: 's.json', text: policy }] },
    networks: [],
    request: { context: [] },
    suppressions: [],
  });
  const options = { color: false, width: 100, verbose: true, quiet: false };
  for (const format of Object.values(FORMATS)) format(report, options);
}

/** A plan of one function whose network only the source tells. */
const OPEN_PLAN = JSON.stringify(
  planJson({
    changes: [
      {
        address: 'aws_lambda_function.f',
        after: { ...functionValues([], []), vpc_config: [{}] },
        unknown: { vpc_config: [{ subnet_ids: true, security_group_ids: true }] },
      },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws' } },
      root_module: {
        variables: { v: {} },
        resources: [
          {
            address: 'aws_lambda_function.f',
            mode: 'managed',
            type: 'aws_lambda_function',
            name: 'f',
            provider_config_key: 'aws',
            expressions: {
              vpc_config: [{ subnet_ids: { references: ['local.x'] }, security_group_ids: {} }],
            },
          },
        ],
      },
    },
    more: { variables: { v: { value: ['subnet-1', { a: 'b' }] } } },
  }),
);

const EXPRESSIONS = [
  'concat(var.v, ["subnet-1"])',
  '[for k, v in { a = "x", b = "y" } : "${k}-${v}" if k != "a"]',
  'flatten([for s in [1, 2] : [for t in ["a"] : "${s}${t}"]])',
  '{ for x in ["a", "b"] : x => upper(x)... }',
  'jsondecode(jsonencode({ a = [1, 2, { b = null }] }))',
  'format("%s-%05d-%v-%q", "a", 3, [1], "x")',
  'regexall("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")',
  'slice(sort(distinct(split(",", "b,a,c"))), 0, 2)',
  'cidrsubnet("10.0.0.0/8", 8, 3)',
  'try(var.v[1].a.b, lookup({ a = 1 }, "b", "c"), 1 / 0)',
  'setproduct(["a", "b"], range(10))',
  'replace("aaa", "/a*/", "b$${x}")',
  'merge({ a = { b = 1 } }, var.v...)',
  '"%{ for x in ["a"] }${x ~}  %{ endfor }${true ? "a" : 1}"',
  '1 + 2 * -3 % 4 == 5 && !(true || false) ? "a" : [1][0]',
  'var.v[*].a',
  'zipmap(["a"], [1]).a + max(1, 2, 3e308 * 10)',
  'base64decode(base64encode("ä")) == tostring(1e21)',
];
const moduleOf = (expression: string) => `
locals { x = ${expression} }
variable "v" {}
resource "aws_lambda_function" "f" {
  vpc_config {
    subnet_ids         = local.x
    security_group_ids = [local.x]
  }
}
`;

/** A configuration file alone in a directory. */
function configFiles(text: string): Files {
  const never = () => {
    throw new InputError('not-found', 'no such file or directory');
  };
  return {
    kind: (path) => (path === '.tfvpc.yml' ? 'file' : 'missing'),
    size: () => text.length,
    readText: () => text,
    readBytes: never,
    stream: never,
    open: never,
    list: never,
    write: never,
    expand: async (pattern) => [pattern],
    realPath: (path) => path,
    temporary: never,
  };
}

/** The whole program over files in memory. A bug ends it with status 70. */
async function program(argv: readonly string[], text: string): Promise<void> {
  const said: string[] = [];
  const out = { write: (line: string) => void said.push(line), isTerminal: false };
  const files: Files = {
    ...configFiles(text),
    kind: () => 'file',
    readText: (path) => (path === 's.json' ? POLICY : text),
    realPath: (path) => `/${path}`,
  };
  const status = await main({
    argv,
    env: {},
    cwd: '/',
    stdout: out,
    stderr: out,
    stdin: async function* () {},
    files: { ...files, kind: (path) => (path.startsWith('.tfvpc') ? 'missing' : 'file') },
    run: async () => undefined,
    now: () => new Date(0),
  });
  if (status > 2) throw new Error(said.join('').slice(-3000));
}

const REPORTS = corpus('testdata/report/**/*.json', 200_000).filter((text) => text.includes('"requests"'));
const STATE = JSON.stringify({
  version: 4,
  serial: 1,
  lineage: 'x',
  resources: [
    {
      mode: 'managed',
      type: 'aws_lambda_function',
      name: 'f',
      instances: [
        {
          index_key: 'k',
          attributes: { function_name: 'f', vpc_config: [{ subnet_ids: ['subnet-1'], vpc_id: 'vpc-1' }] },
        },
      ],
    },
    {
      mode: 'data',
      type: 'aws_subnet',
      name: 's',
      instances: [{ attributes: { id: 'subnet-1', vpc_id: 'vpc-1' } }],
    },
  ],
});

export const TARGETS: readonly Target[] = [
  {
    name: 'plan',
    seeds: PLANS,
    read: (text) => judge(text, POLICY),
  },
  {
    name: 'policy',
    seeds: POLICIES,
    read: (text) => {
      for (const kind of ['scp', 'identity'] as const) {
        const policy = parsePolicy({ label: 'p', kind, parts: [text] });
        const compiled = compilePolicies({ identity: [{ policy, attached: PRESENT }] });
        authorize(compiled, [
          {
            action: 'lambda:CreateFunction',
            resource: [
              'arn:aws:lambda:eu-west-1:123456789012:function:',
              { kind: 'unknown', name: 'n', reason: 'r' },
            ],
            context: { lookup: (key) => (key === 'lambda:vpcids' ? UNKNOWN_KEY : { kind: 'absent' }) },
          },
        ]);
      }
    },
  },
  {
    name: 'policy audit',
    seeds: POLICIES,
    read: (text) => program(['policy', 'p.json', '--format', 'json'], text),
  },
  { name: 'source', seeds: SOURCES, read: (text) => judge(OPEN_PLAN, POLICY, text) },
  { name: 'expression', seeds: EXPRESSIONS, read: (text) => judge(OPEN_PLAN, POLICY, moduleOf(text)) },
  {
    name: 'configuration',
    seeds: [
      'scp: [policies]\nnetwork: [n.json]\nregion: eu-west-1\nfail-on: [undetermined]\ncontext:\n  aws:PrincipalTag/team: [a, b]\nsuppress:\n  - rule: TFVPC001\n    address: "module.x.*"\n    reason: why\n',
      '{"scp": ["a"], "require-vpc": true, "account": "123456789012", "source": false}',
    ],
    read: async (text) => void (await readConfig(undefined, configFiles(text))),
  },
  {
    name: 'network',
    seeds: [
      JSON.stringify({
        Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1' }],
        SecurityGroups: [{ GroupId: 'sg-1', VpcId: 'vpc-1' }],
      }),
      JSON.stringify({ 'subnet-1': 'vpc-1' }),
      STATE,
    ],
    read: (text) => void readNetworkDescription(text, 'n.json'),
  },
  {
    name: 'organization',
    seeds: [
      JSON.stringify({
        managementAccount: '111111111111',
        principal: 'arn:aws:iam::123456789012:role/x',
        path: [
          { id: 'r-1', name: 'root', policies: [{ id: 'p-1', name: 'x', document: JSON.parse(POLICY) }] },
          { id: '123456789012' },
        ],
      }),
      JSON.stringify({ Policies: [{ Id: 'p-1', Name: 'x' }] }),
      JSON.stringify({
        Policy: { PolicySummary: { Id: 'p-1', Type: 'SERVICE_CONTROL_POLICY' }, Content: POLICY },
      }),
      JSON.stringify({ Parents: [{ Id: 'r-1', Type: 'ROOT' }] }),
    ],
    read: (text) => {
      refusing(() =>
        readOrganizationFile({ path: 'o.json', text, read: (path) => ({ path, text: POLICY }) }),
      );
      refusing(() =>
        readOrganizationFolder({ path: 'o', files: [{ path: 'o/list-policies-for-target-r-1.json', text }] }),
      );
    },
  },
  { name: 'merge', seeds: REPORTS, read: (text) => program(['merge', 'r.json', '-f', 'sarif'], text) },
  {
    name: 'impact',
    seeds: [STATE, ...PLANS],
    read: (text) => program(['impact', 'p.json', '--scp', 's.json', '--format', 'csv'], text),
  },
  {
    name: 'address',
    seeds: ['module.a["x.y[\\"z\\"]"].module.b[0].aws_lambda_function.f["k"]', 'data.aws_subnets.a[1]'],
    read: (text) => void parseAddress(text),
  },
];

const UNKNOWN_KEY = {
  kind: 'single',
  presence: { kind: 'unknown', name: 'presence', reason: 'r' },
  value: { kind: 'unknown', name: 'vpc', reason: 'r' },
} as const;

function refusing(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}

/** Reads a document as an attacker gives it: whatever it is, it is read or refused, and nothing else happens. */
export async function survives(target: Target, text: string): Promise<void> {
  try {
    await target.read(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {})
    throw new Error('a prototype was changed');
}
