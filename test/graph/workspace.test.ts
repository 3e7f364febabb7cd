import t from 'tap';
import { change, graphOf, shown } from './small-plan.ts';

/** A group whose name is not known before the apply, in a configuration that names other things by the workspace. */
interface Case {
  readonly name: string;
  readonly source: string;
  readonly changes: readonly object[];
  readonly expected: string;
}

const ASKED = 'resource "aws_vpc" "v" {\n  ipam = terraform.workspace\n}\n';
const asked = change('aws_vpc.v', { after: {}, unknown: { ipam: true } });
const group = (name: string, argument: string, more = '') =>
  `resource "aws_security_group" "${name}" {\n  ${argument}\n${more}}\n`;
const named = (name: string, after: object, more: object = {}) =>
  change(`aws_security_group.${name}`, { after, ...more });

const CASES: readonly Case[] = [
  {
    name: 'a name that is the workspace',
    source: group('a', 'name = terraform.workspace'),
    changes: [named('a', { name: 'live' })],
    expected: '"live"',
  },
  {
    name: 'a name that holds it twice, and tags',
    source: group(
      'a',
      'name = "x-\u0024{terraform.workspace}-\u0024{terraform.workspace}"\n  tags = { Stage = terraform.workspace }',
    ),
    changes: [named('a', { name: 'x-a-1-a-1', tags: { Stage: 'a-1' } })],
    expected: '"a-1"',
  },
  {
    name: 'a name that was written otherwise',
    source: group('a', 'name = "x-\u0024{terraform.workspace}"'),
    changes: [named('a', { name: 'y-live' })],
    expected: '?',
  },
  {
    name: 'two names that contradict each other',
    source: group('a', 'name = terraform.workspace') + group('b', 'name = terraform.workspace'),
    changes: [named('a', { name: 'live' }), named('b', { name: 'test' })],
    expected: '?',
  },
  {
    name: 'a text made of it',
    source: group('a', 'name = upper(terraform.workspace)'),
    changes: [named('a', { name: 'LIVE' })],
    expected: '?',
  },
  {
    name: 'a name beside something else that is not known',
    source: group('a', 'name = "\u0024{terraform.workspace}\u0024{aws_vpc.v.owner_id}"'),
    changes: [named('a', { name: 'live1' })],
    expected: '?',
  },
  {
    name: 'the name of what exists',
    source: group('a', 'name = terraform.workspace'),
    changes: [named('a', { name: 'live' }, { actions: 'no-op', before: { name: 'live' } })],
    expected: '"live"',
  },
  {
    name: 'what an existing thing may have kept',
    source:
      group('a', 'description = terraform.workspace') +
      group('b', 'name = terraform.workspace', '  lifecycle {\n    ignore_changes = [name]\n  }\n'),
    changes: [
      named('a', { description: 'old' }, { actions: 'no-op', before: { description: 'old' } }),
      named('b', { name: 'old' }, { actions: 'update', before: { name: 'old' } }),
    ],
    expected: '?',
  },
  {
    name: 'names in a list',
    source: group('a', 'names = ["b", "\u0024{terraform.workspace}-x"]'),
    changes: [named('a', { names: ['b', 'live-x'] })],
    expected: '"live"',
  },
  {
    name: 'a name in a set, which stands in another order',
    source: group('a', 'names = ["\u0024{terraform.workspace}-x", "a-x"]'),
    changes: [named('a', { names: ['a-x', 'live-x'] })],
    expected: '?',
  },
  {
    name: 'a set of fewer names',
    source: group('a', 'names = [terraform.workspace, "live"]'),
    changes: [named('a', { names: ['live'] })],
    expected: '?',
  },
  {
    name: 'a sensitive name',
    source: group('a', 'name = terraform.workspace'),
    changes: [named('a', { name: 'live' }, { sensitive: { name: true } })],
    expected: '?',
  },
];

t.test('the workspace that a plan shows', async (t) => {
  for (const { name, source, changes, expected } of CASES) {
    const graph = graphOf({ resource_changes: [asked, ...changes] }, { 'main.tf': ASKED + source });
    const value = await graph.attribute('aws_vpc.v', ['ipam']);
    t.match(shown(value), expected === '?' ? /^\?/u : expected, name);
  }
});
