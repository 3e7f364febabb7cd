import t from 'tap';
import { InputError } from '../../src/error.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { asSensitive, known, unknown } from '../../src/graph/construct.ts';
import type { Value } from '../../src/graph/value.ts';
import { buildNetwork } from '../../src/network/build.ts';
import type { VpcFinding } from '../../src/network/network.ts';
import { readNetworkDescription } from '../../src/network/read-description.ts';
import { change, created, type PlanJson, planOf, shown, stated } from '../graph/small-plan.ts';

/** In which VPC a member is, and why: `vpc-1: because`; both VPCs of a contradiction; `unknown`. */
interface Case {
  readonly name: string;
  readonly plan: PlanJson;
  /** A known id, or the address of what is created; a group when it begins with `sg-`. */
  readonly member: string;
  readonly files?: Readonly<Record<string, object>>;
  readonly expected: string;
}

const data = (...resources: readonly object[]) => ({ values: { root_module: { resources } } });
const kept = (address: string, values: object) =>
  change(address, { actions: 'no-op', before: values, after: values });

const CASES: readonly Case[] = [
  {
    name: 'a managed subnet says it itself',
    plan: { resource_changes: [kept('aws_subnet.a', { id: 'subnet-1', vpc_id: 'vpc-1' })] },
    member: 'subnet-1',
    expected: '"vpc-1": `aws_subnet.a.vpc_id`',
  },
  {
    name: 'a new subnet of a new VPC',
    plan: {
      resource_changes: [created('aws_vpc.v'), created('aws_subnet.a', ['vpc_id'])],
      configuration: {
        root_module: {
          resources: [
            {
              address: 'aws_subnet.a',
              mode: 'managed',
              type: 'aws_subnet',
              name: 'a',
              expressions: { vpc_id: { references: ['aws_vpc.v.id', 'aws_vpc.v'] } },
            },
          ],
        },
      },
    },
    member: 'aws_subnet.a',
    expected: 'new aws_vpc.v.id: `aws_subnet.a.vpc_id`',
  },
  {
    name: 'a new subnet in an existing VPC',
    plan: { resource_changes: [created('aws_subnet.a', [], { vpc_id: 'vpc-1' })] },
    member: 'aws_subnet.a',
    expected: '"vpc-1": `aws_subnet.a.vpc_id`',
  },
  {
    name: 'a data source that read the subnet',
    plan: { prior_state: data(stated('data.aws_subnet.a', { id: 'subnet-1', vpc_id: 'vpc-1' })) },
    member: 'subnet-1',
    expected: '"vpc-1": `data.aws_subnet.a.vpc_id`',
  },
  {
    name: 'a data source that found the subnet in one VPC',
    plan: {
      prior_state: data(
        stated('data.aws_subnets.db', { ids: ['subnet-1'], filter: [{ name: 'vpc-id', values: ['vpc-1'] }] }),
      ),
    },
    member: 'subnet-1',
    expected: '"vpc-1": `data.aws_subnets.db` filters vpc-id',
  },
  {
    name: 'a data source that searched several VPCs tells nothing',
    plan: {
      prior_state: data(
        stated('data.aws_subnets.db', {
          ids: ['subnet-1'],
          filter: [{ name: 'vpc-id', values: ['vpc-1', 'vpc-2'] }],
        }),
      ),
    },
    member: 'subnet-1',
    expected: 'unknown',
  },
  {
    name: 'nor one that searched with a wildcard',
    plan: {
      prior_state: data(
        stated('data.aws_subnets.db', { ids: ['subnet-1'], filter: [{ name: 'vpc-id', values: ['vpc-*'] }] }),
      ),
    },
    member: 'subnet-1',
    expected: 'unknown',
  },
  {
    name: 'the older data source has the VPC as an argument',
    plan: { prior_state: data(stated('data.aws_subnet_ids.db', { ids: ['subnet-1'], vpc_id: 'vpc-1' })) },
    member: 'subnet-1',
    expected: '"vpc-1": `data.aws_subnet_ids.db.vpc_id`',
  },
  {
    name: 'a security group says it itself',
    plan: { prior_state: data(stated('data.aws_security_group.g', { id: 'sg-1', vpc_id: 'vpc-1' })) },
    member: 'sg-1',
    expected: '"vpc-1": `data.aws_security_group.g.vpc_id`',
  },
  {
    name: 'a security group that is associated with another VPC too may stand in either',
    plan: {
      resource_changes: [
        kept('aws_security_group.g', { id: 'sg-1', vpc_id: 'vpc-1' }),
        kept('aws_vpc_security_group_vpc_association.a', { security_group_id: 'sg-1', vpc_id: 'vpc-2' }),
      ],
    },
    member: 'sg-1',
    expected: 'unknown',
  },
  {
    name: 'so may one whose association Terraform forgets',
    plan: {
      resource_changes: [
        kept('aws_security_group.g', { id: 'sg-1', vpc_id: 'vpc-1' }),
        change('aws_vpc_security_group_vpc_association.a', {
          actions: 'forget',
          before: { security_group_id: 'sg-1', vpc_id: 'vpc-2' },
        }),
      ],
    },
    member: 'sg-1',
    expected: 'unknown',
  },
  {
    name: 'so may one where it is not known which group is associated',
    plan: {
      resource_changes: [
        kept('aws_security_group.g', { id: 'sg-1', vpc_id: 'vpc-1' }),
        change('aws_vpc_security_group_vpc_association.a', { unknown: { security_group_id: true } }),
      ],
    },
    member: 'sg-1',
    expected: 'unknown',
  },
  {
    name: 'one is in its own VPC alone where another one is associated',
    plan: {
      resource_changes: [
        kept('aws_security_group.g', { id: 'sg-1', vpc_id: 'vpc-1' }),
        kept('aws_vpc_security_group_vpc_association.a', { security_group_id: 'sg-2', vpc_id: 'vpc-2' }),
      ],
    },
    member: 'sg-1',
    expected: '"vpc-1": `aws_security_group.g.vpc_id`',
  },
  {
    name: 'the default security group is in its VPC',
    plan: {
      resource_changes: [kept('aws_vpc.v', { id: 'vpc-1', default_security_group_id: 'sg-1' })],
    },
    member: 'sg-1',
    expected: '"vpc-1": it is the default security group of `aws_vpc.v`',
  },
  {
    name: 'a subnet that is about to be destroyed is still where it was',
    plan: {
      resource_changes: [
        change('aws_subnet.a', {
          actions: 'replace',
          before: { id: 'subnet-1', vpc_id: 'vpc-1' },
          unknown: { id: true },
        }),
      ],
    },
    member: 'subnet-1',
    expected: '"vpc-1": `aws_subnet.a.vpc_id` before the apply',
  },
  {
    name: 'a function that has the subnet in the state',
    plan: {
      resource_changes: [
        kept('aws_lambda_function.f', {
          id: 'f',
          vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'], vpc_id: 'vpc-1' }],
        }),
      ],
    },
    member: 'subnet-1',
    expected: '"vpc-1": `aws_lambda_function.f` has it with its VPC in the state',
  },
  {
    name: 'the VPC of a function that moves is the old one, and says nothing of the new subnets',
    plan: {
      resource_changes: [
        change('aws_lambda_function.f', {
          actions: 'update',
          before: { id: 'f', vpc_config: [{ subnet_ids: ['subnet-1'], vpc_id: 'vpc-1' }] },
          after: { id: 'f', vpc_config: [{ subnet_ids: ['subnet-2'], vpc_id: 'vpc-1' }] },
        }),
      ],
    },
    member: 'subnet-2',
    expected: 'unknown',
  },
  {
    name: 'a function in the state, behind another one that has the same and tells nothing',
    plan: {
      resource_changes: [
        created('aws_lambda_function.a', [], {
          vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] }],
        }),
        kept('aws_lambda_function.b', {
          id: 'b',
          vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'], vpc_id: 'vpc-1' }],
        }),
      ],
    },
    member: 'subnet-1',
    expected: '"vpc-1": `aws_lambda_function.b` has it with its VPC in the state',
  },
  {
    name: 'a function that has it beside a group of which the VPC is known, behind others that do not',
    plan: {
      resource_changes: [
        ...['a', 'b'].map((name) =>
          created(`aws_lambda_function.${name}`, [], {
            vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] }],
          }),
        ),
        created('aws_lambda_function.c', [], {
          vpc_config: [{ subnet_ids: ['subnet-1'], security_group_ids: ['sg-2'] }],
        }),
        kept('aws_security_group.g', { id: 'sg-2', vpc_id: 'vpc-1' }),
      ],
    },
    member: 'subnet-1',
    expected:
      '"vpc-1": `aws_lambda_function.c` has it beside others of that VPC (`aws_security_group.g.vpc_id`) in the plan',
  },
  {
    name: 'an endpoint of the plan that names both',
    plan: {
      resource_changes: [created('aws_vpc_endpoint.e', [], { vpc_id: 'vpc-1', subnet_ids: ['subnet-1'] })],
    },
    member: 'subnet-1',
    expected: '"vpc-1": `aws_vpc_endpoint.e` has it with its VPC in the plan',
  },
  {
    name: 'a subnet group that has it beside a subnet of which the VPC is known',
    plan: {
      resource_changes: [
        created('aws_db_subnet_group.g', ['vpc_id'], { subnet_ids: ['subnet-1', 'subnet-2'] }),
        kept('aws_subnet.b', { id: 'subnet-2', vpc_id: 'vpc-1' }),
      ],
    },
    member: 'subnet-1',
    expected:
      '"vpc-1": `aws_db_subnet_group.g` has it beside others of that VPC (`aws_subnet.b.vpc_id`) in the plan',
  },
  {
    name: 'a file says it',
    plan: {},
    member: 'subnet-1',
    files: { 'network.json': { 'subnet-1': 'vpc-1' } },
    expected: '"vpc-1": network.json',
  },
  {
    name: 'a file that contradicts the plan',
    plan: { resource_changes: [kept('aws_subnet.a', { id: 'subnet-1', vpc_id: 'vpc-1' })] },
    member: 'subnet-1',
    files: { 'network.json': { 'subnet-1': 'vpc-2' } },
    expected: 'contradiction "vpc-1": `aws_subnet.a.vpc_id`; "vpc-2": network.json',
  },
  {
    name: 'two files that agree',
    plan: {},
    member: 'sg-1',
    files: {
      'a.json': { 'sg-1': 'vpc-1' },
      'b.json': { SecurityGroups: [{ GroupId: 'sg-1', VpcId: 'vpc-1' }] },
    },
    expected: '"vpc-1": a.json',
  },
  { name: 'nothing says it', plan: {}, member: 'subnet-1', expected: 'unknown' },
];

function described(finding: VpcFinding): string {
  switch (finding.kind) {
    case 'found':
      return `${shown(finding.evidence.vpc)}: ${finding.evidence.because}`;
    case 'contradiction':
      return `contradiction ${finding.evidence.map(({ vpc, because }) => `${shown(vpc)}: ${because}`).join('; ')}`;
    case 'unknown':
      return 'unknown';
  }
}

t.test('in which VPC a subnet or a security group is', async (t) => {
  for (const { name, plan: json, member, files = {}, expected } of CASES) {
    const plan = planOf(json);
    const graph = buildGraph(plan);
    const given = Object.entries(files).map(([path, file]) =>
      readNetworkDescription(JSON.stringify(file), path),
    );
    const network = buildNetwork(plan, graph, given);
    const id = member.includes('.') ? await graph.attribute(member, ['id']) : known(member);
    if (id === undefined) throw new Error(`no ${member}`);
    const finding = member.startsWith('sg-') ? network.vpcOfSecurityGroup(id) : network.vpcOfSubnet(id);
    t.equal(described(await finding), expected, name);
  }
});

t.test('members that are not known', async (t) => {
  const plan = planOf({
    resource_changes: [
      created('aws_subnet.a', [], { vpc_id: 'vpc-1' }),
      created('aws_subnet.b', [], { vpc_id: 'vpc-1' }),
      created('aws_subnet.c', [], { vpc_id: 'vpc-2' }),
      change('data.aws_subnets.later', {
        actions: 'read',
        after: { filter: [{ name: 'vpc-id', values: ['vpc-1'] }] },
        unknown: { ids: true },
      }),
    ],
  });
  const graph = buildGraph(plan);
  const network = buildNetwork(plan, graph, []);
  const oneOf = async (...addresses: readonly string[]): Promise<Value> => {
    const ids = await Promise.all(addresses.map((address) => graph.attribute(address, ['id'])));
    const candidates = ids.filter((id) => id !== undefined);
    return { kind: 'one-of', name: addresses.join(), candidates, reason: 'a test', trail: [] };
  };
  const ask = async (member: Value) => described(await network.vpcOfSubnet(member));

  t.equal(
    await ask(await oneOf('aws_subnet.a', 'aws_subnet.b')),
    '"vpc-1": `aws_subnet.a.vpc_id`',
    'all of one VPC',
  );
  t.equal(await ask(await oneOf('aws_subnet.a', 'aws_subnet.c')), 'unknown', 'of two VPCs');
  t.equal(
    await ask(unknown('data.aws_subnets.later.ids', 'a test')),
    '"vpc-1": `data.aws_subnets.later` filters vpc-id',
    'what a data source will find',
  );
  const of = { instance: 'data.aws_subnets.later', type: 'aws_subnets', attribute: 'ids' };
  t.equal(
    await ask({ kind: 'unknown', name: 'one of them', reason: 'a test', trail: [], of }),
    '"vpc-1": `data.aws_subnets.later` filters vpc-id',
    'one that a data source will find',
  );
  t.equal(
    await ask({
      ...{ kind: 'one-of', name: 'x', reason: 'a test', settle: 'do it', trail: [] },
      candidates: [known('subnet-9'), known('subnet-1')],
    }),
    'unknown',
    'of VPCs that nothing tells',
  );
  const missing = await network.vpcOfSubnet(known('subnet-9'));
  t.match(missing, { settle: '--network <(aws ec2 describe-subnets --subnet-ids subnet-9)' });
  const secret = await network.vpcOfSubnet({ ...known('subnet-9secret'), sensitive: true });
  t.notMatch(JSON.stringify(secret), /9secret/u, 'a sensitive id is not shown');
});

t.test('files that describe a network', async (t) => {
  const READABLE: readonly (readonly [string, object | string, string])[] = [
    ['a map', { 'subnet-1': 'vpc-1', 'sg-1': 'vpc-1' }, 'subnet-1 vpc-1, sg-1 vpc-1'],
    [
      'what the AWS command line prints',
      {
        Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', Tags: [] }],
        SecurityGroups: [{ GroupId: 'sg-1', VpcId: 'vpc-1' }, { GroupId: 'sg-classic' }],
      },
      'subnet-1 vpc-1, sg-1 vpc-1',
    ],
    ['no subnet at all', { Subnets: [] }, ''],
    ['with a byte order mark', '\ufeff{"subnet-1":"vpc-1"}', 'subnet-1 vpc-1'],
    [
      'a state as it is shown',
      {
        format_version: '1.0',
        values: {
          root_module: {
            resources: [{ type: 'aws_security_group', values: { id: 'sg-1', vpc_id: 'vpc-1' } }],
            child_modules: [
              { resources: [{ type: 'aws_subnet', values: { id: 'subnet-1', vpc_id: 'vpc-1' } }] },
            ],
          },
        },
      },
      'subnet-1 vpc-1, sg-1 vpc-1',
    ],
    [
      'a state file',
      {
        version: 4,
        resources: [
          {
            mode: 'managed',
            type: 'aws_subnet',
            instances: [
              { attributes: { id: 'subnet-1', vpc_id: 'vpc-1' } },
              { attributes: { id: 'subnet-old', vpc_id: 'vpc-1' }, deposed: 'ab12' },
            ],
          },
        ],
      },
      'subnet-1 vpc-1',
    ],
    ['VPCs alone', { Vpcs: [{ VpcId: 'vpc-1' }] }, ''],
    [
      'a state of more than subnets',
      {
        version: 4,
        resources: [
          { type: 'aws_vpc', instances: [{ attributes: { id: 'vpc-1' } }] },
          {
            type: 'aws_subnet',
            instances: [{ attributes: { id: 'subnet-1', vpc_id: '' } }, { attributes: {} }],
          },
          {
            type: 'aws_default_security_group',
            instances: [{ attributes: { id: 'sg-1', vpc_id: 'vpc-1' } }],
          },
        ],
      },
      'sg-1 vpc-1',
    ],
    ['names such as __proto__ in it', '{"Subnets":[],"__proto__":{"Subnets":[1]}}', ''],
  ];
  for (const [name, file, expected] of READABLE) {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    const { subnets, securityGroups } = readNetworkDescription(text, 'network.json');
    const lines = [...subnets, ...securityGroups].map(([id, vpc]) => `${id} ${vpc}`);
    t.equal(lines.join(', '), expected, name);
  }

  const UNREADABLE: readonly (readonly [string, string])[] = [
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an empty object', '{}'],
    ['a map to something else', '{"subnet-1": 5}'],
    ['a map of something else', '{"vpc-1": "vpc-1"}'],
    ['a plan', '{"resource_changes": []}'],
    ['a subnet twice', '{"subnet-1": "vpc-1", "subnet-1": "vpc-2"}'],
    [
      'a subnet in two VPCs',
      '{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1"}, {"SubnetId": "subnet-1", "VpcId": "vpc-2"}]}',
    ],
    ['the output of a query', '{"Subnets": [{"SubnetId": "subnet-1"}]}'],
  ];
  for (const [name, text] of UNREADABLE) {
    t.throws(() => readNetworkDescription(text, 'network.json'), { code: 'network-unreadable' }, name);
  }
  t.throws(() => readNetworkDescription('', 'network.json'), InputError);
});

t.test('an id that is sensitive in one place is named where it is not', async (t) => {
  const plan = planOf({});
  const { vpcOfSubnet } = buildNetwork(plan, buildGraph(plan), []);
  t.match(await vpcOfSubnet(asSensitive(known('subnet-1'))), { reason: /in which VPC the subnet is$/ });
  t.match(await vpcOfSubnet(known('subnet-1')), {
    reason: /in which VPC `subnet-1` is$/,
    settle: /subnet-1/,
  });
});
