// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates.
import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import {
  formatAddress,
  formatModulePath,
  parseAddress,
  parseModulePath,
  type ResourceAddress,
} from '../../src/plan/address.ts';
import { SEED } from '../seed.ts';

const managed = { module: [], mode: 'managed', type: 'aws_subnet', name: 'a' } as const;

const ADDRESSES: readonly (readonly [string, string, ResourceAddress])[] = [
  ['a resource of the root module', 'aws_subnet.a', managed],
  ['an instance of count', 'aws_subnet.a[12]', { ...managed, key: 12 }],
  [
    'a key with dots, brackets and quotes',
    String.raw`aws_subnet.a["x.y[0].\"z\"]"]`,
    { ...managed, key: 'x.y[0]."z"]' },
  ],
  ['a key that would be a template', 'aws_subnet.a["$${x}%%{y}"]', { ...managed, key: '${x}%{y}' }],
  ['a key with a dollar that is no template', 'aws_subnet.a["$$x$"]', { ...managed, key: '$$x$' }],
  [
    'a key with escapes',
    String.raw`aws_subnet.a["\n\t\\é\u00e9\U0001f600"]`,
    { ...managed, key: '\n\t\\éé😀' },
  ],
  ['a key as Terraform 0.12 wrote it', String.raw`aws_subnet.a["\a\x7f"]`, { ...managed, key: '\x07\x7f' }],
  ['an empty key', 'aws_subnet.a[""]', { ...managed, key: '' }],
  ['a data source', 'data.aws_subnet.a', { ...managed, mode: 'data' }],
  ['an ephemeral resource', 'ephemeral.aws_subnet.a', { ...managed, mode: 'ephemeral' }],
  ['a name with dashes, of another script', 'aws_subnet.größe-1', { ...managed, name: 'größe-1' }],
  ['a resource called module', 'aws_subnet.module', { ...managed, name: 'module' }],
  [
    'modules in modules',
    'module.net["a.b"].module.x[0].module.module.data.aws_subnet.a["k"]',
    {
      ...managed,
      module: [{ name: 'net', key: 'a.b' }, { name: 'x', key: 0 }, { name: 'module' }],
      mode: 'data',
      key: 'k',
    },
  ],
  [
    'a name from Object.prototype',
    'aws_subnet.__proto__["constructor"]',
    { ...managed, name: '__proto__', key: 'constructor' },
  ],
];

t.test('an address is taken apart', async (t) => {
  for (const [name, text, address] of ADDRESSES) t.strictSame(parseAddress(text), address, name);
});

t.test('what is no address of a resource is none', async (t) => {
  const none = [
    '',
    'aws_subnet',
    'aws_subnet.',
    '.a',
    'aws_subnet..a',
    'aws_subnet.a.b',
    'module.x',
    'module.x.aws_subnet',
    'module[0].x.aws_subnet.a',
    'data.aws_subnet',
    'aws_subnet["k"].a',
    'aws_subnet.a[',
    'aws_subnet.a[]',
    'aws_subnet.a[-1]',
    'aws_subnet.a[01]',
    'aws_subnet.a[1.5]',
    'aws_subnet.a["x]',
    'aws_subnet.a["x"',
    'aws_subnet.a["x"]y',
    'aws_subnet.a["x"][0]',
    String.raw`aws_subnet.a["\q"]`,
    String.raw`aws_subnet.a["\u12"]`,
    String.raw`aws_subnet.a["\U00110000"]`,
    'aws_subnet.a[x]',
    ' aws_subnet.a',
    'aws_subnet.a ',
    'aws_subnet.*',
  ];
  for (const text of none) t.equal(parseAddress(text), undefined, text);
});

t.test('a module path is taken apart', async (t) => {
  t.strictSame(parseModulePath(''), []);
  t.strictSame(parseModulePath('module.a["."].module.b'), [{ name: 'a', key: '.' }, { name: 'b' }]);
  for (const text of ['module', 'module.a.b', 'a.b', 'module.a.'])
    t.equal(parseModulePath(text), undefined, text);
});

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,8}$/);
const key = fc.oneof(
  fc.nat(),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[$%{}"\\\]]{0,9}$/),
);
const step = fc.record({ name, key }, { requiredKeys: ['name'], noNullPrototype: true });
const address = fc.record(
  {
    module: fc.array(step, { maxLength: 3 }),
    mode: fc.constantFrom('managed', 'data', 'ephemeral'),
    type: name.filter((type) => !['module', 'data', 'ephemeral'].includes(type)),
    name,
    key,
  },
  { requiredKeys: ['module', 'mode', 'type', 'name'], noNullPrototype: true },
);

t.test('parsing what was formatted gives the same back', async () => {
  fc.assert(
    fc.property(address, (address) => {
      deepEqual(parseAddress(formatAddress(address)), address);
      deepEqual(parseModulePath(formatModulePath(address.module)), address.module);
    }),
    { seed: SEED },
  );
});

t.test('a long hostile address is refused in no time', async (t) => {
  t.equal(parseAddress(`aws_subnet.a["${'$'.repeat(1e6)}`), undefined);
  t.equal(parseAddress('module.'.repeat(1e5)), undefined);
});
