// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Terraform.
import t from 'tap';
import type { SourceModule } from '../../src/source/module.ts';
import { openSource } from '../../src/source/source.ts';
import { memoryFiles } from './memory-files.ts';
import { show, showBlock } from './show.ts';

type Texts = Readonly<Record<string, string>>;

function readModule(texts: Texts, root = '.', calls: readonly string[] = []) {
  const source = openSource(memoryFiles(texts), root);
  return source.module(calls).then((module) => ({ module, problems: source.problems() }));
}

const block = (module: SourceModule | undefined, key: string): readonly string[] => {
  const found = module?.resources.get(key);
  return found === undefined ? [] : [`${found.path}:${found.position?.line}`, ...showBlock(found)];
};

const LAMBDA = `resource "aws_lambda_function" "this" {
  count = local.create ? 1 : 0

  function_name = var.name
  tags = [{ not = "a block" }]

  dynamic "vpc_config" {
    for_each = var.subnet_ids != null ? [true] : []
    content {
      subnet_ids = var.subnet_ids
    }
  }

  lifecycle { ignore_changes = [tags["x"]] }
}
`;

interface BlockCase {
  readonly sentence: string;
  readonly files: Texts;
  readonly key: string;
  readonly lines: readonly string[];
}

const BLOCKS: readonly BlockCase[] = [
  {
    sentence: 'arguments, a dynamic block and a nested block',
    files: { 'main.tf': LAMBDA },
    key: 'aws_lambda_function.this',
    lines: [
      'main.tf:1',
      '2 count = (local.create ? 1 : 0)',
      '4 function_name = var.name',
      '5 tags = [{"not": "a block"}]',
      '7 vpc_config for vpc_config in ((var.subnet_ids != null) ? [true] : []) {',
      '  10 subnet_ids = var.subnet_ids',
      '}',
      '14 lifecycle {',
      '  14 ignore_changes = [tags["x"]]',
      '}',
    ],
  },
  {
    sentence: 'an iterator, and a dynamic block in a dynamic block',
    files: {
      'main.tf': `resource "aws_x" "y" {
  dynamic "outer" {
    for_each = var.a
    iterator = it
    content {
      name = it.value
      dynamic "inner" {
        for_each = it.value.b
        labels   = ["x"]
        content { c = inner.key }
      }
    }
  }
}`,
    },
    key: 'aws_x.y',
    lines: [
      'main.tf:1',
      '2 outer for it in var.a {',
      '  6 name = it.value',
      '  7 inner for inner in it.value.b {',
      '    10 c = inner.key',
      '  }',
      '}',
    ],
  },
  {
    sentence: 'static and dynamic blocks keep their order',
    files: {
      'main.tf':
        'data "aws_x" "y" {\n  s { a = 1 }\n  dynamic "s" {\n    for_each = x\n    content { a = 2 }\n  }\n  s { a = 3 }\n}\n',
    },
    key: 'data.aws_x.y',
    lines: [
      'main.tf:1',
      '2 s {',
      '  2 a = 1',
      '}',
      '3 s for s in x {',
      '  5 a = 2',
      '}',
      '7 s {',
      '  7 a = 3',
      '}',
    ],
  },
  {
    sentence: '.tf.json: an object may be a block or an argument, so it is both',
    files: {
      'main.tf.json': `{
  "//": "a comment",
  "resource": {"aws_x": {"y": {
    "//": "another",
    "vpc_config": {"subnet_ids": ["\${var.a}"]},
    "dynamic": {"s": [{
      "for_each": "\${var.b}", "iterator": "it",
      "content": {"a": "\${it.value}"}
    }]}
  }}}
}`,
    },
    key: 'aws_x.y',
    lines: [
      'main.tf.json:3',
      '5 vpc_config = {"subnet_ids": [var.a]}',
      '5 vpc_config {',
      '  5 subnet_ids = [var.a]',
      '}',
      '6 s for it in var.b {',
      '  8 a = it.value',
      '}',
    ],
  },
  {
    sentence: 'an override replaces arguments, and all nested blocks of a type',
    files: {
      'main.tf': 'resource "aws_x" "y" {\n  a = 1\n  b = 2\n  s { c = 1 }\n  s { c = 2 }\n  u { d = 1 }\n}\n',
      'main_override.tf':
        'resource "aws_x" "y" {\n  b = 3\n  dynamic "s" {\n    for_each = x\n    content {}\n  }\n}\n',
      'override.tf.json': '{"resource": {"aws_x": {"y": {"b": 4}}}}',
    },
    key: 'aws_x.y',
    lines: ['main.tf:1', '2 a = 1', '1 b = 4', '3 s for s in x {', '}', '6 u {', '  6 d = 1', '}'],
  },
  {
    sentence: 'x.tofu stands in for x.tf',
    files: {
      'a.tf': 'resource "aws_x" "y" { a = 1 }\n',
      'a.tofu': 'resource "aws_x" "y" { a = 2 }\n',
      'b.tf.json': '{"resource": {"aws_x": {"z": {}}}}',
      'b.tofu.json': '{"resource": {"aws_x": {"w": {}}}}',
    },
    key: 'aws_x.y',
    lines: ['a.tofu:1', '1 a = 2'],
  },
  {
    sentence: 'hidden files and backups are not read',
    files: { 'a.tf': 'locals {}\n', '.b.tf': LAMBDA, 'c.tf~': LAMBDA, '#d.tf#': LAMBDA, 'e.tfvars': 'x = 1' },
    key: 'aws_lambda_function.this',
    lines: [],
  },
  {
    sentence: 'names of prototypes are ordinary names',
    files: {
      'main.tf':
        'resource "__proto__" "constructor" {\n  __proto__ = 1\n  toString { hasOwnProperty = 2 }\n}\n',
    },
    key: '__proto__.constructor',
    lines: ['main.tf:1', '2 __proto__ = 1', '3 toString {', '  3 hasOwnProperty = 2', '}'],
  },
  {
    sentence: 'Windows line ends and a byte order mark',
    files: { 'main.tf': '\uFEFFresource "aws_x" "y" {\r\n  a = 1\r\n  b {\r\n    c = "d"\r\n  }\r\n}\r\n' },
    key: 'aws_x.y',
    lines: ['main.tf:1', '2 a = 1', '3 b {', '  4 c = "d"', '}'],
  },
];

t.test('resources', async (t) => {
  for (const { sentence, files, key, lines } of BLOCKS) {
    const { module, problems } = await readModule(files);
    t.same(problems, [], sentence);
    t.same(block(module, key), lines, sentence);
  }
});

t.test('everything else in a module, from several files', async (t) => {
  const { module } = await readModule({
    'a.tf': 'locals {\n  a = 1\n  b = 2\n}\nlocals { c = 3 }\nterraform { required_version = ">= 1" }\n',
    'b_override.tf':
      'locals { b = 4 }\nvariable "v" { default = "w" }\nprovider "aws" {\n  region = "x"\n}\n',
    'c.tf': `variable "v" {
  type = object({ a = optional(string) })
  default = { a = "$\${b}" }
}
variable "none" {}
output "o" {
  value = module.m.x
}
module "m" {
  source = "./m"
  for_each = toset(["a"])
}
provider "aws" {
  region = var.v
}
provider "aws" {
  alias = "west"
  region = "y"
}
moved {
  from = a.b
  to = c.d
}
check "health" {
  data "aws_x" "y" {}
}
`,
    'd.tf.json':
      '{"variable": {"j": {"default": "${not.a.template}"}}, "output": {"k": {"value": "${local.a}"}}}',
  });
  const show1 = (all: Iterable<readonly [string, { readonly expression: Parameters<typeof show>[0] }]>) =>
    [...all].map(([name, { expression }]) => `${name} = ${show(expression)}`);
  t.same(show1(module?.locals ?? []), ['a = 1', 'b = 4', 'c = 3']);
  t.same(show1(module?.outputs ?? []), ['o = module.m.x', 'k = local.a']);
  t.same(
    [...(module?.variables ?? [])].map(([name, { default: value, path, position }]) =>
      [name, value && show(value.expression), `${path}:${position?.line}`].join(' '),
    ),
    ['none  c.tf:5', 'v "w" c.tf:1', 'j "${not.a.template}" d.tf.json:1'],
  );
  t.same(showBlock(module?.moduleCalls.get('m') ?? { path: '', arguments: new Map(), blocks: new Map() }), [
    '11 for_each = toset(["a"])',
    '10 source = "./m"',
  ]);
  t.same(
    module?.providers.map((provider) => [provider.name, ...showBlock(provider)]),
    [
      ['aws', '4 region = "x"'],
      ['aws', '17 alias = "west"', '18 region = "y"'],
    ],
  );
  t.same([...(module?.resources.keys() ?? [])], [], 'a data source of a check is none of the module');
});

const TREE: Texts = {
  'envs/prod/main.tf':
    'module "near" { source = "./near" }\nmodule "far" { source = "../../modules/far" }\nmodule "registry" { source = "a/b/aws" }\nmodule "git" { source = "git::https://x" }\nmodule "out" { source = "../../../out" }\n',
  'envs/prod/near/main.tf': 'locals { here = "near" }\n',
  'modules/far/main.tf': 'locals { here = "far" }\nmodule "deep" { source = "./deep" }\n',
  'modules/far/deep/main.tf': 'locals { here = "deep" }\n',
  'envs/prod/.terraform/modules/modules.json': JSON.stringify({
    Modules: [
      { Key: '', Source: '', Dir: '.' },
      { Key: 'registry', Source: 'registry.terraform.io/a/b/aws', Dir: '.terraform/modules/registry' },
      { Key: 'gone', Source: 'x', Dir: '.terraform/modules/gone' },
      { Key: 'absolute', Source: 'x', Dir: '/modules/far' },
      { Key: 7 },
    ],
  }),
  'envs/prod/.terraform/modules/registry/main.tf': 'locals { here = "registry" }\n',
};

const MODULES: readonly (readonly [sentence: string, calls: readonly string[], found: string | undefined])[] =
  [
    ['the root module', [], 'envs/prod . undefined'],
    ['a module below', ['near'], 'envs/prod/near near "near"'],
    ['a module beside, by its source', ['far'], 'modules/far ../../modules/far "far"'],
    ['a module in a module', ['far', 'deep'], 'modules/far/deep ../../modules/far/deep "deep"'],
    [
      'a fetched module',
      ['registry'],
      'envs/prod/.terraform/modules/registry .terraform/modules/registry "registry"',
    ],
    ['a module that was not fetched', ['git'], undefined],
    ['a module that is noted and not there', ['gone'], undefined],
    ['a module outside', ['out'], undefined],
    ['an absolute directory', ['absolute'], undefined],
    ['a call that is not there', ['near', 'nothing'], undefined],
  ];

t.test('modules are found by the manifest and by local sources', async (t) => {
  for (const [sentence, calls, found] of MODULES) {
    const { module } = await readModule(TREE, 'envs/prod', calls);
    const here = module?.locals.get('here');
    const actual = module && `${module.directory} ${module.modulePath} ${here && show(here.expression)}`;
    t.equal(actual, found, sentence);
  }
});

t.test('of a module outside, it is told how to include it', async (t) => {
  const { problems } = await readModule({ 'main.tf': 'module "a" { source = "../m" }\n' }, '.', ['a']);
  t.match(problems, [{ path: '../m', message: /--repo-root DIR/ }]);
});

t.test('of a module of a registry, it is told how to have it', async (t) => {
  for (const source of ['x/vpc/aws', './${var.kind}']) {
    const files = { 'main.tf': `\nmodule "a" { source = "${source}" }\n` };
    const { problems } = await readModule(files, '.', ['a']);
    t.match(problems, [{ path: 'main.tf', position: { line: 2 }, message: /`a` is not downloaded: .*init/ }]);
  }
});

t.test('two calls of one directory are one module', async (t) => {
  const source = openSource(
    memoryFiles({
      'main.tf': 'module "a" { source = "./m" }\nmodule "b" { source = "./m" }\n',
      'm/x.tf': '',
    }),
    '.',
  );
  t.equal(await source.module(['a']), await source.module(['b']));
});

t.test('files are read by their path as Terraform takes it', (t) => {
  const source = openSource(memoryFiles({ 'a/b.json': '1', 'c.json': '2' }), 'a');
  t.equal(source.readText('b.json'), '1');
  t.equal(source.readText('./x/../b.json'), '1');
  t.equal(source.readText('../c.json'), '2');
  t.equal(source.readText('/c.json'), undefined);
  t.equal(source.readText('missing'), undefined);
  t.end();
});

const deep = (open: string, close: string, depth: number) =>
  `locals {\n  a = ${open.repeat(depth)}1${close.repeat(depth)}\n}\n`;

const FAULTS: readonly (readonly [
  sentence: string,
  path: string,
  text: string,
  problem: RegExp,
  line?: number,
])[] = [
  [
    'a fault',
    'bad.tf',
    'locals {\n  a = [\n}\n',
    /does not parse: Missing|does not parse: Unclosed|does not parse/,
    3,
  ],
  ['a file that is too large', 'bad.tf', `# ${'x'.repeat(3_000_000)}`, /too large/],
  ['a file that nests too deeply', 'bad.tf', deep('[', ']', 5000), /nested/],
  ['JSON that is none', 'bad.tf.json', '{"locals": {"a": }', /not valid JSON/, 1],
  [
    'JSON that nests too deeply',
    'bad.tf.json',
    `{"locals": {"a": ${'['.repeat(5000)}${']'.repeat(5000)}}}`,
    /nested/,
  ],
];

t.test('a faulty file costs its own blocks and is told once', async (t) => {
  for (const [sentence, path, text, message, line] of FAULTS) {
    const source = openSource(memoryFiles({ 'good.tf': 'locals { b = 1 }\n', [path]: text }), '.');
    const module = await source.module([]);
    await source.module([]);
    t.same([...(module?.locals.keys() ?? [])], ['b'], sentence);
    const problems = source.problems();
    t.equal(problems.length, 1, sentence);
    t.match(problems[0], { path, message, ...(line === undefined ? {} : { position: { line } }) }, sentence);
  }
});

t.test('of a module nothing is known when what is merged over it cannot be read', async (t) => {
  for (const path of ['override.tf', 'bad_override.tf', 'x_override.tf.json']) {
    const { module, problems } = await readModule({ 'good.tf': 'locals { b = 1 }\n', [path]: '{ "a": [' });
    t.equal(module, undefined, path);
    t.match(problems, [{ path }]);
  }
});

// The last test of this process: its parser is lost afterwards.
t.test('a text on which the parser fails is told, and nothing is read with it any more', async (t) => {
  const bomb = `locals {\n  a = ${'a ? b : '.repeat(50_000)}c\n}\n`;
  const source = openSource(memoryFiles({ 'a.tf': bomb, 'b.tf': 'locals { b = 1 }\n' }), '.');
  t.same([...((await source.module([]))?.locals.keys() ?? [])], []);
  t.match(source.problems(), [
    { path: 'a.tf', message: /the parser gave up/ },
    { path: 'b.tf', message: /the parser gave up/ },
  ]);
});
