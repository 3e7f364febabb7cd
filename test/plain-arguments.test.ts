import fc from 'fast-check';
import t from 'tap';
import { parseCommand, parseWithYargs } from '../src/cli.ts';
import { plainArguments } from '../src/plain-arguments.ts';
import { SEED } from './seed.ts';

const WORDS = [
  'plan.json',
  '-',
  '--',
  '--scp',
  'scp.json',
  '--scp=a=b',
  '--format',
  '--format=json',
  'json',
  'sarif',
  '--fail-on',
  'undetermined',
  '--fail-on=denied',
  '--region',
  '--region=',
  'eu-west-1',
  '--exit-zero',
  '--verbose',
  '--no-verbose',
  '--color',
  'true',
  'false',
  '--no-source',
  '--source',
  '--jobs',
  '2',
  '-v',
  '-f',
  '"quoted"',
  "it's",
  '',
  '--unknown',
  '--full-aws-access',
  '--network',
  '--context=aws:x=1',
  'a b',
  '__proto__',
  '--output',
  '0x10',
  '--allow-vpc',
  '-1',
  '--category',
  '--require-vpc=true',
  '--help',
] as const;

t.test('plain arguments mean what yargs takes them for', async (t) => {
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...WORDS), { maxLength: 7 }), async (words) => {
      const argv = ['check', ...words];
      if (plainArguments(argv) === undefined) return;
      plain += 1;
      t.same(await parseCommand(argv, 100), await parseWithYargs(argv, 100), argv.join(' '));
    }),
    { numRuns: 600, seed: SEED },
  );
  t.ok(plain > 30, 'many of them are plain');
});

t.test('what is not plain is left to yargs', async (t) => {
  const lines = [
    'explain p a',
    'check --help',
    'check p -v',
    'check --jobs 2',
    'check p --scp',
    'check -- p',
  ];
  for (const line of lines) t.equal(plainArguments(line.split(' ')), undefined, line);
});
