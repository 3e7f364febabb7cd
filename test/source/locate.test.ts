// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Terraform.
import t from 'tap';
import { type BlockLocation, openLocator } from '../../src/source/locate.ts';
import type { AttributePath } from '../../src/source/outline-path.ts';
import { memoryFiles } from './memory-files.ts';

const FILES: Readonly<Record<string, string>> = {
  'live/main.tf': `# Größe 💥
locals {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "local" }]
  })
}

module "api" {
  source = "../modules/fn"
}

module "batch" { source = "../modules/other" }

module "lambda" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "~> 7.0"
}

/* 💥 */ resource "aws_lambda_function" "plain" {
  function_name = "é💥"
  vpc_config {
    subnet_ids = [
      "subnet-1",
    ]
    security_group_ids = ["é", "sg-1"] # why
  }
}

resource "aws_organizations_policy" "encoded" {
  content = (jsonencode({
    Version = "2012-10-17"
    "Statement" : [
      { Sid = "first", Effect = "Deny" },
      {
        Sid = "second"
      }
    ]
  }))
}

resource "aws_organizations_policy" "single" {
  content = jsonencode({ Statement = { Sid = "only" } })
}

resource "aws_organizations_policy" "heredoc" {
  content = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Sid": "a\${var.x}"},
        {
          "Sid": "b"
        }
      ]
    }
  JSON
}

resource "aws_organizations_policy" "by_local" {
  content = local.policy
}

resource "aws_organizations_policy" "by_data" {
  content = data.aws_iam_policy_document.doc.json
}

resource "aws_organizations_policy" "by_file" {
  content = file("\${path.module}/scp.json")
}

resource "aws_iam_role" "inline" {
  inline_policy {
    policy = jsonencode({ Statement = [{ Sid = "x" }] })
  }
}

data "aws_iam_policy_document" "doc" {
  statement {
    sid = "one"
  }
  statement { sid = "two" }
  dynamic "statement" {
    for_each = var.more
    content {
      sid = statement.value
    }
  }
  statement { sid = "four" }
}
`,
  'live/main_override.tf': 'resource "aws_lambda_function" "plain" {\n  role = var.role\n}\n',
  'live/stumbles.tf': `resource "aws_x" "y" {
  tags = {
    a = var.a
    (var.k) = "b"
  }
  count = 1e3
  role  = var.role
}

resource "aws_x" "broken" {
  role = [
}

resource "aws_x" "behind" {
  role = 1
}
`,
  'live/json.tf.json': `{
  "resource": {
    "aws_lambda_function": {
      "json": {
        "vpc_config": {
          "subnet_ids": ["a"]
        },
        "role": "r"
      },
      "several": [{"role": "r"}, {"role": "s"}]
    },
    "aws_y": {"dyn": {"dynamic": {"s": {"for_each": "x", "content": {"a": 1}}}, "content": "\${local.policy}"}}
  }
}
`,
  'live/.terraform/modules/modules.json': JSON.stringify({
    Modules: [{ Key: 'lambda', Source: 'x', Dir: '.terraform/modules/lambda' }],
  }),
  'live/.terraform/modules/lambda/main.tf':
    'module "inner" {\n  source = "./inner"\n}\nresource "aws_lambda_function" "this" {\n  role = 1\n}\n',
  'live/.terraform/modules/lambda/inner/main.tf': 'resource "aws_lambda_function" "this" {\n  role = 2\n}\n',
  'modules/fn/main.tf': `resource "aws_lambda_function" "this" {
  dynamic "vpc_config" {
    for_each = var.ids != null ? [true] : []
    content {
      security_group_ids = var.groups
      subnet_ids         = var.ids
    }
  }
}
`,
  'modules/other/main.tf': '\n\nresource "aws_lambda_function" "this" {\r\n  role = 1\r\n}\r\n',
};

const locator = openLocator(memoryFiles(FILES), 'live');

/** `path:line what "text"`, the text cut out of the file by the region. */
function showLocation(found: BlockLocation | undefined): string | undefined {
  if (found === undefined) return undefined;
  const { path, region, what, text, registry } = found;
  const line = text.split('\n')[region.line - 1] ?? '';
  const cut = line.slice(region.column - 1, region.endColumn - 1);
  const tail = `${region.line === region.endLine ? '' : ' SEVERAL LINES'}${registry ? ' registry' : ''}`;
  return `${path}:${region.line} ${what} ${cut}${tail}`;
}

type ResourceCase = readonly [
  sentence: string,
  address: string,
  path: AttributePath,
  found: string | undefined,
];

/** An address without keys: `module.a.module.b.data.type.name`. */
function parse(address: string) {
  const steps = address.split('.');
  const calls: string[] = [];
  while (steps[0] === 'module') calls.push(...steps.splice(0, 2).slice(1));
  const mode = steps[0] === 'data' ? 'data' : 'managed';
  const [type = '', name = ''] = mode === 'data' ? steps.slice(1) : steps;
  return { calls, resource: { mode, type, name } as const };
}

const HEADER = 'resource "aws_lambda_function" "this" {';

const RESOURCES: readonly ResourceCase[] = [
  [
    'a header, columns behind characters of several units',
    'aws_lambda_function.plain',
    [],
    'live/main.tf:20 header resource "aws_lambda_function" "plain" {',
  ],
  [
    'an argument',
    'aws_lambda_function.plain',
    ['function_name'],
    'live/main.tf:21 attribute function_name = "é💥"',
  ],
  [
    'an argument that is not there: the header',
    'aws_lambda_function.plain',
    ['layers'],
    'live/main.tf:20 header resource "aws_lambda_function" "plain" {',
  ],
  ['a nested block', 'aws_lambda_function.plain', ['vpc_config'], 'live/main.tf:22 block vpc_config {'],
  [
    'a nested block by its index',
    'aws_lambda_function.plain',
    ['vpc_config', 0],
    'live/main.tf:22 block vpc_config {',
  ],
  [
    'an argument of several lines: the first',
    'aws_lambda_function.plain',
    ['vpc_config', 0, 'subnet_ids'],
    'live/main.tf:23 attribute subnet_ids = [',
  ],
  [
    'an element of an argument: the argument',
    'aws_lambda_function.plain',
    ['vpc_config', 0, 'security_group_ids', 1],
    'live/main.tf:26 attribute security_group_ids = ["é", "sg-1"]',
  ],
  [
    'an argument that the nested block does not have: the block',
    'aws_lambda_function.plain',
    ['vpc_config', 0, 'vpc_id'],
    'live/main.tf:22 block vpc_config {',
  ],
  [
    'an argument of an override file',
    'aws_lambda_function.plain',
    ['role'],
    'live/main_override.tf:2 attribute role = var.role',
  ],
  [
    'a dynamic block',
    'module.api.aws_lambda_function.this',
    ['vpc_config'],
    'modules/fn/main.tf:2 dynamic dynamic "vpc_config" {',
  ],
  [
    'an argument in a dynamic block',
    'module.api.aws_lambda_function.this',
    ['vpc_config', 0, 'subnet_ids'],
    'modules/fn/main.tf:6 attribute subnet_ids         = var.ids',
  ],
  [
    'an argument that a dynamic block does not have',
    'module.api.aws_lambda_function.this',
    ['vpc_config', 0, 'x'],
    'modules/fn/main.tf:2 dynamic dynamic "vpc_config" {',
  ],
  [
    'the same name in another module',
    'module.batch.aws_lambda_function.this',
    ['vpc_config'],
    `modules/other/main.tf:3 header ${HEADER}`,
  ],
  [
    'Windows line ends',
    'module.batch.aws_lambda_function.this',
    ['role'],
    'modules/other/main.tf:4 attribute role = 1',
  ],
  [
    'a fetched module',
    'module.lambda.aws_lambda_function.this',
    ['role'],
    'live/.terraform/modules/lambda/main.tf:5 attribute role = 1 registry',
  ],
  [
    'a module of a fetched module',
    'module.lambda.module.inner.aws_lambda_function.this',
    ['role'],
    'live/.terraform/modules/lambda/inner/main.tf:2 attribute role = 2 registry',
  ],
  ['a resource that another module has', 'aws_lambda_function.this', [], undefined],
  ['a module that is not there', 'module.nothing.aws_lambda_function.this', [], undefined],
  [
    'a data source',
    'data.aws_iam_policy_document.doc',
    [],
    'live/main.tf:78 header data "aws_iam_policy_document" "doc" {',
  ],
  [
    'a nested block of several',
    'data.aws_iam_policy_document.doc',
    ['statement', 1, 'sid'],
    'live/main.tf:82 attribute sid = "two"',
  ],
  [
    'a nested block from a dynamic one',
    'data.aws_iam_policy_document.doc',
    ['statement', 2, 'sid'],
    'live/main.tf:86 attribute sid = statement.value',
  ],
  ['JSON: a header', 'aws_lambda_function.json', [], 'live/json.tf.json:4 header "json"'],
  ['JSON: an argument', 'aws_lambda_function.json', ['role'], 'live/json.tf.json:8 attribute "role": "r"'],
  [
    'JSON: a nested block',
    'aws_lambda_function.json',
    ['vpc_config'],
    'live/json.tf.json:5 block "vpc_config"',
  ],
  [
    'JSON: an argument of a nested block',
    'aws_lambda_function.json',
    ['vpc_config', 0, 'subnet_ids'],
    'live/json.tf.json:6 attribute "subnet_ids"',
  ],
  ['JSON: a dynamic block', 'aws_y.dyn', ['s', 0], 'live/json.tf.json:12 dynamic "s"'],
  [
    'JSON: an argument of a dynamic block',
    'aws_y.dyn',
    ['s', 0, 'a'],
    'live/json.tf.json:12 attribute "a": 1',
  ],
  ['what the grammar stumbles over', 'aws_x.y', ['role'], 'live/stumbles.tf:7 attribute role  = var.role'],
  ['a block behind a fault', 'aws_x.behind', ['role'], 'live/stumbles.tf:15 attribute role = 1'],
];

t.test('resources', async (t) => {
  for (const [sentence, address, path, expected] of RESOURCES) {
    const { calls, resource } = parse(address);
    t.equal(showLocation(await locator.locateResource(calls, resource, path)), expected, sentence);
  }
});

const CALLS: readonly (readonly [
  sentence: string,
  calls: readonly string[],
  call: string | undefined,
  inRepository: string | undefined,
])[] = [
  [
    'a call of a local module',
    ['api'],
    'live/main.tf:9 header module "api" {',
    'live/main.tf:9 header module "api" {',
  ],
  [
    'a call of a fetched module',
    ['lambda'],
    'live/main.tf:15 header module "lambda" {',
    'live/main.tf:15 header module "lambda" {',
  ],
  [
    'a call in a fetched module',
    ['lambda', 'inner'],
    'live/.terraform/modules/lambda/main.tf:1 header module "inner" { registry',
    'live/main.tf:15 header module "lambda" {',
  ],
  ['a call that is not there', ['nothing'], undefined, undefined],
  ['the root module', [], undefined, undefined],
];

t.test('module calls', async (t) => {
  for (const [sentence, calls, call, inRepository] of CALLS) {
    t.equal(showLocation(await locator.locateModuleCall(calls)), call, sentence);
    t.equal(showLocation(await locator.locateCallInRepository(calls)), inRepository, sentence);
  }
});

const DOC = 'data.aws_iam_policy_document.doc';

const STATEMENTS: readonly (readonly [
  sentence: string,
  address: string,
  path: AttributePath,
  statement: number,
  found: string | undefined,
])[] = [
  [
    'in jsonencode',
    'aws_organizations_policy.encoded',
    ['content'],
    0,
    'live/main.tf:34 statement { Sid = "first", Effect = "Deny" }',
  ],
  [
    'of several lines in jsonencode',
    'aws_organizations_policy.encoded',
    ['content'],
    1,
    'live/main.tf:35 statement {',
  ],
  [
    'one that is not there: the argument',
    'aws_organizations_policy.encoded',
    ['content'],
    2,
    'live/main.tf:31 attribute content = (jsonencode({',
  ],
  [
    'without a list',
    'aws_organizations_policy.single',
    ['content'],
    0,
    'live/main.tf:43 statement { Sid = "only" }',
  ],
  [
    'in a heredoc',
    'aws_organizations_policy.heredoc',
    ['content'],
    0,
    'live/main.tf:51 statement {"Sid": "a${var.x}"}',
  ],
  [
    'of several lines in a heredoc',
    'aws_organizations_policy.heredoc',
    ['content'],
    1,
    'live/main.tf:52 statement {',
  ],
  [
    'through a local',
    'aws_organizations_policy.by_local',
    ['content'],
    0,
    'live/main.tf:5 statement { Sid = "local" }',
  ],
  [
    'through a data source',
    'aws_organizations_policy.by_data',
    ['content'],
    1,
    'live/main.tf:82 statement statement {',
  ],
  [
    'from a file: the argument',
    'aws_organizations_policy.by_file',
    ['content'],
    0,
    'live/main.tf:69 attribute content = file("${path.module}/scp.json")',
  ],
  [
    'in a nested block',
    'aws_iam_role.inline',
    ['inline_policy', 0, 'policy'],
    0,
    'live/main.tf:74 statement { Sid = "x" }',
  ],
  ['a statement block', DOC, [], 0, 'live/main.tf:79 statement statement {'],
  [
    'behind a dynamic block the count is lost',
    DOC,
    [],
    3,
    'live/main.tf:78 header data "aws_iam_policy_document" "doc" {',
  ],
  ['JSON: through a local', 'aws_y.dyn', ['content'], 0, 'live/main.tf:5 statement { Sid = "local" }'],
  ['of a resource that is not there', 'aws_organizations_policy.nothing', ['content'], 0, undefined],
];

t.test('statements of policies', async (t) => {
  for (const [sentence, address, path, statement, expected] of STATEMENTS) {
    const { calls, resource } = parse(address);
    const found = await locator.locatePolicyStatement(calls, resource, path, { index: statement });
    t.equal(showLocation(found), expected, sentence);
  }
});

const DOCUMENTS: Readonly<Record<string, string>> = {
  'main.tf': `resource "aws_p" "file" {
  policy = file("\${path.module}/policies/scp.json")
}

resource "aws_p" "template" {
  policy = templatefile("./policies/scp.tftpl", { vpc = var.vpc })
}

locals {
  first = [{ Sid = "one" }]
  rest  = [
    { Sid = "two" },
    { "Sid" : "three" },
  ]
  body = { Statement = concat(local.first, local.rest) }
}

resource "aws_p" "joined" {
  policy = jsonencode(local.body)
}

data "aws_iam_policy_document" "base" {
  statement { sid = "base" }
  statement { sid = "replaced" }
}

data "aws_iam_policy_document" "over" {
  statement { sid = "replaced" }
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
  statement { sid = "own" }
  statement {}
}

resource "aws_p" "merged" {
  policy = data.aws_iam_policy_document.merged.json
}

module "given" {
  source = "./m"
  policy = jsonencode({
    Statement = [
      { Sid = "argument" },
    ]
  })
}

module "default" {
  source = "./m"
}

resource "aws_p" "twice" {
  policy = jsonencode({ Statement = [
    { Sid = "same" },
    { Sid = "same" },
  ] })
}
`,
  'policies/scp.json': '{\n  "Statement": [\n    { "Sid": "a" },\n    {\n      "Sid": "b" }\n  ]\n}\n',
  'policies/scp.tftpl':
    '{"Statement": [\n%{ if x }\n {"Sid": "a"},\n%{ endif }\n {"Sid": "b", "Resource": "${vpc}"}]}\n',
  'm/main.tf': `variable "policy" {
  default = <<-EOT
    { "Statement": [
      { "Sid": "default" }
    ] }
  EOT
}

resource "aws_p" "p" {
  policy = var.policy
}
`,
};

type DocumentCase = readonly [
  sentence: string,
  address: string,
  index: number,
  sid: string | undefined,
  at: string,
];

const DOCUMENT_CASES: readonly DocumentCase[] = [
  ['in a file', 'aws_p.file', 1, 'b', 'policies/scp.json:4 statement {'],
  [
    'in a template, by its Sid',
    'aws_p.template',
    1,
    'b',
    'policies/scp.tftpl:5 statement {"Sid": "b", "Resource": "${vpc}"}',
  ],
  [
    'in a template that may leave others out',
    'aws_p.template',
    1,
    undefined,
    'main.tf:6 attribute policy = templatefile("./policies/scp.tftpl", { vpc = var.vpc })',
  ],
  ['in lists that are joined', 'aws_p.joined', 2, 'three', 'main.tf:13 statement { "Sid" : "three" }'],
  ['from a document that is merged', 'aws_p.merged', 0, 'base', 'main.tf:23 statement statement {'],
  [
    'from the document that replaces another',
    'aws_p.merged',
    1,
    'replaced',
    'main.tf:28 statement statement {',
  ],
  ['among merged ones its own', 'aws_p.merged', 2, 'own', 'main.tf:34 statement statement {'],
  [
    'without a Sid among merged ones: the document',
    'aws_p.merged',
    3,
    undefined,
    'main.tf:31 statement data "aws_iam_policy_document" "merged" {',
  ],
  [
    'from the argument of the module call',
    'module.given.aws_p.p',
    0,
    'argument',
    'main.tf:46 statement { Sid = "argument" }',
  ],
  [
    'from the default of a variable',
    'module.default.aws_p.p',
    0,
    'default',
    'm/main.tf:4 statement { "Sid": "default" }',
  ],
  [
    'of two with one Sid the one of the index',
    'aws_p.twice',
    1,
    'same',
    'main.tf:58 statement { Sid = "same" }',
  ],
  [
    'of another Sid than the source has',
    'aws_p.twice',
    0,
    'other',
    'main.tf:56 attribute policy = jsonencode({ Statement = [',
  ],
];

t.test('statements of policies that are put together', async (t) => {
  const there = openLocator(memoryFiles(DOCUMENTS), '.');
  for (const [sentence, address, index, sid, expected] of DOCUMENT_CASES) {
    const { calls, resource } = parse(address);
    const name = sid === undefined ? { index } : { index, sid };
    t.equal(
      showLocation(await there.locatePolicyStatement(calls, resource, ['policy'], name)),
      expected,
      sentence,
    );
  }
});

t.test('where nothing better is known: the first file of the root module', async (t) => {
  t.equal(showLocation(await locator.locateRoot()), 'live/json.tf.json:1 file {');
  t.equal(await openLocator(memoryFiles({}), '.').locateRoot(), undefined);
});

const REFERENCE_CIRCLE =
  'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_p" "p" {\n  content = local.a\n}\n';

const HOSTILE: readonly (readonly [sentence: string, text: string])[] = [
  ['references in a circle', REFERENCE_CIRCLE],
  ['deep blocks', `resource "aws_p" "p" {\n  content = 1\n${'  a {\n'.repeat(400)}${'}\n'.repeat(401)}`],
  [
    'a deep value',
    `resource "aws_p" "p" {\n  content = ${'jsonencode('.repeat(400)}1${')'.repeat(400)}\n}\n`,
  ],
  [
    'lists of references to each other',
    `locals {\n${Array.from({ length: 9 }, (_, i) => `  l${i} = [${`local.l${i + 1}, `.repeat(50)}]\n`).join('')}}
resource "aws_p" "p" {\n  content = jsonencode({ Statement = local.l0 })\n}\n`,
  ],
  ['a deep heredoc', `resource "aws_p" "p" {\n  content = <<E\n${'['.repeat(900)}\nE\n}\n`],
];

t.test('hostile files cost at most their places', async (t) => {
  for (const [sentence, text] of HOSTILE) {
    const found = await openLocator(memoryFiles({ 'x.tf': text }), '.').locatePolicyStatement(
      [],
      { mode: 'managed', type: 'aws_p', name: 'p' },
      ['content'],
      { index: 0 },
    );
    t.match(showLocation(found), /^x\.tf:\d+ attribute content/, sentence);
  }
});

t.test('a file too large or too deep has no places', async (t) => {
  for (const text of ['['.repeat(5000), `#${'x'.repeat(3_000_000)}`]) {
    const files = memoryFiles({
      'x.tf': `resource "aws_p" "p" {}\n${text}`,
      'y.tf': 'resource "aws_q" "q" {}\n',
    });
    const there = openLocator(files, '.');
    t.equal(await there.locateResource([], { mode: 'managed', type: 'aws_p', name: 'p' }), undefined);
    t.ok(await there.locateResource([], { mode: 'managed', type: 'aws_q', name: 'q' }));
  }
});
