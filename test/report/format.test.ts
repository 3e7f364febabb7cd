import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import t from 'tap';
import { groupAlike } from '../../src/report/alike.ts';
import { requestText } from '../../src/report/decisions.ts';
import { FORMATS, type FormatOptions } from '../../src/report/format.ts';
import { formatJson } from '../../src/report/json.ts';
import { MEMBERS, type Shape } from '../../src/report/json-members.ts';
import { OUTPUTS, sample, sampleNames, sampleText } from './samples.ts';

const schema = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../schemas/report.schema.json', import.meta.url)), 'utf8'),
);
const validate = new Ajv({ strict: false }).compile(schema);

for (const name of sampleNames) {
  t.test(`the sample ${name}`, async (t) => {
    t.ok(validate(sample(name)), 'is a report as the schema has it', { errors: validate.errors });
    for (const [file, write] of Object.entries(OUTPUTS)) {
      const text = write(sample(name));
      t.equal(text, sampleText(name, file), `is written as in ${file}`);
      t.equal(write(sample(name)), text, `${file}: the same bytes each time`);
    }
    t.ok(validate(JSON.parse(formatJson(sample(name)))), 'stays a report when written as JSON');
    t.equal(
      formatJson(JSON.parse(formatJson(sample(name)))),
      formatJson(sample(name)),
      'read and written again',
    );
  });
}

t.test('JSON has its members in the order of the schema, whatever order they came in', async (t) => {
  t.same(inSchemaOrder(MEMBERS), inSchemaOrder(MEMBERS, schema), 'the table is the schema');
  const text = formatJson(sample('pull-request'));
  t.equal(formatJson(reversed(sample('pull-request'))), text);
});

t.test('JSON writes what a terminal or a runner acts on as escapes, and means the same', async (t) => {
  const text = formatJson(sample('hostile'));
  t.notMatch(text, /[^\P{Cc}\n]|\p{Cf}|##\[|^\s*::/mu);
  t.same(sortedTexts(JSON.parse(text)), sortedTexts(sample('hostile')));
});

t.test('instances of one resource are alike, though each value is named after its own', async (t) => {
  const [request] = sample('pull-request').requests;
  if (request === undefined) throw new Error('the sample has no requests');
  const named = (address: string, label: string) => ({
    ...request,
    address,
    network: { securityGroups: [], subnets: [{ value: { known: 'subnet-1', label }, trail: [] }] },
  });
  const own = (address: string) => named(address, `${address}.vpc_config`);
  const groups = groupAlike([
    own('module.m["a"].x.f[0]'),
    own('module.m["b"].x.f[1]'),
    own('module.m["b"].x.g'),
    named('module.m["c"].x.f[0]', 'module.m["c"].x.f[0][1].vpc_config'),
  ]);
  t.same(
    groups.map((group) => [group.request.address, ...group.others]),
    [['module.m["a"].x.f[0]', 'module.m["b"].x.f[1]'], ['module.m["b"].x.g'], ['module.m["c"].x.f[0]']],
  );
});

t.test('what a stack makes is told apart', async (t) => {
  const [request] = sample('pull-request').requests;
  if (request === undefined) throw new Error('the sample has no requests');
  const created = { ...request, actions: ['create'], request: 'lambda:CreateFunction' };
  t.equal(
    requestText({ ...created, because: 'the stack creates F' }),
    'lambda:CreateFunction (the stack creates F)',
  );
  t.equal(requestText({ ...created, because: 'the function is created' }), 'lambda:CreateFunction');
});

t.test('every format takes the options of all, and ends in a line break', async (t) => {
  const options: FormatOptions = {
    color: false,
    width: 80,
    verbose: false,
    quiet: false,
    failOn: ['denied'],
  };
  for (const [name, format] of Object.entries(FORMATS))
    t.match(format(sample('pull-request'), options), /[^\n]\n$/u, name);
  t.equal(FORMATS.annotations(sample('nothing'), options), '', 'no annotation without a result');
});

/** The order of members, by type: read from the table, or from the schema along the table. */
function inSchemaOrder(shape: Shape, node?: unknown, depth = 0): unknown {
  if (shape === 'as-is' || depth > 8) return '';
  if ('mapOf' in shape)
    return inSchemaOrder(shape.mapOf, node && resolved(resolved(node).additionalProperties), depth + 1);
  const properties = node === undefined ? shape.members : resolved(node).properties;
  return Object.keys(properties).map((name) => {
    const member = shape.members[name] ?? 'as-is';
    const inner = typeof member === 'function' ? member() : member;
    return [name, inSchemaOrder(inner, node === undefined ? undefined : properties[name], depth + 1)];
  });
}

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is whatever its author wrote
function resolved(node: any): any {
  const target = node.$ref === undefined ? node : schema.definitions[node.$ref.split('/').at(-1)];
  return target.type === 'array' ? resolved(target.items) : target;
}

function reversed<T>(value: T): T;
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reversed(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed<unknown>(item)]),
  );
}

function sortedTexts(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value)
    .flatMap(([key, item]) => (Array.isArray(value) ? sortedTexts(item) : [key, ...sortedTexts(item)]))
    .sort();
}
