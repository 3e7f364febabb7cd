// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform's
import t from 'tap';
import { functionValues, planJson } from './plan.ts';
import { survives, TARGETS } from './targets.ts';

const DEEP = 100_000;
const nested = (open: string, close: string, inner = '1') => open.repeat(DEEP) + inner + close.repeat(DEEP);
const keys = (count: number) => `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join()}}`;

/** Values as large or as deep as nobody writes them. */
const VALUES: Readonly<Record<string, () => string>> = {
  'arrays in arrays': () => nested('[', ']'),
  'objects in objects': () => nested('{"a":', '}'),
  'thousands of members': () => keys(20_000),
  'thousands of elements': () => `[${'"subnet-1",'.repeat(3_000)}"subnet-2"]`,
  'a string of 1 MB': () => `"${'x'.repeat(1_000_000)}"`,
  'a string of escapes': () => `"${'\\u0022'.repeat(100_000)}"`,
  'a number of many digits': () => '7'.repeat(100_000),
};

/** Where nothing is made of it. */
const LARGE: Readonly<Record<string, () => string>> = {
  'a million members': () => keys(1_000_000),
  'a string of 10 MB': () => `"${'x'.repeat(10_000_000)}"`,
};

const marked = (document: unknown) => JSON.stringify(document);
const MARK = '"BOMB"';
const B = 'BOMB';

/** Documents with a mark where the value goes. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  plan: [
    marked({ ...planJson({}), unread: B }),
    marked({ ...planJson({}), configuration: B }),
    marked(
      planJson({
        changes: [
          {
            address: 'aws_lambda_function.f',
            after: functionValues([], [], { vpc_config: [{ subnet_ids: B }] }),
          },
        ],
      }),
    ),
    marked(
      planJson({
        changes: [{ address: 'aws_lambda_function.f', after: functionValues([], []), afterSensitive: B }],
      }),
    ),
    marked(planJson({ prior: { 'data.aws_subnet.s': { id: B, tags: B } } })),
    marked({ ...planJson({}), variables: { v: { value: B } } }),
  ],
  policy: [
    MARK,
    marked({ Version: '2012-10-17', Statement: B }),
    marked({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: B, Resource: '*' }] }),
    marked({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringLike: { 'lambda:VpcIds': B } } },
      ],
    }),
  ],
  network: [MARK, marked({ Subnets: B }), marked({ version: 4, serial: 1, lineage: 'x', resources: B })],
  organization: [
    MARK,
    marked({ path: B }),
    marked({ path: [{ id: 'r', policies: [{ id: 'p', document: B }] }] }),
  ],
  merge: [MARK, marked({ runs: [B] }), marked({ formatVersion: '1.0', requests: B })],
  impact: [
    MARK,
    marked({ version: 4, serial: 1, lineage: 'x', resources: B }),
    marked({
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            { address: 'aws_lambda_function.f', type: 'aws_lambda_function', sensitive_values: { tags: B } },
          ],
        },
      },
    }),
  ],
};

for (const [name, documents] of Object.entries(DOCUMENTS)) {
  const target = TARGETS.find((one) => one.name === name);
  t.test(`${name}: no depth and no size ends it otherwise than it should`, async (t) => {
    if (target === undefined) throw new Error(`there is no target ${name}`);
    for (const [what, value] of Object.entries(VALUES)) {
      for (const document of documents)
        await survives(
          target,
          document.replaceAll(MARK, () => value()),
        );
      t.pass(what);
    }
    for (const [what, value] of Object.entries(LARGE)) {
      for (const document of documents.slice(0, 1))
        await survives(
          target,
          document.replaceAll(MARK, () => value()),
        );
      t.pass(what);
    }
  });
}

const REPEATED = 20_000;

/** Sources and expressions that cost more than they are long. */
const SOURCES: Readonly<Record<string, string>> = {
  parentheses: `${'('.repeat(REPEATED)}1${')'.repeat(REPEATED)}`,
  lists: '['.repeat(REPEATED) + ']'.repeat(REPEATED),
  negations: `${'!'.repeat(REPEATED)}true`,
  conditionals: `${'true ? 1 : '.repeat(REPEATED)}2`,
  sums: `1${' + 1'.repeat(REPEATED)}`,
  templates: `${'"${'.repeat(2000)}1${'}"'.repeat(2000)}`,
  'attributes of attributes': `var.v${'.a'.repeat(REPEATED)}`,
  'calls in calls': `${'upper('.repeat(REPEATED)}"a"${')'.repeat(REPEATED)}`,
  'a list that doubles': `flatten([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]])`,
  'a product': `setproduct(${Array.from({ length: 12 }, () => 'range(100)').join()})`,
  'a text that doubles': `join("", [for a in range(1000) : join("", [for b in range(1000) : format("%1000s", "x")])])`,
  'a regular expression that backtracks': `regexall("(x+x+)+y", "${'x'.repeat(60)}")`,
  'a range without an end': 'range(1e12)',
  'a format of width': 'format("%1000000000s", "x")',
  'a repetition': 'replace(format("%100000s", "a"), " ", format("%100000s", "a"))',
};

for (const [what, expression] of Object.entries(SOURCES)) {
  t.test(`source: ${what}`, async (t) => {
    const target = TARGETS.find((one) => one.name === 'expression');
    if (target === undefined) throw new Error('there is no such target');
    await survives(target, expression);
    t.pass(what);
  });
}

t.test('a configuration that is deep or large', async (t) => {
  const target = TARGETS.find((one) => one.name === 'configuration');
  if (target === undefined) throw new Error('there is no such target');
  for (const text of [
    nested('[', ']'),
    nested('{a: ', '}'),
    `scp: [${'a,'.repeat(200_000)}]`,
    `- `.repeat(DEEP),
    `"${'x'.repeat(10_000_000)}"`,
  ])
    await survives(target, text);
  t.pass('refused');
});
