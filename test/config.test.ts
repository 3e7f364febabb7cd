import t from 'tap';
import { parseCommand } from '../src/cli.ts';
import { checkWithConfig, readConfig } from '../src/config.ts';
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

const REFUSED: readonly (readonly [sentence: string, text: string, message: RegExp])[] = [
  ['an unknown member', 'bogus: 1', /unknown member `bogus`/],
  ['a wrong type', 'scp: scp/', /`scp`: must be array/],
  ['an account that YAML reads as a number', 'account: 123456789012', /`account`: must be string/],
  ['a suppression without a reason', 'suppress: [{rule: TFVPC001}]', /`suppress.0`.*reason/],
  ['no YAML', 'a: [', /Flow sequence/],
  ['an alias bomb', 'a: &a [x]\nscp: [*a, *a]', /alias/i],
];

t.test('a wrong configuration is refused with the member at fault', async (t) => {
  for (const [sentence, text, message] of REFUSED) {
    const files = filesBelow(t.testdir({ '.tfvpc.yml': text }));
    await t.rejects(readConfig(undefined, files), { code: 'config-invalid', message }, sentence);
  }
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
