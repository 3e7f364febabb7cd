import t from 'tap';
import type { Report, RequestReport } from '../../src/generated/report.ts';
import { formatMarkdown } from '../../src/report/markdown.ts';
import { formatSarif } from '../../src/report/sarif.ts';
import { formatText } from '../../src/report/text.ts';
import { BLOBS, sample } from './samples.ts';

const bytes = (text: string) => Buffer.byteLength(text);

/** As many different functions, the decisions of the sample in turn. */
function large(functions: number): Report {
  const report = sample('pull-request');
  const { requests } = report;
  const many = Array.from({ length: functions }, (_, index): RequestReport => {
    const request = requests[index % requests.length] ?? never();
    const address = `module.team_${index}.module.service["${index}"].aws_lambda_function.this[0]`;
    return {
      ...request,
      address,
      fix: `${request.fix ?? 'nothing'} ${index}`,
      location: { path: `modules/team_${index}/main.tf`, line: index + 1 },
    };
  });
  const results = many.map((request, index) => ({
    ruleId: request.decision === 'undetermined' ? 'TFVPC003' : 'TFVPC001',
    level: 'error' as const,
    message: 'm',
    plan: request.plan,
    address: request.address,
    ...(request.location === undefined ? {} : { location: request.location }),
    request: index,
  }));
  return {
    ...report,
    requests: many,
    results: results.filter((_, index) => many[index]?.decision !== 'allowed'),
  };
}

function never(): never {
  throw new Error('the sample has requests');
}

const LARGE = large(5000);

t.test('subnets and VPCs lead to where they are defined', async (t) => {
  const report = sample('pull-request');
  const related = (path: string, message: string) => ({ location: { path, line: 7 }, message });
  const [first, ...others] = report.requests;
  if (first === undefined) return never();
  const network = {
    subnets: [{ value: { known: 'subnet-1' }, trail: [{ text: 'var.s', path: 'elsewhere.tf', line: 1 }] }],
    securityGroups: [{ value: { new: 'aws_security_group.g.id' }, trail: [] }],
    vpc: { value: { known: 'vpc-1' }, because: 'because', trail: [] },
  };
  const relatedLocations = [
    related('subnet.tf', 'subnet subnet-1'),
    related('group.tf', 'security group aws_security_group.g.id'),
    related('vpc.tf', 'VPC vpc-1'),
  ];
  const requests = [{ ...first, network, relatedLocations }, ...others];
  const lines = formatMarkdown({ ...report, requests }, { blobBase: BLOBS }).split('\n');
  for (const [what, path] of [
    ['subnet <code>subnet-1', 'subnet.tf'],
    ['security group <code>aws_security_group.g.id', 'group.tf'],
    ['VPC: <code>vpc-1', 'vpc.tf'],
  ] as const) {
    const line = lines.find((each) => each.includes(`- ${what}`)) ?? '';
    t.ok(line.includes(`href="${BLOBS}${path}#L7"`), line);
    t.notOk(line.includes('elsewhere.tf'));
  }
});

t.test(
  'the summary of 5,000 functions stays below what GitHub takes, and counts what it leaves out',
  async (t) => {
    const report = LARGE;
    const page = formatMarkdown(report, { blobBase: BLOBS });
    t.ok(bytes(page) < 1024 * 1024, `${bytes(page)} bytes`);
    t.ok(bytes(page) > 500_000, 'it is used');
    const explained = page.match(/<summary>✗ denied/gu)?.length ?? 0;
    const cut = Number(/The explanations of (\d+) more denied/u.exec(page)?.[1]);
    t.equal(explained + cut, report.requests.filter(({ decision }) => decision === 'explicit-deny').length);
    const rows = page.match(/^\| [✗?] /gmu)?.length ?? 0;
    t.equal(rows + Number(/and (\d+) more rows/u.exec(page)?.[1]), report.results.length);
    t.match(page, /\n\*\*\d+ denied · [^\n]*\n$/u, 'the ledger is the last line');
    for (const [open, close] of [
      ['<details', '</details>'],
      ['```mermaid', '```\n'],
    ] as const) {
      t.ok(page.split(open).length <= page.split(close).length, `every ${open} is closed`);
    }
    t.ok(/```mermaid\n([^`]*)```/u.exec(page)?.[1]?.length ?? 1e9 < 50_000, 'GitHub draws the picture');
  },
);

t.test('a comment of 65,536 characters still has the headline, the worst and the ledger', async (t) => {
  const page = formatMarkdown(LARGE, { maxBytes: 65_000 });
  t.ok(bytes(page) < 65_000, `${bytes(page)} bytes`);
  t.match(page, /^## ✗ tfvpc: \d+ of 5000 Lambda changes would be refused by AWS\n/u);
  t.match(page, /<summary>✗ denied/u);
  t.match(page, /more rows, left out here/u);
  t.match(page, /\n\*\*\d+ denied · [^\n]*\n$/u);
});

t.test('one name of a megabyte costs its own parts only', async (t) => {
  const report = sample('pull-request');
  const [first, ...others] = report.requests;
  const huge = { ...(first ?? never()), address: `aws_lambda_function.f["${'_'.repeat(1_000_000)}"]` };
  const page = formatMarkdown({ ...report, requests: [...others, huge] });
  t.ok(bytes(page) < 1024 * 1024);
  t.match(page, /RequireVpc/u, 'the others are there');
  t.match(page, /explanations of 1 more denied/u);
});

t.test('places are links only where the address of the files is known', async (t) => {
  t.match(
    formatMarkdown(sample('pull-request'), { blobBase: BLOBS }),
    `<a href="${BLOBS}modules/fn/main.tf#L21">`,
  );
  t.match(
    formatMarkdown(sample('pull-request'), { blobBase: BLOBS.slice(0, -1) }),
    `<a href="${BLOBS}modules/fn/main.tf#L21">`,
  );
  t.notMatch(formatMarkdown(sample('pull-request')), /<a /u);
});

t.test('headlines', async (t) => {
  const headline = (report: Report) => formatMarkdown(report).split('\n')[0];
  const all = sample('pull-request');
  const without = (decision: string): Report => ({
    ...all,
    requests: all.requests.filter((r) => r.decision !== decision),
    results: [],
  });
  t.equal(headline(all), '## ✗ tfvpc: 2 of 6 Lambda changes would be refused by AWS');
  t.equal(headline(without('explicit-deny')), '## ? tfvpc: 1 of 4 Lambda changes could not be decided');
  t.equal(headline(sample('allowed')), '## ✓ tfvpc: AWS would refuse none of 3 Lambda changes');
  t.equal(headline(sample('nothing')), '## ! tfvpc: nothing was evaluated');
  const noPolicies = { ...sample('allowed'), notes: [{ code: 'no-policies' as const, text: 'x' }] };
  t.equal(headline(noPolicies), '## ! tfvpc: 3 Lambda changes, and no policy to judge by');
  const suppressing = (report: Report): Report => ({
    ...report,
    results: report.results.map((one) => ({ ...one, suppressed: 'known' })),
  });
  t.equal(
    headline(suppressing(all)),
    '## ✓ tfvpc: AWS would refuse none of 3 Lambda changes (3 more suppressed)',
    'of what is suppressed, it is not said that AWS would not refuse it',
  );
  const deniedAlone = suppressing({ ...all, requests: all.requests.slice(0, 1) });
  t.equal(headline(deniedAlone), '## ! tfvpc: 1 Lambda change, suppressed');
});

t.test('text', async (t) => {
  const options = { color: false, width: 96, verbose: false, quiet: false };
  const colored = formatText(sample('pull-request'), { ...options, color: true });
  const escapes = /\u001b\[\d+m/gu;
  t.equal(
    colored.replace(escapes, ''),
    formatText(sample('pull-request'), options),
    'colours change no word',
  );
  t.match(colored, escapes);
  const narrow = formatText(sample('pull-request'), { ...options, width: 60 });
  t.same(
    narrow.split('\n').filter((line) => line.length > 60 && !/settle it|module\.api/u.test(line)),
    [],
    'wrapped',
  );
  t.match(
    narrow,
    /settle it: --network <\(aws ec2 describe-subnets --subnet-ids subnet-07770000000000004\)\n/u,
    'a command is not',
  );
  t.equal(
    formatText(sample('nothing'), { ...options, quiet: true }).split('\n').length,
    4,
    'quiet is loud about nothing',
  );
  const many = formatText(large(500), options);
  t.ok(many.split('would be refused').length > 160, 'text is never cut');
  t.ok(JSON.parse(formatSarif(large(500))).runs[0].results.length > 200);
});
