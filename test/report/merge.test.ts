import t from 'tap';
import type { Report, Result } from '../../src/generated/report.ts';
import { formatAnnotations } from '../../src/report/annotations.ts';
import { formatJson } from '../../src/report/json.ts';
import { formatMarkdown } from '../../src/report/markdown.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { mergeSarif, sarifFailures } from '../../src/report/merge-sarif.ts';
import { orderReport } from '../../src/report/order.ts';
import { formatSarif } from '../../src/report/sarif.ts';
import { formatText } from '../../src/report/text.ts';
import { type FailOn, failing } from '../../src/report/threshold.ts';
import { sample, sampleNames } from './samples.ts';

/** Each result with the address of the request that it points to. */
const pointed = ({ results, requests }: Report) =>
  results.map(({ request, address }) => [
    address,
    request === undefined ? undefined : requests[request]?.address,
  ]);

t.test('merged reports', async (t) => {
  const all = sampleNames.map(sample);
  const merged = mergeReports(all);
  t.equal(
    merged.requests.length,
    all.reduce((sum, { requests }) => sum + requests.length, 0),
  );
  t.equal(
    merged.summary.noRequest,
    all.reduce((sum, { summary }) => sum + summary.noRequest, 0),
  );
  t.same(
    pointed(merged).filter(([own, of]) => of !== undefined && own !== of),
    [],
    'results point to their requests',
  );
  t.equal(
    new Set(merged.plans.map(({ path }) => path)).size,
    merged.plans.length,
    'plans of one name are told apart',
  );
  t.ok(merged.requests.every(({ plan }) => merged.plans.some(({ path }) => path === plan)));
  t.equal(
    merged.policies.filter(({ label }) => label === 'scp/require-vpc.json').length,
    1,
    'a policy is listed once',
  );
  const ranks = merged.requests.map(({ decision }) =>
    ['explicit-deny', 'implicit-deny', 'undetermined', 'allowed'].indexOf(decision),
  );
  t.same(
    ranks.map((rank) => Math.max(0, rank - 1)),
    [...ranks.map((rank) => Math.max(0, rank - 1))].sort(),
    'denied first',
  );
  t.equal(formatJson(mergeReports([merged])), formatJson(merged), 'merging one changes nothing');
  const [one] = all;
  if (one === undefined) return;
  t.same(
    mergeReports([one, mergeReports([one, one])]).plans.map(({ path }) => path.replace(/^[^ ]*/, 'plan')),
    ['plan', 'plan (2)', 'plan (2) (2)'],
    'nor has a plan the new name of another',
  );
  t.equal(mergeReports([]).requests.length, 0, 'nothing merged is an empty report');
});

t.test('merged SARIF files', async (t) => {
  const logs = (...modules: string[]) =>
    modules.map((rootModule) =>
      JSON.parse(formatSarif({ ...sample('nothing'), plans: [{ ...plan, rootModule }] })),
    );
  const plan = sample('nothing').plans[0] ?? {
    path: '',
    formatVersion: '',
    resourceChanges: 0,
    functions: 0,
    errored: false,
    complete: true,
  };
  const merged = mergeSarif(logs('b', 'a'));
  t.equal(merged.kind, 'merged');
  if (merged.kind !== 'merged') return;
  t.same(
    JSON.parse(merged.text).runs,
    [...logs('a'), ...logs('b')].flatMap(({ runs }) => runs),
    'each run as it was, by category',
  );
  t.same(mergeSarif(logs('a', 'b', 'a')), { kind: 'same-category', category: 'tfvpc/a/' });
  t.same(mergeSarif(logs(...Array.from({ length: 21 }, (_, index) => `m${index}`))), {
    kind: 'too-many-runs',
    count: 21,
  });
});

t.test('the failures in SARIF files are those of the report', async (t) => {
  for (const name of sampleNames) {
    const failures = sarifFailures([JSON.parse(formatSarif(sample(name)))]);
    const expected = sample(name).results.filter(({ suppressed }) => suppressed === undefined);
    for (const failOn of ['denied', 'undetermined', 'error', 'warning', 'note'] as const)
      t.equal(
        failing({ results: failures }, [failOn]).length > 0,
        failing({ results: expected }, [failOn]).length > 0,
        `${name}, ${failOn}`,
      );
  }
});

t.test('a SARIF result of any tool', async (t) => {
  const cases: readonly (readonly [sentence: string, result: unknown, expected: object[]])[] = [
    ['with its level', { ruleId: 'x', level: 'note' }, [{ ruleId: 'x', level: 'note' }]],
    ['is a warning without one', { ruleId: 'x' }, [{ ruleId: 'x', level: 'warning' }]],
    ['is no failure where it is none', { ruleId: 'x', level: 'none' }, []],
    ['is no failure where it passes', { ruleId: 'x', kind: 'pass' }, []],
    ['does not count where it is suppressed', { ruleId: 'x', suppressions: [{ kind: 'inSource' }] }, []],
    [
      'counts where nothing suppresses it',
      { ruleId: 'x', suppressions: [] },
      [{ ruleId: 'x', level: 'warning' }],
    ],
    ['is not what is none', 'x', []],
  ];
  for (const [sentence, one, expected] of cases)
    t.same(sarifFailures([{ runs: [{ results: [one] }] }]), expected, sentence);
  t.same(sarifFailures([{ runs: [{}] }]), [], 'a run without results');
});

t.test('ordering is done once', async (t) => {
  for (const name of sampleNames)
    t.same(orderReport(orderReport(sample(name))), orderReport(sample(name)), name);
});

const result = (ruleId: string, level: Result['level'], suppressed?: string): Result => ({
  ruleId,
  level,
  message: `${ruleId} ${level}`,
  ...(suppressed === undefined ? {} : { suppressed }),
});

t.test('a check fails on', async (t) => {
  const results = [
    result('TFVPC001', 'error'),
    result('TFVPC002', 'error'),
    result('TFVPC003', 'warning'),
    result('TFVPC101', 'error'),
    result('TFVPC103', 'warning'),
    result('TFVPC110', 'note'),
    result('TFVPC001', 'error', 'baseline'),
  ];
  const cases: [FailOn[], string[]][] = [
    [['denied'], ['TFVPC001', 'TFVPC002']],
    [['undetermined'], ['TFVPC001', 'TFVPC002', 'TFVPC003']],
    [['error'], ['TFVPC001', 'TFVPC002', 'TFVPC101']],
    [['warning'], ['TFVPC001', 'TFVPC002', 'TFVPC003', 'TFVPC101', 'TFVPC103']],
    [['note'], ['TFVPC001', 'TFVPC002', 'TFVPC003', 'TFVPC101', 'TFVPC103', 'TFVPC110']],
    [
      ['denied', 'error'],
      ['TFVPC001', 'TFVPC002', 'TFVPC101'],
    ],
    [[], []],
  ];
  for (const [failOn, expected] of cases)
    t.same(
      failing({ results }, failOn).map(({ ruleId }) => ruleId),
      expected,
      failOn.join(' '),
    );
});

t.test('annotations', async (t) => {
  const many = Array.from({ length: 25 }, (_, line) => ({
    ...result('TFVPC001', 'error'),
    location: { path: 'a.tf', line: line + 1 },
  }));
  const report = {
    ...sample('nothing'),
    results: [...many, { ...result('TFVPC105', 'warning'), message: 'x'.repeat(9000) }],
  };
  const lines = formatAnnotations(report).trim().split('\n');
  t.equal(lines.filter((line) => line.startsWith('::error ')).length, 10, 'at most ten of a level');
  t.match(lines[9], /^::error title=tfvpc::16 more of level error/u);
  t.equal(lines.length, 11);
  t.ok((lines[10]?.split('::')[2]?.length ?? 0) <= 4096, 'none is longer than GitHub shows');
  t.match(
    lines[0],
    /^::error file=a\.tf,line=1,endLine=1,title=TFVPC001 A policy denies the request::TFVPC001 error$/u,
  );
});

t.test('a plan that no policy judged beside one that was judged', async (t) => {
  const judged = sample('allowed');
  const [plan] = judged.plans;
  const unjudged: Report = {
    ...judged,
    policies: [],
    notes: [{ code: 'no-policies', text: 'no policy', plan: plan?.path ?? '' }],
  };
  const merged = mergeReports([judged, unjudged]);
  const name = `${plan?.path} (2)`;
  const text = formatText(merged, { color: false, width: 96, verbose: false, quiet: false });
  t.match(text, `! no policy (${name})`);
  t.match(
    text,
    /✓ allowed {7}3 requests [\s\S]*! not judged {4}3 requests [\s\S]* 3 allowed · 3 not judged · /,
  );
  t.match(
    formatMarkdown(merged),
    /^## ! tfvpc: 3 of 6 .*had no policy[\s\S]*>✓ 3 allowed<[\s\S]*>! 3 not judged</,
  );
});
