import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import type { Location, Report, Result } from '../../src/generated/report.ts';
import { lineHashes } from '../../src/report/line-hash.ts';
import type { Log, SarifLocation } from '../../src/report/sarif/log.ts';
import { formatSarif } from '../../src/report/sarif.ts';
import { RULES } from '../../src/rules.ts';
import { sample, sampleNames } from './samples.ts';

const OASIS = '../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json';
const schema = JSON.parse(readFileSync(fileURLToPath(new URL(OASIS, import.meta.url)), 'utf8'));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

const log = (report: Report, category?: string): Log =>
  JSON.parse(formatSarif(report, category === undefined ? {} : { category }));

function placesOf({ runs }: Log): SarifLocation[] {
  return runs.flatMap(({ results }) =>
    results.flatMap(({ locations, relatedLocations = [], codeFlows = [] }) => [
      ...locations,
      ...relatedLocations,
      ...codeFlows.flatMap(({ threadFlows: [flow] }) => flow.locations.map(({ location }) => location)),
    ]),
  );
}

/** What GitHub asks for beyond the schema. */
function githubComplaints(of: Log): string[] {
  const complaints: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) complaints.push(what);
  };
  must(of.runs.length >= 1 && of.runs.length <= 20, 'one to 20 runs');
  must(
    new Set(of.runs.map((run) => run.automationDetails.id)).size === of.runs.length,
    'distinct categories',
  );
  for (const run of of.runs) {
    must(/^[^/].*\/$/u.test(run.automationDetails.id), 'a category ends in a slash');
    must(run.results.length <= 25_000 && run.tool.driver.rules.length <= 25_000, '25,000 results and rules');
    for (const rule of run.tool.driver.rules) {
      const { shortDescription, fullDescription, help, properties, name } = rule;
      must(
        [name, shortDescription.text, fullDescription.text, help.text, help.markdown].every((x) => x !== ''),
        'texts',
      );
      must(
        name.length <= 255 && fullDescription.text.length <= 1024 && shortDescription.text.length <= 1024,
        'lengths',
      );
      must(properties.tags.length <= 10, 'at most ten tags');
      must(
        /^(?:10|\d)\.\d$/u.test(properties['security-severity'] ?? '0.0'),
        'severity is a number as a string',
      );
    }
    for (const result of run.results) {
      must(run.tool.driver.rules[result.ruleIndex]?.id === result.ruleId, 'ruleIndex');
      must(result.message.text.trim() !== '' && result.locations.length === 1, 'a message and a place');
      const ids = (result.relatedLocations ?? []).map(({ id }) => id);
      const links = [...result.message.text.matchAll(/\]\(([^)]*)\)/gu)].map(([, target]) => Number(target));
      must(
        links.every((target) => ids.includes(target)),
        `links of the message lead somewhere: ${result.message.text}`,
      );
      must(
        (result.codeFlows ?? []).every((f) => f.threadFlows[0].locations.length <= 1000),
        'thread flow',
      );
    }
  }
  for (const { physicalLocation } of placesOf(of)) {
    const { uri } = physicalLocation.artifactLocation;
    const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
    must(/^(?:[A-Za-z0-9\-._~/&$+,;=@]|%[0-9A-F]{2})+$/u.test(uri), `a percent-encoded URI: ${uri}`);
    must(!/^\/|:|^\.\.?\/|\/\.\.?(?:\/|$)/u.test(uri), `a relative URI: ${uri}`);
    must(
      [startLine, startColumn, endLine, endColumn].every((n) => n >= 1),
      'coordinates from 1',
    );
    must(startLine === endLine && endColumn > startColumn, 'one line');
  }
  return complaints;
}

for (const name of sampleNames) {
  t.test(`the sample ${name} is SARIF that code scanning takes`, async (t) => {
    const written = log(sample(name));
    t.ok(validate(written), 'valid against the schema of OASIS', { errors: validate.errors });
    t.same(githubComplaints(written), []);
  });
}

const at = (line: number, file = 'main.tf'): Location => ({ path: file, line });
const result = (members: Partial<Result>): Result => ({
  ruleId: 'TFVPC101',
  level: 'error',
  message: 'm',
  ...members,
});
const reportOf = (results: Result[], plans = sample('nothing').plans): Report => ({
  ...sample('nothing'),
  plans,
  results,
});
const results = (of: Log) => of.runs.flatMap((run) => run.results);
const uriOf = (of: Log) => results(of)[0]?.locations[0].physicalLocation.artifactLocation.uri;

t.test('results of one rule on one line are one alert that lists the instances', async (t) => {
  const instances = ['c', 'a', 'b'].map((key) => result({ address: `aws_x.y["${key}"]`, location: at(3) }));
  const [only, ...others] = results(log(reportOf([...instances, result({ location: at(4) })])));
  t.equal(only?.message.text, 'm (3 resource instances: aws_x.y["a"], aws_x.y["b"], aws_x.y["c"])');
  t.equal(others.length, 1, 'another line is another alert');
});

t.test('what is suppressed is left out, and so is what is allowed', async (t) => {
  t.same(results(log(reportOf([result({ location: at(1), suppressed: 'baseline' })]))), []);
  t.same(results(log(sample('allowed'))), []);
});

t.test('paths', async (t) => {
  const cases: [path: string, uri: string, why: string][] = [
    ['modules/fn/main.tf', 'modules/fn/main.tf', 'as it is'],
    ['./a//b.tf', 'a/b.tf', 'needless parts are left out'],
    ['ünï/a b#c?.tf', '%C3%BCn%C3%AF/a%20b%23c%3F.tf', 'percent-encoded'],
    ['a:b/c.tf', 'plan.json', 'what looks like a scheme is no path'],
    ['/etc/passwd', 'plan.json', 'absolute: the plan stands in'],
    ['a/../../x.tf', 'plan.json', 'outside the repository: the plan stands in'],
    ['git::https://example.com/m.git//main.tf', 'plan.json', 'a module address: the plan stands in'],
    ['C:\\x\\main.tf', 'plan.json', 'of another machine: the plan stands in'],
    ['\ud800.tf', '%EF%BF%BD.tf', 'a lone surrogate has no UTF-8'],
  ];
  for (const [path, uri, why] of cases) {
    t.equal(uriOf(log(reportOf([result({ plan: 'plan.json', location: at(1, path) })]))), uri, why);
  }
  t.equal(
    uriOf(log(reportOf([result({ plan: '/tmp/x/my plan.json' })]))),
    'my%20plan.json',
    'an absolute plan by its name',
  );
  t.equal(uriOf(log(reportOf([result({ plan: '-' })]))), 'plan.json', 'standard input has no name');
});

t.test('a region is one line with four coordinates', async (t) => {
  const region = (location: Location) =>
    results(log(reportOf([result({ location })])))[0]?.locations[0].physicalLocation.region;
  t.same(region({ path: 'a.tf' }), { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
  t.same(region({ path: 'a.tf', line: 7, column: 3, endLine: 9, endColumn: 1 }), {
    startLine: 7,
    startColumn: 3,
    endLine: 7,
    endColumn: 4,
  });
  t.same(region({ path: 'a.tf', line: 7, column: 3, endLine: 7, endColumn: 9 }), {
    startLine: 7,
    startColumn: 3,
    endLine: 7,
    endColumn: 9,
  });
});

t.test('categories', async (t) => {
  const [plan] = sample('nothing').plans;
  const plans = (...modules: (string | undefined)[]) =>
    modules.map((rootModule, index) => ({
      path: `p${index}.json`,
      formatVersion: '1.2',
      resourceChanges: plan?.resourceChanges ?? 0,
      functions: 0,
      errored: false,
      complete: true,
      ...(rootModule === undefined ? {} : { rootModule }),
    }));
  const ids = (modules: (string | undefined)[], category?: string) =>
    log(reportOf([], plans(...modules)), category).runs.map((run) => run.automationDetails.id);
  t.same(ids([]), ['tfvpc/'], 'no plan at all');
  t.same(ids(['']), ['tfvpc/'], "the repository's root");
  t.same(ids(['.']), ['tfvpc/'], 'the same, written otherwise');
  t.same(ids(['envs/prod']), ['tfvpc/envs/prod/'], 'a root module below it');
  t.same(ids(['a', 'b', 'a']), ['tfvpc/a/', 'tfvpc/b/'], 'two plans of one root module share a run');
  t.same(ids([undefined, 'b']), ['tfvpc/p0.json/', 'tfvpc/b/'], 'without its source the plan tells it apart');
  t.same(ids(['a'], 'mine'), ['mine/'], 'a category that was asked for');
  t.same(ids(['a', 'b'], 'mine/'), ['mine/a/', 'mine/b/'], 'and of several root modules');
  const many = Array.from({ length: 30 }, (_, index) => `m${index}`);
  t.equal(ids(many).length, 20, 'GitHub takes no more than 20 runs');
  t.equal(ids(many)[19], 'tfvpc/and-more/');
  const all = many.map((_, index) => result({ plan: `p${index}.json`, location: at(1, `m${index}.tf`) }));
  t.equal(results(log(reportOf(all, plans(...many)))).length, 30, 'no result is lost');
});

t.test('more than GitHub takes is left out, with a notice', async (t) => {
  const many = Array.from({ length: 25_003 }, (_, index) => result({ location: at(index + 1) }));
  const written = log(reportOf([...many, result({ level: 'note', location: at(1, 'least.tf') })]));
  t.equal(results(written).length, 25_000);
  t.match(
    written.runs[0]?.invocations[0].toolExecutionNotifications?.at(-1)?.message.text,
    /^4 results were left out/u,
  );
  t.notOk(
    results(written).some(({ level }) => level === 'note'),
    'the least severe are left out first',
  );
});

t.test('a file that would be too large when compressed gets smaller', async (t) => {
  const many = Array.from({ length: 200 }, (_, index) => {
    const message = randomBytes(3000)
      .toString('latin1')
      .replaceAll(/[\0-\x20\x7f-\xa0\xad]/gu, 'x');
    return result({ location: at(index + 1), message });
  });
  const text = formatSarif(reportOf(many), { maxCompressedBytes: 200_000 });
  t.ok(gzipSync(text).length < 200_000);
  t.match(
    JSON.parse(text).runs[0].invocations[0].toolExecutionNotifications.at(-1).message.text,
    /were left out/u,
  );
});

t.test('each rule can be explained in code scanning', async (t) => {
  const rules = log(sample('nothing')).runs[0]?.tool.driver.rules ?? [];
  t.same(
    rules.map(({ id }) => id),
    Object.keys(RULES)
      .filter((id) => /^TFVPC[01]/u.test(id))
      .sort(),
    'the rules of plans; those about policies are listed where they have results',
  );
  for (const { id, helpUri } of rules) t.match(helpUri, new RegExp(`/docs/rules/${id}\\.md$`, 'u'));
});

t.test("GitHub's fingerprint of lines", async (t) => {
  t.same(lineHashes(''), ['c129715d7a2bc9a3:1'], 'an empty file has one line');
  const lines = ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'];
  t.same(lineHashes(' a\nb\n  \t\tc\n d'), lines);
  t.same(lineHashes(' a\r\nb\r  \t\tc\r\n d'), lines, 'whatever the line breaks');
  t.same(lineHashes('a\nb\nc\nd'), lines, 'blanks do not count');
  const alike = lineHashes('x\n'.repeat(300));
  t.equal(new Set(alike).size, 301, 'equal lines are numbered');
  t.match(alike[1], /:2$/u);
  const before = lineHashes(`${'a long line\n'.repeat(20)}resource "x" "y" {\n}\n${'# more\n'.repeat(40)}`);
  const after = lineHashes(
    `# new\n${'a long line\n'.repeat(20)}resource "x" "y" {\n}\n${'# more\n'.repeat(40)}`,
  );
  t.equal(after[21], before[20], 'a line that moved keeps its hash');
});
