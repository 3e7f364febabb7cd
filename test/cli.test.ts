import t from 'tap';
import { parseCommand } from '../src/cli.ts';
import { InputError } from '../src/error.ts';

const parse = (line: string) => parseCommand(line === '' ? [] : line.split(' '), 100);

const READ: readonly (readonly [sentence: string, line: string, expected: object])[] = [
  ['one plan', 'check plan.json', { kind: 'check', plans: ['plan.json'], format: 'text' }],
  ['several plans', 'check a.json b.json', { plans: ['a.json', 'b.json'] }],
  ['standard input', 'check -', { plans: ['-'] }],
  ['a dash as the value of an option', 'check - --scp -', { plans: ['-'], policies: { scp: ['-'] } }],
  ['two dashes', 'policy diff - -', { old: '-', new: '-' }],
  ['a plan whose name begins with a dash', 'check -- -x.json', { plans: ['-x.json'] }],
  ['repeated options make lists', 'check p --scp a --scp b', { plans: ['p'], policies: { scp: ['a', 'b'] } }],
  [
    'an option takes one value, the rest are plans',
    'check --scp a p q',
    { plans: ['p', 'q'], policies: { scp: ['a'] } },
  ],
  ['FullAWSAccess is assumed', 'check p', { policies: { fullAwsAccess: true } }],
  ['FullAWSAccess is not assumed', 'check p --no-full-aws-access', { policies: { fullAwsAccess: false } }],
  ['no source', 'check p --no-source', { source: false }],
  ['a source', 'check p --source dir', { source: 'dir' }],
  ['colour is decided by the terminal', 'check p', { display: { color: undefined } }],
  ['no colour', 'check p --no-color', { display: { color: false } }],
  ['a threshold', 'check p --fail-on undetermined', { failOn: ['undetermined'] }],
  [
    'explain',
    'explain plan.json aws_lambda_function.a[0]',
    { kind: 'explain', address: 'aws_lambda_function.a[0]' },
  ],
  ['graph', 'graph plan.json --format dot', { kind: 'graph', format: 'dot' }],
  ['graph in short', 'graph plan.json -f json', { kind: 'graph', format: 'json' }],
  ['policy', 'policy scp.json', { kind: 'policy', paths: ['scp.json'], policyKind: 'scp' }],
  ['policy diff', 'policy diff a.json b.json', { kind: 'policy-diff', old: 'a.json', new: 'b.json' }],
  [
    'policy new',
    'policy new --require-vpc --identity',
    { kind: 'policy-new', intent: { requireVpc: true, kind: 'identity' } },
  ],
  [
    'impact',
    'impact --scp new.json a.json b.json',
    { kind: 'impact', scp: ['new.json'], paths: ['a.json', 'b.json'] },
  ],
  [
    'merge',
    'merge a.json b.json --format sarif',
    { kind: 'merge', paths: ['a.json', 'b.json'], format: 'sarif' },
  ],
  [
    'upload',
    'upload a.sarif --repository o/r',
    { kind: 'upload', sarif: 'a.sarif', repository: 'o/r', wait: true },
  ],
];

t.test('arguments are read', async (t) => {
  for (const [sentence, line, expected] of READ) t.match(await parse(line), expected, sentence);
});

const REFUSED: readonly (readonly [sentence: string, line: string, message: RegExp])[] = [
  ['no command', '', /name a command/],
  ['an unknown command', 'chek p', /^unknown command `chek`: did you mean `tfvpc check`$/],
  ['no command', 'plan.json', /did you mean `tfvpc check plan.json`$/],
  ['help as a command', 'help', /did you mean `tfvpc --help`$/],
  ['an unknown option', 'check p --bogus', /^unknown option `--bogus`$/],
  ['an option that is nearly one', 'check p --scop x', /: did you mean `--scp`$/],
  ['an option with two letters swapped', 'check p --spc x', /: did you mean `--scp`$/],
  ['an option that another command has nearly', 'check p --subnts x', /^unknown option `--subnts`$/],
  ['an option that another command has', 'explain p a --format json', /^unknown option `--format`$/],
  ['an option that only changes other outputs', 'explain p a --quiet', /^unknown option `--quiet`$/],
  ['an option of a command in a command', 'policy new --subnets x', /: did you mean `--subnet`$/],
  ['a letter that is no option', 'graph p -o x', /^unknown option `-o`$/],
  ['a letter among others that is no option', 'check p -qx', /^unknown option `-qx`$/],
  ['an argument too many', 'graph p q', /^unexpected argument `q`$/],
  ['too few arguments', 'explain p', /^expected: tfvpc explain PLAN ADDRESS$/],
  ['an option without its value', 'check p --scp', /scp/],
  ['a value that is none of the choices', 'check p --fail-on bad', /fail-on.*bad.*denied/],
  [
    'an organization of no workspace',
    'check --hcp-organization o',
    /^--hcp-organization is of --hcp-workspace/,
  ],
  ['a run and a workspace', 'check --hcp-run r --hcp-workspace w', /: a plan is of one run$/],
  [
    'values with a comma between',
    'check p --fail-on denied,error',
    /^--fail-on .* note; for several give it again$/,
  ],
  ['values with a comma of what takes one', 'check p --format text,json', /, annotations$/],
  ['a plan without a name', 'check ', /^the name of a plan is empty$/],
  ['a number that is none', 'check p --jobs x', /^--jobs: expected a whole number/],
  ['an unknown format', 'check p --format pdf', /^--format `pdf`: expected one of text, json/],
];

t.test('a wrong call is a usage error that names the argument', async (t) => {
  for (const [sentence, line, message] of REFUSED) {
    const error: unknown = await parse(line).catch((error: unknown) => error);
    t.ok(error instanceof InputError, sentence);
    t.match(error, { code: 'usage', message }, sentence);
  }
});

t.test('a wrong call is told where the help of its command is', async (t) => {
  const hints = [
    ['explain p', 'tfvpc explain --help'],
    ['policy diff a', 'tfvpc policy diff --help'],
    ['policy', 'tfvpc policy --help'],
    ['--bogus', 'tfvpc --help'],
  ] as const;
  for (const [line, command] of hints)
    t.match(
      await parse(line).catch((error: unknown) => error),
      { details: { hint: `see: ${command}` } },
      line,
    );
});

t.test('help is text to print', async (t) => {
  for (const line of ['--help', 'check --help', 'policy --help', 'policy new --help', 'merge --help']) {
    const command = await parse(line);
    t.match(command, { kind: 'print', text: /tfvpc/ }, line);
    t.notMatch(command, { text: /\[(?:string|array|boolean|choices)|default: \[\]/ }, `${line}: in words`);
  }
});
