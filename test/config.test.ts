import t from 'tap';
import { parseCommand } from '../src/cli.ts';
import { checkWithConfig, readConfig } from '../src/config.ts';
import { InputError } from '../src/error.ts';
import { filesBelow } from '../src/node/files.ts';

const inDirectory = (files: Record<string, string>) => filesBelow(t.testdir(files));

t.test('without a file there is no configuration', async (t) => {
  t.same(await readConfig(undefined, inDirectory({})), {});
});

t.test('paths are relative to the file', async (t) => {
  const files = inDirectory({});
  const below = filesBelow(
    t.testdir({ ci: { 'tfvpc.yml': 'scp: [policies]\nnetwork: [/abs.json]\nsource: infra\n' } }),
  );
  t.same(await readConfig('ci/tfvpc.yml', below), {
    scp: ['ci/policies'],
    network: ['/abs.json'],
    source: 'ci/infra',
  });
  await t.rejects(readConfig('missing.yml', files), { code: 'not-found', details: { path: 'missing.yml' } });
});

const REFUSED: readonly (readonly [sentence: string, text: string, message: string, place?: string])[] = [
  ['a member twice', 'scp: [a]\n"scp": [b]', 'Map keys must be unique', '2:1'],
  ['a member of a member twice', 'suppress: [{rule: a, rule: b}]', 'Map keys must be unique', '1:22'],
  ['an unknown member', 'bogus: 1', 'unknown member `bogus`', '1:8'],
  [
    'a member that is nearly one',
    'fail-ons: []',
    'unknown member `fail-ons`: did you mean `fail-on`',
    '1:11',
  ],
  ['a wrong type', 'region: us-east-1\nscp: scp/', '`scp`: expected a list', '2:6'],
  ['no object', '- scp', 'expected an object', '1:1'],
  [
    'an account that YAML reads as a number',
    'account: 123456789012',
    '`account`: expected a string: put it into quotes',
    '1:10',
  ],
  [
    'a threshold that there is not',
    'fail-on: [all]',
    '`fail-on.0`: expected one of denied, undetermined, error, warning, note',
    '1:11',
  ],
  [
    'a suppression without a reason',
    'suppress: [{rule: TFVPC001}]',
    '`suppress.0`: `reason` is missing',
    '1:12',
  ],
  [
    'a rule that there is not',
    'suppress: [{rule: TFVPC999, reason: x}]',
    '`suppress.0.rule`: there is no rule `TFVPC999`',
    '1:19',
  ],
  [
    'no YAML',
    'a: [',
    'Flow sequence in block collection must be sufficiently indented and end with a ]',
    '1:5',
  ],
  ['an alias bomb', 'a: &a [x]\nscp: [*a, *a]', 'YAML aliases are not supported here'],
  ['a key that is a list', '? [a]\n: 1', 'unknown member `[ a ]`', '1:1'],
  ['a tag that nobody knows', 'region: !secret x\nscp: 1', '`scp`: expected a list', '2:6'],
];

t.test('a wrong configuration is refused with the member at fault, and its place', async (t) => {
  const warned: string[] = [];
  const note = ({ message }: Error) => warned.push(message);
  process.on('warning', note);
  for (const [sentence, text, message, place] of REFUSED) {
    const files = filesBelow(t.testdir({ '.tfvpc.yml': text }));
    const error: unknown = await readConfig(undefined, files).catch((error: unknown) => error);
    t.match(error, { code: 'config-invalid' }, sentence);
    if (!(error instanceof InputError)) continue;
    const { position } = error.details;
    t.same([error.message, position && `${position.line}:${position.column}`], [message, place], sentence);
  }
  process.off('warning', note);
  t.same(warned, [], 'the parser says nothing itself');
});

t.test('the command line comes before the file', async (t) => {
  const config = {
    scp: ['from-file'],
    region: 'eu-west-1',
    'fail-on': ['undetermined' as const],
    'require-vpc': true,
    'full-aws-access': false,
    context: { 'aws:PrincipalTag/team': ['a', 'b'] },
  };
  const merged = async (line: string) => {
    const command = await parseCommand(line.split(' '), 80);
    return command.kind === 'check' ? checkWithConfig(command, config) : undefined;
  };
  t.match(await merged('check p'), {
    region: 'eu-west-1',
    failOn: ['undetermined'],
    context: ['aws:PrincipalTag/team=a', 'aws:PrincipalTag/team=b'],
    policies: { scp: ['from-file'], fullAwsAccess: false, quick: { requireVpc: true } },
  });
  t.match(await merged('check p --scp mine --region us-east-1 --fail-on denied'), {
    region: 'us-east-1',
    failOn: ['denied'],
    policies: { scp: ['mine'] },
  });
});
