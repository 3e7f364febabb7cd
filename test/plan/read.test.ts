// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's templates.
import { deepEqual, equal } from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import t from 'tap';
import { formatAddress, formatModulePath, parseAddress } from '../../src/plan/address.ts';
import { bytesOf } from '../../src/plan/bytes.ts';
import { type JsonObject, member } from '../../src/plan/json.ts';
import { parseJson } from '../../src/plan/parse-json.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';
import { RecentValues } from '../../src/plan/recent-values.ts';
import { SEED } from '../seed.ts';
import { cutAt, everything, inPieces, read, SAMPLE } from './sample.ts';

const TEXT = JSON.stringify(SAMPLE);
const WHOLE = everything(read(TEXT));
const OPTIONS = { path: 'plan.json' };
const CHANGED = 'module.api["eu.west"].aws_lambda_function.this[0]';
const addressesOf = (list: Iterable<{ readonly addressText: string }>) =>
  [...list].map(({ addressText }) => addressText);

t.test('every member of the sample is found', async (t) => {
  const plan = read(TEXT);
  const [change] = plan.resourceChanges;
  t.equal(plan.formatVersion, '1.2');
  t.equal(plan.terraformVersion, '1.11.4');
  t.strictSame([plan.errored, plan.complete, plan.driftCount, plan.resourceChangeCount], [false, true, 1, 1]);
  t.strictSame([...plan.variables], [['vpc', 'vpc-1']]);
  t.strictSame(change?.address, {
    module: [{ name: 'api', key: 'eu.west' }],
    mode: 'managed',
    type: 'aws_lambda_function',
    name: 'this',
    key: 0,
  });
  t.equal(change?.addressText, CHANGED);
  t.equal(change?.actions, 'delete-create');
  t.equal(change?.actionReason, 'replace_because_cannot_update');
  t.equal(change?.previousAddress, 'aws_lambda_function.this');
  t.equal(change?.deposed, undefined);
  t.strictSame(change?.change(), {
    before: SAMPLE.resource_changes[0]?.change.before,
    after: SAMPLE.resource_changes[0]?.change.after,
    afterUnknown: { id: true },
    beforeSensitive: false,
    afterSensitive: {},
    replacePaths: [['function_name']],
    importing: { id: 'i' },
  });
  t.strictSame([...plan.outputChanges], [['out', { before: null, after: 'x', afterUnknown: false }]]);
  t.strictSame(plan.plannedValues.get(CHANGED)?.values(), { function_name: 'fé"' });
  t.strictSame(plan.priorState.get('data.aws_vpc.v')?.values(), { id: 'vpc-1' });
});

/** The same plan as others write it. */
const WRITINGS: readonly (readonly [string, string | Uint8Array])[] = [
  ['indented', JSON.stringify(SAMPLE, null, 2)],
  ['with tabs and Windows line ends', JSON.stringify(SAMPLE, null, '\t').replaceAll('\n', '\r\n')],
  [
    'with its members the other way round',
    JSON.stringify(Object.fromEntries(Object.entries(SAMPLE).reverse())),
  ],
  [
    'with escapes in names',
    TEXT.replaceAll('"resource_changes"', '"resource\\u005fchanges"').replaceAll('"type"', '"t\\u0079pe"'),
  ],
  [
    'with unknown members',
    TEXT.replace('{', '{"new":{"format_version":"9"},"größe":1,"__proto__":{"planned_values":1},'),
  ],
  ['with a UTF-8 byte order mark', `\ufeff${TEXT}`],
  ['in UTF-16, little-endian', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['in UTF-16, big-endian', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
  ['in UTF-16 without byte order mark', Buffer.from(TEXT, 'utf16le')],
  [
    'in UTF-16, larger than a block, cut in the middle of a pair',
    Buffer.from(
      `\ufeff${' '.repeat(32 * 1024 - 10)}{"x":"${'😀'.repeat(70_000)}",${TEXT.slice(1)}`,
      'utf16le',
    ),
  ],
  ['behind empty lines', `\n\n  ${TEXT}\n\n`],
  [
    "in the output of setup-terraform's wrapper",
    `[command]/opt/terraform-bin show -json plan.tfplan\n${TEXT}\n::debug::Terraform exited with code 0.\n::debug::stdout: ${TEXT}\n::set-output name=stdout::${TEXT}%0A\n`,
  ],
  ['behind a message of the program', `Switched to workspace "x".\r\n\x1b[33mWarning: {}\x1b[0m\r\n${TEXT}`],
  ['before the prompt of a shell', `${TEXT}%`],
];

for (const [name, written] of WRITINGS) {
  t.test(`a plan ${name} says the same`, async (t) => {
    const buffer = typeof written === 'string' ? Buffer.from(written) : written;
    t.strictSame(everything(read(buffer)), WHOLE);
    t.strictSame(everything(readPlan(inPieces(buffer, 7), OPTIONS)), WHOLE, 'in pieces');
  });
}

t.test('a plan cut into two pieces anywhere says the same', async (t) => {
  const buffer = Buffer.from(TEXT);
  for (let cut = 1; cut < buffer.length; cut++) {
    const plan = readPlan(cutAt(buffer, cut), OPTIONS);
    if (JSON.stringify(everything(plan)) !== JSON.stringify(WHOLE)) t.fail(`cut at ${cut}`);
  }
});

const values = fc.dictionary(
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'values')),
  fc.jsonValue(),
);
const generated = fc.record({
  values,
  before: fc.jsonValue(),
  key: fc.oneof(fc.nat(), fc.string({ unit: 'binary' })),
  indent: fc.nat(3),
});

/** Compared as JSON: it tells own members called `__proto__` from prototypes. */
function same(actual: unknown, expected: unknown): void {
  equal(JSON.stringify(actual), JSON.stringify(expected));
}

t.test('what is read is what JSON.parse reads, whatever the values are', async () => {
  fc.assert(
    fc.property(generated, fc.integer({ min: 1, max: 50 }), ({ values, before, key, indent }, pieces) => {
      const header = { mode: 'managed', type: 't', name: 'n', index: key };
      const document = {
        planned_values: { root_module: { resources: [{ ...header, values }] } },
        resource_changes: [{ ...header, change: { actions: ['update'], before, after: values } }],
        variables: { v: { value: before } },
        format_version: '1.2',
      };
      const text = JSON.stringify(document, null, indent);
      for (const bytes of [bytesOf(Buffer.from(text)), inPieces(Buffer.from(text), pieces)]) {
        const plan = readPlan(bytes, OPTIONS);
        const [change] = plan.resourceChanges;
        const [instance] = plan.plannedValues;
        same(change?.change().after, values);
        same(change?.change().before, before);
        same(change?.address.key, key);
        same(instance?.values(), values);
        same(plan.variables.get('v'), before);
      }
    }),
    { numRuns: 150, seed: SEED },
  );
});

const header = { address: 'aws_x.y', mode: 'managed', type: 'aws_x', name: 'y' };
const planOf = (members: object): Plan => read(JSON.stringify({ format_version: '1.2', ...members }));
const changeOf = (members: object) =>
  [...planOf({ resource_changes: [{ ...header, ...members }] }).resourceChanges][0];
const stateOf = (root: object) => planOf({ prior_state: { values: { root_module: root } } }).priorState;

t.test('a plan without optional members is empty, and complete', async (t) => {
  const nothing = {
    resource_changes: null,
    configuration: null,
    variables: null,
    prior_state: null,
    output_changes: null,
  };
  for (const members of [
    {},
    nothing,
    { prior_state: { values: null } },
    { prior_state: { values: { root_module: null } } },
  ]) {
    const plan = planOf({ planned_values: { root_module: {} }, ...members });
    t.strictSame([[...plan.resourceChanges], [...plan.priorState], [...plan.plannedValues]], [[], [], []]);
    t.strictSame([[...plan.variables], [...plan.outputChanges], plan.configuration()], [[], [], undefined]);
    t.strictSame([plan.complete, plan.errored, plan.deferredChanges], [true, false, []]);
    t.notOk('terraformVersion' in plan);
  }
  const failed = planOf({ planned_values: {}, errored: true, complete: false });
  t.strictSame([failed.errored, failed.complete], [true, false]);
});

t.test('actions are one word, and what is not known is unsupported', async (t) => {
  const actions = (...list: unknown[]) => changeOf({ change: { actions: list } })?.actions;
  t.equal(actions('no-op'), 'no-op');
  t.equal(actions('create', 'delete'), 'create-delete');
  t.equal(actions('create', 'forget'), 'create-forget');
  t.equal(actions('forget', 'create'), 'forget-create');
  t.equal(actions('forget'), 'forget');
  for (const odd of [
    [],
    ['replace'],
    ['delete', 'update'],
    ['delete,create'],
    [null],
    [{ toString: 1 }],
    [['create']],
  ]) {
    t.equal(actions(...odd), 'unsupported', JSON.stringify(odd));
  }
  t.equal(changeOf({ change: null })?.actions, 'unsupported');
  t.equal(changeOf({})?.actions, 'unsupported');
  t.equal(changeOf({ change: { actions: 'no-op' } })?.actions, 'unsupported');
});

t.test('absent and null are different in a change', async (t) => {
  t.strictSame(changeOf({ change: { actions: ['no-op'], after: null } })?.change(), { after: null });
  t.strictSame(changeOf({})?.change(), {});
  t.strictSame(changeOf({ change: { importing: null } })?.change(), {});
});

t.test('a deposed object has a key, or just the fact', async (t) => {
  t.equal(changeOf({ deposed: 'ab12' })?.deposed, 'ab12');
  t.equal(changeOf({ deposed: true })?.deposed, 'true');
  t.equal(changeOf({ deposed: false })?.deposed, undefined);
  const current = { ...header, values: { id: 'now' } };
  const deposed = { ...header, deposed_key: 'ab12', values: { id: 'old' } };
  for (const resources of [
    [current, deposed],
    [deposed, current],
  ]) {
    t.strictSame(stateOf({ resources }).get('aws_x.y')?.values(), { id: 'now' });
  }
});

t.test('an address is made of the members, where it is not given', async (t) => {
  const [change] = planOf({
    resource_changes: [
      { module_address: 'module.a["."]', mode: 'data', type: 'aws_x', name: 'y', index: 'k"' },
    ],
  }).resourceChanges;
  t.equal(change?.addressText, String.raw`module.a["."].data.aws_x.y["k\""]`);
});

t.test("Terraform 0.12's prior state leaves out module and key in addresses", async (t) => {
  const state = stateOf({
    resources: [
      { ...header, index: 0, values: { id: 'a' } },
      { ...header, index: 1, values: { id: 'b' } },
    ],
    child_modules: [{ resources: [{ ...header, index: 'k', values: { id: 'c' } }], address: 'module.m' }],
  });
  t.strictSame(addressesOf(state).sort(), ['aws_x.y[0]', 'aws_x.y[1]', 'module.m.aws_x.y["k"]']);
  t.strictSame(state.get('module.m.aws_x.y["k"]')?.values(), { id: 'c' });
});

t.test('a key that older versions wrote without doubling stays as it was written', async (t) => {
  const address = 'aws_x.y["${a}"]';
  const change = changeOf({ address, index: '${a}' });
  t.equal(change?.addressText, address);
  t.equal(change?.address.key, '${a}');
});

t.test('the change at an address is not that of a deposed object', async (t) => {
  const { resourceChanges } = planOf({
    resource_changes: [
      { ...header, deposed: 'ab12', previous_address: 'aws_x.gone', change: { actions: ['delete'] } },
      { ...header, previous_address: 'aws_x.old', change: { actions: ['update'] } },
      { ...header, change: { actions: ['read'] } },
      { address: 'aws_x.z', deposed: 'cd34', change: { actions: ['delete'] } },
    ],
  });
  t.equal(resourceChanges.length, 4);
  t.equal(resourceChanges.get('aws_x.y')?.actions, 'update', 'the first of those that are not');
  t.equal(resourceChanges.get('aws_x.z'), undefined);
  t.equal(resourceChanges.get('aws_x.unheard_of'), undefined);
  t.strictSame(['aws_x.old', 'aws_x.gone'].map(resourceChanges.hasLeft, resourceChanges), [true, false]);
  t.strictSame([...resourceChanges.addressTexts(() => true)], ['aws_x.y', 'aws_x.y']);
  t.strictSame(addressesOf(resourceChanges.of(({ actions }) => actions === 'delete')), [
    'aws_x.y',
    'aws_x.z',
  ]);
});

t.test('more resources than the first room has are all found, each by its address', async (t) => {
  const resources = Array.from({ length: 500 }, (_, i) => ({
    address: `aws_x.y[${i}]`,
    ...{ mode: 'managed', type: i % 2 === 0 ? 'aws_x' : 'aws_z', name: 'y', index: i },
    ...{ provider_name: `p${i % 3}`, values: { i } },
  })).map((one) => ({ ...one, address: one.address.replace('aws_x', one.type) }));
  const state = stateOf({ resources });
  t.equal(state.size, 500);
  t.equal([...state.of(({ type }) => type === 'aws_z')].length, 250);
  for (const { address, provider_name, values } of resources) {
    const found = state.get(address);
    const same = found?.providerName === provider_name && found.values().i === values.i;
    if (!same || found.address.key !== values.i) t.fail(address);
  }
});

t.test("a root module's address comes before its resources, if at all", async (t) => {
  const inModule = { ...header, address: 'module.m.aws_x.y' };
  const keys = (root: object) => addressesOf(stateOf(root));
  t.strictSame(keys({ address: 'module.m', resources: [inModule] }), ['module.m.aws_x.y']);
  t.strictSame(keys({ resources: [inModule], address: 'module.m' }), ['module.m.aws_x.y']);
  t.strictSame(keys({ resources: [header], address: '' }), ['aws_x.y']);
  t.throws(() => stateOf({ resources: [header], address: 'module.m' }), { code: 'not-a-plan' });
});

const word = fc.constantFrom('a', 'data', 'module', 'ephemeral', 'aws_x', 'größe', 'x-1');
const instanceKey = fc.option(fc.oneof(fc.nat(), fc.string(), fc.constantFrom('${', '$${', '"', 1e16, -1)), {
  nil: undefined,
});

t.test('an address says what its members say, however it is taken apart', async () => {
  const step = fc.record({ name: word, key: instanceKey });
  const named = fc.record({
    module: fc.array(step, { maxLength: 2 }),
    mode: fc.constantFrom('managed' as const, 'data' as const),
    ...{ type: word, name: word, key: instanceKey },
  });
  fc.assert(
    fc.property(named, ({ module, mode, type, name, key }) => {
      const given = module.map((one) =>
        one.key === undefined ? { name: one.name } : { ...one, key: one.key },
      );
      const whole = { module: given, mode, type, name, ...(key === undefined ? {} : { key }) };
      const text = formatAddress(whole);
      const expected = parseAddress(text);
      if (expected === undefined || formatAddress(expected) !== text || expected.type !== type) return;
      const place = given.length === 0 ? {} : { module_address: formatModulePath(given) };
      const change = changeOf({ address: text, mode, type, name, ...place, index: key });
      deepEqual(change?.address, expected);
      equal(change?.addressText, text);
    }),
    { numRuns: 300, seed: SEED },
  );
});

t.test('deferred changes are kept with their reason', async (t) => {
  const { deferredChanges } = planOf({
    planned_values: {},
    deferred_changes: [
      { resource_change: { ...header, change: { actions: ['create'] } }, reason: 'absent_prereq' },
      { reason: 'x' },
      {
        reason: 'instance_count_unknown',
        resource_change: {
          ...header,
          address: 'module.m[*].aws_x.y[*]',
          module_address: 'module.m[*]',
          index_unknown: true,
        },
      },
    ],
  });
  t.strictSame(
    deferredChanges.map(({ reason, resourceChange }) => [reason, resourceChange.addressText]),
    [
      ['absent_prereq', 'aws_x.y'],
      ['instance_count_unknown', 'module.m.aws_x.y'],
    ],
  );
});

t.test('only the types that are asked for are kept, and all changes are counted', async (t) => {
  const other = { ...header, address: 'aws_z.y', type: 'aws_z' };
  const text = JSON.stringify({
    resource_changes: [header, other],
    planned_values: { root_module: { resources: [other, header] } },
    prior_state: { values: { root_module: { child_modules: [{ resources: [other] }] } } },
    format_version: '1.0',
  });
  const plan = readPlan(bytesOf(Buffer.from(text)), { ...OPTIONS, keep: (type) => type === 'aws_x' });
  t.equal(plan.resourceChangeCount, 2);
  t.strictSame(addressesOf(plan.resourceChanges), ['aws_x.y']);
  t.strictSame([...addressesOf(plan.plannedValues), ...addressesOf(plan.priorState)], ['aws_x.y']);
});

t.test('a file that changed between scan and use is an input error that quotes nothing', async (t) => {
  const buffer = Buffer.from(TEXT);
  const plan = readPlan(bytesOf(buffer), OPTIONS);
  buffer.fill('xy secret');
  const changed = { code: 'unreadable', message: 'the file changed while it was read' };
  t.throws(() => plan.resourceChanges.get(CHANGED)?.change(), changed);
  t.throws(() => plan.configuration(), changed);
  t.throws(() => plan.variables, changed);
});

t.test('what was parsed lately is kept, up to a limit', async (t) => {
  const recent = new RecentValues(100);
  const kept = () => [1, 2, 3, 4, 5, 6].filter((position) => recent.get(position) !== undefined);
  const cases: readonly (readonly [position: number, size: number, kept: readonly number[]])[] = [
    [1, 20, [1]],
    [2, 30, [1, 2]],
    [3, 40, [1, 2, 3]],
    [4, 11, [3, 4]],
    [5, 101, [4, 5]],
    [6, 1, [5, 6]],
  ];
  for (const [position, size, expected] of cases) {
    recent.add(position, size, `${position}`);
    t.strictSame(kept(), expected, `after ${position}`);
  }
  const plan = read(TEXT);
  const change = plan.resourceChanges.get(CHANGED);
  t.ok(change);
  t.equal(change?.change().after, plan.resourceChanges.get(CHANGED)?.change().after);
});

t.test('names of Object.prototype are ordinary names', async (t) => {
  const text = `{"format_version":"1.2","planned_values":{},"variables":{"__proto__":{"value":1},"constructor":{"value":2}},
    "output_changes":{"__proto__":{"after":3}},"__proto__":{"planned_values":4}}`;
  const plan = read(text);
  t.strictSame(
    [...plan.variables],
    [
      ['__proto__', 1],
      ['constructor', 2],
    ],
  );
  t.strictSame([...plan.outputChanges], [['__proto__', { after: 3 }]]);
  const empty: JsonObject = {};
  t.equal(member(empty, 'constructor'), undefined);
  t.equal(member(parseJson('{"__proto__":5}'), '__proto__'), 5);
  t.equal(member([1], 'length'), undefined);
  t.equal(Object.hasOwn(Object.prototype, 'value'), false);
});

t.test('the schema knows every member of the sample that is read', async (t) => {
  const schema: object = JSON.parse(
    readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8'),
  );
  const validate = new Ajv({ strict: true }).compile(schema);
  t.ok(validate(SAMPLE), JSON.stringify(validate.errors));
  t.notOk(validate({ ...SAMPLE, resource_changes: {} }));
  t.notOk(validate({ ...SAMPLE, format_version: '2.0' }));
});
