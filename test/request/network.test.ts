import t from 'tap';
import { known, list, unknown } from '../../src/graph/construct.ts';
import type { Value } from '../../src/graph/value.ts';
import type { Value as IamValue } from '../../src/iam/value.ts';
import type { Network, VpcFinding } from '../../src/network/network.ts';
import { requestForms } from '../../src/request/network-keys.ts';
import type { VpcSettings } from '../../src/request/vpc-settings.ts';
import { shown } from './sample.ts';

const id = (text: string) => known(text);
const drawn = (instance: string): Value => ({
  kind: 'new',
  instance,
  type: instance.split('.')[0] ?? '',
  attribute: 'id',
  trail: [],
});
const oneOf = (...candidates: readonly Value[]): Value => ({
  kind: 'one-of',
  name: `one of ${candidates.length}`,
  candidates,
  reason: 'a condition',
  trail: [],
});
const given = (
  subnets: Value | undefined,
  securityGroups: Value | undefined,
  more: object = {},
): VpcSettings => ({ kind: 'given', subnets, securityGroups, ...more });
const rest = (more: object = {}) => ({ name: 'rest', reason: 'more', ...more });

/** `subnet-a…` is in vpc-a, and so on; others are nowhere. */
const at = async (value: Value): Promise<VpcFinding> => {
  const letter = value.kind === 'known' ? /^\w+-([a-z])/.exec(String(value.value))?.[1] : undefined;
  if (value.kind === 'known' && letter === 'x')
    return {
      kind: 'contradiction',
      evidence: ['vpc-a', 'vpc-b'].map((vpc) => ({ vpc: id(vpc), because: vpc, trail: [] })),
    };
  if (value.kind === 'new')
    return { kind: 'found', evidence: { vpc: drawn('aws_vpc.v'), because: 'it', trail: [] } };
  return letter === undefined
    ? { kind: 'unknown', reason: 'nothing tells', settle: '--network' }
    : { kind: 'found', evidence: { vpc: id(`vpc-${letter}`), because: 'it', trail: [] } };
};
const NETWORK: Network = { vpcOfSubnet: at, vpcOfSecurityGroup: at, holderOf: async () => undefined };

/** A value that is the same as itself would never come to an end. */
function assertOwnName(value: IamValue): void {
  if (value.kind !== 'one-of') return;
  const names = value.candidates.flatMap((one) => (one.kind === 'known' ? [] : [one.name]));
  t.notOk(names.includes(value.name), `the name of \`${value.name}\` is that of none of its candidates`);
}

const forms = async (settings: VpcSettings) => {
  const found = await requestForms(settings, NETWORK, 'f');
  for (const { vpcIds } of found.forms) if (vpcIds.kind === 'single') assertOwnName(vpcIds.value);
  return found.forms.map(({ vpcIds, subnetIds, securityGroupIds }) =>
    [vpcIds, subnetIds, securityGroupIds]
      .map((key) => {
        if (key.kind === 'absent') return 'absent';
        const values =
          key.kind === 'single'
            ? [shown(key.value)]
            : [
                ...key.values.map(shown),
                ...(key.rest === undefined ? [] : [`${key.rest.atLeast ?? 0}–${key.rest.atMost}`]),
              ];
        return `${values.join(', ')}${key.presence.kind === 'present' ? '' : '?'}`;
      })
      .join('; '),
  );
};

t.test('the forms a request may have', async (t) => {
  const G = list([id('sg-a1')]);
  const open = list([id('sg-9')]);
  const cases: readonly (readonly [string, VpcSettings, readonly string[]])[] = [
    ['known ids', given(list([id('subnet-a1')]), G), ['vpc-a; subnet-a1; sg-a1']],
    [
      'new ids',
      given(list([drawn('aws_subnet.s')]), list([drawn('aws_security_group.g')])),
      ['new aws_vpc.v.id; new aws_subnet.s.id; new aws_security_group.g.id'],
    ],
    [
      'the VPC is that of any of them',
      given(list([id('subnet-1'), id('subnet-a1')]), open),
      ['vpc-a; subnet-1, subnet-a1; sg-9'],
    ],
    ['the VPC of a group', given(list([id('subnet-1')]), G), ['vpc-a; subnet-1; sg-a1']],
    ['nothing tells the VPC', given(list([id('subnet-1')]), open), ['?; subnet-1; sg-9']],
    [
      'subnets beside groups of which nothing is known: Lambda takes no subnets alone',
      given(list([id('subnet-a1')]), unknown('groups', 'it is')),
      ['vpc-a; subnet-a1; 1–5'],
    ],
    [
      'groups beside subnets of which nothing is known',
      given(unknown('subnets', 'it is'), list([id('sg-a1')])),
      ['vpc-a; 1–16; sg-a1'],
    ],
    [
      'groups of which there may be any beside subnets of which there may be any',
      given(unknown('subnets', 'it is'), list([], { rest: rest({ candidates: [id('sg-a1')] }) })),
      ['vpc-a?; 1–16?; sg-a1?'],
    ],
    [
      'different VPCs',
      given(list([id('subnet-a1')]), list([id('sg-b1')])),
      ['one of (vpc-a | vpc-b | ?); subnet-a1; sg-b1'],
    ],
    [
      'evidence that contradicts itself',
      given(list([id('subnet-x1')]), open),
      ['one of (vpc-a | vpc-b | ?); subnet-x1; sg-9'],
    ],
    [
      'a subnet that exists already is in no VPC that is new',
      given(list([id('subnet-1')]), list([drawn('aws_security_group.g')])),
      ['one of (new aws_vpc.v.id | ?); subnet-1; new aws_security_group.g.id'],
    ],
    [
      'one of two subnets of one VPC',
      given(list([oneOf(id('subnet-a1'), id('subnet-a2'))]), open),
      ['vpc-a; one of (subnet-a1 | subnet-a2); sg-9'],
    ],
    [
      'one of two subnets of two VPCs ties the VPC to the subnet',
      given(list([oneOf(id('subnet-a1'), id('subnet-b1'))]), open),
      ['vpc-a; subnet-a1; sg-9', 'vpc-b; subnet-b1; sg-9'],
    ],
    [
      'no choice of a subnet fits a choice of a group',
      given(list([oneOf(id('subnet-a1'), id('subnet-b1'))]), list([oneOf(id('sg-c1'), id('sg-d1'))])),
      ['one of (vpc-a | vpc-b | vpc-c | vpc-d | ?); one of (subnet-a1 | subnet-b1); one of (sg-c1 | sg-d1)'],
    ],
    [
      'of one of them the VPC is not known',
      given(list([oneOf(id('subnet-a1'), id('subnet-1'))]), open),
      ['one of (vpc-a | ?); one of (subnet-a1 | subnet-1); sg-9'],
    ],
    [
      'one of two lists',
      given(oneOf(list([id('subnet-a1')]), list([id('subnet-b1')])), open),
      ['vpc-a; subnet-a1; sg-9', 'vpc-b; subnet-b1; sg-9'],
    ],
    [
      'a subnet that may be null',
      given(list([id('subnet-a1'), oneOf(id('subnet-a2'), known(null))]), open),
      ['vpc-a; subnet-a1, one of (subnet-a2 | subnet-a1); sg-9'],
    ],
    [
      'subnets of which there may be any',
      given(list([], { rest: rest({ candidates: [id('subnet-a1'), id('subnet-a2')] }) }), open),
      ['vpc-a; one of (subnet-a1 | subnet-a2), one of (subnet-a2 | subnet-a1); sg-9'],
    ],
    [
      'of which there is one at least',
      given(list([], { rest: rest({ candidates: [id('subnet-a1')], atLeast: 1 }) }), open),
      ['vpc-a; subnet-a1; sg-9'],
    ],
    [
      'further subnets',
      given(list([id('subnet-a1')], { rest: rest() }), open),
      ['vpc-a; subnet-a1, 0–15; sg-9'],
    ],
    [
      'subnets of which two may be the same leave room for another',
      given(list([unknown('s', 'why'), unknown('u', 'why')], { rest: rest() }), open),
      ['?; ?, ?, 0–16; sg-9'],
    ],
    [
      'a few further subnets, and one that may be there',
      given(list([oneOf(id('subnet-1'), known(null))], { rest: rest({ atMost: 1 }) }), open),
      ['?; 1–16; sg-9'],
    ],
    ['a set of which nothing is known', given(unknown('s', 'why'), open), ['?; 1–16; sg-9']],
    [
      'one of two lists of subnets goes with the groups that are in its VPC',
      given(
        oneOf(list([id('subnet-a1')]), list([id('subnet-b1')])),
        oneOf(list([id('sg-a1')]), list([id('sg-b1')])),
      ),
      ['vpc-a; subnet-a1; sg-a1', 'vpc-b; subnet-b1; sg-b1'],
    ],
    [
      'subnets and groups, or neither',
      given(oneOf(list([id('subnet-a1')]), list([])), oneOf(G, known(null))),
      ['vpc-a; subnet-a1; sg-a1', 'absent; absent; absent'],
    ],
    ['empty ids are left out', given(list([id('subnet-a1'), id('')]), G), ['vpc-a; subnet-a1; sg-a1']],
    [
      'a block that may be missing',
      given(list([id('subnet-a1')]), G, { doubt: { kind: 'unknown', name: 'd', reason: 'r' } }),
      ['vpc-a?; subnet-a1?; sg-a1?'],
    ],
    ['both empty', given(list([]), list([])), ['absent; absent; absent']],
    [
      'state names the VPC',
      given(list([id('subnet-1')]), open, { stated: id('vpc-s') }),
      ['vpc-s; subnet-1; sg-9'],
    ],
    [
      'state contradicts',
      given(list([id('subnet-a1')]), open, { stated: id('vpc-s') }),
      ['one of (vpc-s | vpc-a | ?); subnet-a1; sg-9'],
    ],
    [
      'a choice of settings',
      { kind: 'choice', options: [{ kind: 'none', reason: 'r' }, given(list([id('subnet-a1')]), G)] },
      ['absent; absent; absent', 'vpc-a; subnet-a1; sg-a1'],
    ],
    [
      'too many choices',
      {
        kind: 'choice',
        options: Array.from({ length: 20 }, (_, index) => given(list([id(`subnet-a${index}`)]), G)),
      },
      ['??; 1–16?; 1–5?'],
    ],
  ];
  for (const [name, settings, expected] of cases) t.same(await forms(settings), expected, name);
});

t.test('presence is one name for all keys, and the same unknown subnet is the same VPC', async (t) => {
  const doubt = { kind: 'unknown', name: 'd', reason: 'r' } as const;
  const [form] = (
    await requestForms(given(list([id('subnet-a1')]), list([id('sg-a1')]), { doubt }), NETWORK, 'f')
  ).forms;
  t.same(
    [form.vpcIds, form.subnetIds, form.securityGroupIds].map((key) => key.kind !== 'absent' && key.presence),
    [doubt, doubt, doubt],
  );
  const vpcs = await Promise.all(
    ['f', 'g'].map(
      async (owner) =>
        (await requestForms(given(list([id('subnet-1')]), list([id('sg-9')])), NETWORK, owner)).forms[0]
          .vpcIds,
    ),
  );
  t.same(vpcs[0], vpcs[1]);
});

t.test('contradictions are said in words', async (t) => {
  const { network } = await requestForms(given(list([id('subnet-a1')]), list([id('sg-b1')])), NETWORK, 'f');
  t.match(network.contradictions[0], /different VPCs: vpc-a \(it\), vpc-b \(it\)/);
  const old = given(list([id('subnet-1')]), list([drawn('aws_security_group.g')]));
  t.same((await requestForms(old, NETWORK, 'f')).network.contradictions, [
    'subnet-1 exists already, and cannot be in aws_vpc.v.id, which is new',
  ]);
});

t.test('why it is not known which lists a request has', async (t) => {
  const notesOf = async (groups: Value) =>
    (await requestForms(given(list([id('subnet-a1')]), groups), NETWORK, 'f')).notes;
  const one = list([id('sg-a1')]);
  t.same(await notesOf(oneOf(one, list([id('sg-a1'), id('sg-a2')]))), [
    'which security groups it gets is not known: a condition',
  ]);
  t.same(await notesOf(oneOf(one, list([id('sg-b1')]))), [], 'of these two Lambda takes one alone');
  t.same(await notesOf(one), []);
});
