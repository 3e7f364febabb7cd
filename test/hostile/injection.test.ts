import { readdirSync } from 'node:fs';
import t from 'tap';
import { functionValues, planJson } from './plan.ts';
import { inDirectory } from './program.ts';

/** What breaks out of a terminal, a log of a runner, Markdown, HTML, Mermaid, DOT, CSV, XML, an address. */
const TEXTS: readonly string[] = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u202egnp.exe',
  'a\n::error::owned',
  'a\r\n##[error]owned',
  '::add-mask::x',
  '\u2028\u2029\u0085',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</details></summary><!--',
  '| a | b |',
  '`code` ``` ~~~',
  '[link](javascript:alert(1)) ![i](https://evil.example/x.png)',
  '@octocat #1 https://evil.example',
  '"]:::x; click A "javascript:alert(1)"; %%{init: {}}%%',
  '=HYPERLINK("https://evil.example","x")',
  '+1|@SUM(A1)',
  ']]><x/>&amp;',
  '../../../etc/passwd%2e%2e%20 x',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Terraform's
  '${path.module} %{ if true }x%{ endif }',
  '$(touch owned) `touch owned` ; touch owned',
  '\ud800 lone',
  '\0null',
];

/** Names that every object has. */
const NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

const quoted = (key: string) => JSON.stringify(key).replaceAll('${', '$${').replaceAll('%{', '%%{');

/** Hands out texts in turn, so that each comes to stand in many places. */
type Next = () => string;

function textsFrom(start: number, all: readonly string[]): Next {
  let next = start;
  return () => all[next++ % all.length] ?? '';
}

/** A plan with such a text wherever a stranger may choose one. */
function poisonedPlan(key: string, text: Next) {
  const subnet = `subnet-${text()}`;
  const tags = () => ({ [text()]: text() });
  return planJson({
    changes: [
      {
        address: `aws_lambda_function.f[${quoted(key)}]`,
        after: functionValues([subnet], [`sg-${text()}`], {
          function_name: text(),
          role: `arn:aws:iam::123456789012:role/${text()}`,
          tags: tags(),
          tags_all: tags(),
          layers: [`arn:aws:lambda:eu-west-1:123456789012:layer:${text()}:1`],
        }),
      },
      {
        address: `module.m[${quoted(text())}].aws_lambda_function.g`,
        after: functionValues([], [], { vpc_config: [] }),
      },
      {
        address: `aws_lambda_function.u[${quoted(text())}]`,
        after: functionValues([`subnet-x${text()}`], ['sg-1']),
      },
      {
        address: `aws_organizations_policy.p[${quoted(text())}]`,
        after: { type: 'SERVICE_CONTROL_POLICY', name: text(), content: JSON.stringify(policy(text)) },
      },
    ],
    prior: {
      [`data.aws_subnet.s[${quoted(text())}]`]: { id: subnet, vpc_id: `vpc-${text()}`, tags: tags() },
    },
    more: {
      terraform_version: text(),
      variables: { [text()]: { value: text() } },
      planned_values: { outputs: { [text()]: { value: text() } } },
    },
  });
}

const policy = (text: Next) => ({
  Version: '2012-10-17',
  Id: text(),
  Statement: [
    {
      Sid: text(),
      Effect: 'Deny',
      Action: 'lambda:*',
      Resource: '*',
      Condition: {
        StringNotEquals: {
          'lambda:VpcIds': [`vpc-y${text()}`],
          [`aws:RequestTag/${text()}`]: [`no ${text()}`],
        },
        'ForAnyValue:StringNotEquals': { 'aws:TagKeys': [`z${text()}`] },
      },
    },
    {
      Sid: text(),
      Effect: 'Deny',
      Action: 'lambda:*',
      Resource: '*',
      Condition: { Null: { 'lambda:VpcIds': 'true' } },
    },
    {
      Sid: text(),
      Effect: text(),
      Action: text(),
      Resource: text(),
      [text()]: text(),
      Condition: { [text()]: { [text()]: text() } },
    },
  ],
});

const TF = (text: string) => `
locals { x = ${quoted(text)} }
resource "aws_lambda_function" "f" { # ${text.replaceAll(/[\n\r\u2028\u2029\u0085]/g, ' ')}
  for_each = toset([${quoted(text)}])
  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = []
  }
}
`;

/** As a name of a file: what no file system takes is left out. */
const fileName = (text: string) =>
  Buffer.from(text.replaceAll('\0', '').replaceAll('/', '-').slice(0, 80)).toString();

const FORMATS = ['text', 'json', 'sarif', 'markdown', 'junit', 'annotations'];

/** Every so many texts one is the key of the function that is looked at, and the name of files. */
const STEP = 7;

/** Nothing of this acts, wherever it stands. */
const ACTS = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##\[/u;

const complaints: Readonly<Record<string, (text: string) => unknown>> = {
  json: (text) => void JSON.parse(text),
  sarif: (text) => {
    JSON.parse(text);
    const uris = [...text.matchAll(/"uri": "([^"]*)"/gu)].map(([, uri = '']) => uri);
    return uris.find(
      (uri) => !/^[A-Za-z0-9\-._~/%]+$/u.test(uri) || uri.startsWith('/') || uri.split('/').includes('..'),
    );
  },
  markdown: (text) => /<(?:script|img)|\]\((?:javascript|https:\/\/evil)|(?<![\w;])@octocat/u.exec(text)?.[0],
  junit: (text) => /<(?:script|img|x)\b/u.exec(text)?.[0],
  mermaid: (text) => /^\s*(?:click|%%\{init: \{\})/mu.exec(text)?.[0],
  csv: (text) => /(?:^|,)"?\s*[=+@-](?!\d)/mu.exec(text)?.[0],
};

function wrong(format: string, text: string): unknown {
  const acts = ACTS.exec(text);
  if (acts !== null) return JSON.stringify(text.slice(Math.max(0, acts.index - 60), acts.index + 20));
  const command = format === 'annotations' ? null : /^\s*::.*/mu.exec(text);
  return command?.[0] ?? complaints[format]?.(text);
}

t.test('whatever a stranger names things, no output does more than show it', async (t) => {
  const all = [...TEXTS, ...NAMES];
  for (let start = 0; start < all.length; start += STEP) {
    const next = textsFrom(start, all);
    const text = all[start] ?? '';
    const name = `${fileName(text)}.json`;
    const { run, cwd } = inDirectory(t, {
      '.git': {},
      'p.json': JSON.stringify(poisonedPlan(text, next)),
      scp: { [name]: JSON.stringify(policy(next)) },
      [`${fileName(text)}.tf`]: TF(text),
    });
    const files = readdirSync(cwd);
    const commands: readonly (readonly [string, readonly string[]])[] = [
      ...FORMATS.map(
        (format) =>
          [format, ['check', 'p.json', '--scp', 'scp', '-f', format, '--region', 'eu-west-1']] as const,
      ),
      ['text', ['check', 'p.json', '--scp', 'scp', '--verbose', '--account', '123456789012']],
      ['text', ['explain', 'p.json', `aws_lambda_function.f[${quoted(text)}]`, '--scp', 'scp']],
      ['text', ['explain', 'p.json', text, '--scp', 'scp']],
      ['mermaid', ['graph', 'p.json', '--scp', 'scp']],
      ['dot', ['graph', 'p.json', '--scp', 'scp', '--format', 'dot']],
      ['json', ['graph', 'p.json', '--scp', 'scp', '--format', 'json']],
      ...['text', 'json', 'markdown', 'sarif'].map(
        (format) => [format, ['policy', 'scp', '--format', format]] as const,
      ),
      ...['text', 'json', 'csv', 'sarif'].map(
        (format) => [format, ['impact', 'p.json', '--scp', `scp/${name}`, '--format', format]] as const,
      ),
      ['text', ['check', text, '--scp', text]],
      ['text', ['check', 'p.json', '--context', text]],
      ['text', ['check', 'p.json', '--output', text]],
    ];
    for (const [format, argv] of commands) {
      const sentence = JSON.stringify(argv.join(' '));
      const { status, stdout, stderr } = await run(argv);
      t.ok(status <= 2, `${sentence}: ${stderr}`);
      if (status < 2) t.equal(wrong(format, stdout), undefined, sentence);
      t.equal(wrong('text', stderr), undefined, `stderr of ${sentence}`);
    }
    t.same(readdirSync(cwd), files, 'nothing was run or written');
  }
  t.equal(Object.keys(Object.prototype).length, 0, 'no prototype is changed');
});

t.test('names that every object has are names like others', async (t) => {
  for (const name of NAMES) {
    const key = `["${name}"]`;
    const plan = planJson({
      changes: [
        {
          address: `aws_lambda_function.${name.replaceAll('__', 'x')}${key}`,
          after: functionValues(['subnet-1'], ['sg-1'], { tags_all: { [name]: 'x' }, tags: { [name]: 'x' } }),
        },
      ],
      prior: { 'data.aws_subnet.s': { id: 'subnet-1', vpc_id: 'vpc-1' } },
    });
    const deny = (condition: object) => ({
      Version: '2012-10-17',
      Statement: [{ Sid: name, Effect: 'Deny', Action: '*', Resource: '*', Condition: condition }],
    });
    const tag = { StringEquals: JSON.parse(`{"aws:RequestTag/${name}": "x"}`) };
    const other = { StringEquals: { 'aws:RequestTag/y': 'x' } };
    const stranger = { StringEquals: JSON.parse(`{"x:${name}": "x"}`) };
    const { run } = inDirectory(t, {
      'p.json': JSON.stringify(plan),
      'tag.json': JSON.stringify(deny(tag)),
      'other.json': JSON.stringify(deny(other)),
      'stranger.json': JSON.stringify(deny(stranger)),
    });
    const decision = async (line: string) =>
      JSON.parse((await run(`${line} -f json`)).stdout).requests[0].decision;
    t.equal(await decision('check p.json --scp tag.json'), 'explicit-deny', `tag ${name}`);
    t.equal(await decision('check p.json --scp other.json'), 'allowed', `no tag y beside ${name}`);
    t.equal(
      await decision(`check p.json --scp stranger.json --context x:${name}=x`),
      'explicit-deny',
      `context key ${name}`,
    );
    t.not(await decision('check p.json --scp stranger.json'), 'explicit-deny', `no context key ${name}`);
  }
});
