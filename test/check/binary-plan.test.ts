import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { readCase } from '../lab/case.ts';
import { plan } from '../lab/lab.ts';
import { findTerraform } from '../lab/terraform.ts';
import { check } from './program.ts';

const skip = findTerraform() === undefined && 'neither terraform nor tofu is on PATH';

/** Cases whose decisions take the source of modules. */
const CASES = [
  'registry-style-vpc-and-lambda-modules',
  'modules-from-a-registry',
  'label-style-modules-with-context',
];

for (const name of CASES) {
  t.test(
    `${name.replaceAll('-', ' ')}: the binary plan holds the source of every module`,
    { skip },
    async (t) => {
      const directory = path.join('testdata/graph', name);
      const { plan: json, binary } = await plan({ ...readCase(directory), directory, binary: true });
      // Elsewhere, so that nothing but the plan files is there to be read.
      const elsewhere = t.testdir({ 'plan.json': json });
      writeFileSync(path.join(elsewhere, 'tfplan'), binary ?? '');
      const { report } = await check(elsewhere, [
        'plan.json',
        '--source',
        'tfplan',
        '--scp',
        path.resolve('testdata/graph/scp'),
      ]);
      const { decisions } = JSON.parse(readFileSync(path.join(directory, 'expected.json'), 'utf8'));
      const said = report.requests.map(({ address, decision }): [string, string] => [address, decision]);
      t.strictSame(Object.fromEntries(said), decisions);
    },
  );
}
