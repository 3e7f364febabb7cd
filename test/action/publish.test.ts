import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { markerOf, writeComment } from '../../src/action/comment.ts';
import { checkArguments, readInputs } from '../../src/action/inputs.ts';
import { commentOnPullRequest, uploadResults } from '../../src/action/publish.ts';
import { annotate, setOutput, uncommanded, writeSummary } from '../../src/action/runner.ts';
import { answer, play, type Scene, world } from '../http/loopback.ts';
import { readOutputs } from './runner.ts';

const TOKEN = 'ghs_TheSecretToken0123456789';
const MARKER = markerOf('envs/prod');
const ours = { id: 7, body: `${MARKER}\nold`, user: { type: 'Bot' }, author_association: 'NONE' };
const page = (...comments: readonly unknown[]) => answer(200, comments);
const filler = Array.from({ length: 100 }, (_, id) => ({
  id: id + 1000,
  body: 'a person',
  user: { type: 'User' },
}));

async function comment(scenes: readonly Scene[], markdown = 'new') {
  const server = await play(...scenes);
  const { io, timing, remove } = world({});
  const place = {
    api: server.url,
    repository: 'octo/infra',
    pullRequest: 42,
    token: TOKEN,
    key: 'envs/prod',
  };
  const outcome = await writeComment(markdown, place, { env: io.env, now: io.now, timing });
  await server.close();
  remove();
  return {
    outcome,
    requests: server.received.map(({ method, path }) => `${method} ${path}`),
    received: server.received,
  };
}

const LIST = 'GET /repos/octo/infra/issues/42/comments?per_page=100&page=1';
const CREATE = 'POST /repos/octo/infra/issues/42/comments';
const UPDATE = 'PATCH /repos/octo/infra/issues/comments/7';

t.test('the first time a comment is made, with a marker that nobody sees', async (t) => {
  const { outcome, requests, received } = await comment([
    page({ id: 1, body: 'hello' }),
    answer(201, { id: 7 }),
  ]);
  t.same(outcome, { kind: 'created' });
  t.same(requests, [LIST, CREATE]);
  t.same(JSON.parse(received[1]?.body ?? ''), { body: '<!-- tfvpc:envs%2Fprod -->\nnew' });
  t.equal(received[1]?.headers.authorization, `Bearer ${TOKEN}`);
});

t.test('later ones bring it up to date, on whatever page it is', async (t) => {
  const { outcome, requests } = await comment([page(ours), answer(200)]);
  t.same([outcome, requests], [{ kind: 'updated' }, [LIST, UPDATE]]);
  const far = await comment([page(...filler), page(ours), answer(200)]);
  t.same(far.requests, [LIST, LIST.replace('&page=1', '&page=2'), UPDATE]);
});

t.test('a comment that only looks like ours is left alone', async (t) => {
  const cases: readonly (readonly [sentence: string, comment: unknown])[] = [
    ['of another root module', { ...ours, body: `${markerOf('envs/dev')}\nold` }],
    ['which quotes ours', { ...ours, body: `> ${MARKER}` }],
    ['by a stranger', { ...ours, user: { type: 'User' }, author_association: 'NONE' }],
    ['without a body', { id: 7, body: null }],
  ];
  for (const [sentence, other] of cases)
    t.same((await comment([page(other), answer(201)])).requests, [LIST, CREATE], sentence);
  const mine = { ...ours, user: { type: 'User' }, author_association: 'MEMBER' };
  t.same(
    (await comment([page(mine), answer(200)])).requests,
    [LIST, UPDATE],
    'a member may have used a token of their own',
  );
});

t.test('what keeps it from being written is said, and never thrown', async (t) => {
  const cases: readonly (readonly [sentence: string, scenes: readonly Scene[], reason: RegExp])[] = [
    [
      'a token that may only read',
      [page(), answer(403, { message: 'Resource not accessible by integration' })],
      /pull-requests: write.*forks/,
    ],
    ['a token that may not even read', [answer(401)], /token may not/],
    [
      'a pull request that is gone',
      [answer(404, { message: `no ${TOKEN}` })],
      /GitHub answered 404: no \*\*\*/,
    ],
    ['a list that is none', [answer(200, '<html>')], /GitHub answered 200/],
    ['a locked conversation', [page(ours), answer(422, { message: 'locked' })], /422: locked/],
    ['GitHub is down', [answer(503)], /GitHub answered 503/],
  ];
  for (const [sentence, scenes, reason] of cases)
    t.match((await comment(scenes)).outcome, { kind: 'failed', reason }, sentence);
  const long = await comment([page()], 'x'.repeat(65_536));
  t.match(long.outcome, { kind: 'failed', reason: /too long/ });
  t.same(long.requests, []);
});

t.test('the marker cannot be closed by the name of a module', async (t) => {
  t.equal(markerOf('a --> b'), '<!-- tfvpc:a%20%2D%2D%3E%20b -->');
});

t.test('inputs become arguments, each one value', async (t) => {
  const env = {
    TFVPC_PLAN: ' a.json \r\n\n--evil\n',
    TFVPC_SCP: 'scp dir\n$(touch x)',
    TFVPC_FAIL_ON: 'denied, undetermined',
    TFVPC_CATEGORY: '--exit-zero',
  };
  t.same(checkArguments(readInputs(env, false), { sarif: 'x y.sarif' }), [
    'check',
    '--scp=scp dir',
    '--scp=$(touch x)',
    '--category=--exit-zero',
    '--fail-on=denied',
    '--fail-on=undetermined',
    '--output=sarif=x y.sarif',
    '--',
    'a.json',
    '--evil',
  ]);
  t.same(checkArguments(readInputs({ ...env, TFVPC_FAIL_ON: 'none' }, false), {}), [
    'check',
    '--scp=scp dir',
    '--scp=$(touch x)',
    '--category=--exit-zero',
    '--exit-zero',
    '--',
    'a.json',
    '--evil',
  ]);
});

t.test('on Windows a backslash separates, elsewhere it is a letter', async (t) => {
  const env = { TFVPC_PLAN: 'infra\\*\\plan.json', TFVPC_SARIF_FILE: 'out\\a.sarif' };
  t.match(readInputs(env, true), { plan: ['infra/*/plan.json'], sarifFile: 'out/a.sarif' });
  t.match(readInputs(env, false), { plan: ['infra\\*\\plan.json'] });
});

t.test('inputs that cannot be right', async (t) => {
  t.throws(() => readInputs({}, false), { code: 'usage', message: /`plan` is empty/ });
  t.throws(() => readInputs({ TFVPC_PLAN: 'x', TFVPC_COMMENT: 'yes' }, false), {
    code: 'usage',
    message: /`comment` is `yes`/,
  });
});

const PULL = {
  pull_request: { number: 42, head: { sha: 'f'.repeat(40), repo: { full_name: 'octo/infra' } } },
};
const FORK = {
  pull_request: {
    ...PULL.pull_request,
    head: { sha: 'f'.repeat(40), repo: { full_name: 'stranger/infra' } },
  },
};
const SHA = '0123456789abcdef0123456789abcdef01234567';

/** A step of a job, with what it printed and set. */
async function step(scenes: readonly Scene[], event: unknown, env: Record<string, string> = {}) {
  const server = await play(...scenes);
  const made = world({
    GITHUB_API_URL: server.url,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/infra',
    GITHUB_REF: 'refs/pull/42/merge',
    GITHUB_SHA: SHA,
    GITHUB_EVENT_PATH: 'event.json',
    ...env,
  });
  writeFileSync(join(made.directory, 'event.json'), JSON.stringify(event));
  writeFileSync(
    join(made.directory, 'a.sarif'),
    JSON.stringify({ version: '2.1.0', runs: [{ results: [] }] }),
  );
  let printed = '';
  const files = {
    GITHUB_OUTPUT: join(made.directory, 'output'),
    GITHUB_STEP_SUMMARY: join(made.directory, 'summary'),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const write = (text: string) => {
    printed += text;
  };
  const stdout = { isTerminal: false, write };
  const io = { ...made.io, env: { ...made.io.env, ...files }, stdout };
  return {
    io,
    timing: made.timing,
    printed: () => printed,
    outputs: () => readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: () => readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    received: server.received,
    end: async () => {
      await server.close();
      made.remove();
    },
  };
}

const INPUTS = readInputs({ TFVPC_PLAN: 'plan.json', TFVPC_TOKEN: TOKEN }, false);

t.test('the comment of a pull request', async (t) => {
  const cases: readonly (readonly [
    sentence: string,
    scenes: readonly Scene[],
    event: unknown,
    token: string,
    printed: RegExp,
  ])[] = [
    ['is written without a word', [page(), answer(201)], PULL, TOKEN, /^$/],
    [
      'of a fork is left out with a warning',
      [page(), answer(403)],
      FORK,
      TOKEN,
      /^::warning title=tfvpc::no comment: the token may not/,
    ],
    ['needs a token', [page()], PULL, '', /^::warning title=tfvpc::no comment: the input token is empty/],
    [
      'needs a pull request',
      [page()],
      { ref: 'refs/heads/main' },
      TOKEN,
      /^::notice title=tfvpc::no comment: this run is not/,
    ],
  ];
  for (const [sentence, scenes, event, token, printed] of cases) {
    const job = await step(scenes, event);
    await commentOnPullRequest({ ...INPUTS, token }, 'new', 'root', job.io, job.timing);
    t.match(job.printed(), printed, sentence);
    await job.end();
  }
});

t.test('who uploads the SARIF file', async (t) => {
  const ghes = { GITHUB_SERVER_URL: 'https://ghe.example.com' };
  const accepted = [
    answer(202, { id: 'x' }),
    answer(200, { processing_status: 'complete', errors: ['odd'] }),
  ];
  const cases: readonly {
    readonly sentence: string;
    readonly event: unknown;
    readonly env?: Record<string, string>;
    readonly scenes?: readonly Scene[];
    readonly uploaded: boolean;
    readonly next: string | undefined;
    readonly requests: number;
    readonly printed: RegExp;
  }[] = [
    {
      sentence: 'on github.com the next step',
      event: PULL,
      uploaded: true,
      next: 'true',
      requests: 0,
      printed: /^$/,
    },
    {
      sentence: 'with data residency too',
      event: PULL,
      env: { GITHUB_SERVER_URL: 'https://octo.ghe.com' },
      uploaded: true,
      next: 'true',
      requests: 0,
      printed: /^$/,
    },
    {
      sentence: 'for a fork nobody',
      event: FORK,
      uploaded: true,
      next: undefined,
      requests: 0,
      printed: /^::warning .*forks/,
    },
    {
      sentence: 'for a fork that is gone nobody',
      event: { pull_request: { number: 1, head: { repo: null } } },
      uploaded: true,
      next: undefined,
      requests: 0,
      printed: /^::warning/,
    },
    {
      sentence: 'on Enterprise Server we do',
      event: PULL,
      env: ghes,
      scenes: accepted,
      uploaded: true,
      next: undefined,
      requests: 2,
      printed: /^::warning .*odd/,
    },
    {
      sentence: 'and a refusal is an error',
      event: PULL,
      env: ghes,
      scenes: [answer(413)],
      uploaded: false,
      next: undefined,
      requests: 1,
      printed: /^::error .*too large/,
    },
  ];
  for (const { sentence, event, env, scenes, uploaded, next, requests, printed } of cases) {
    const job = await step(scenes ?? [answer(500)], event, env);
    t.equal(await uploadResults(INPUTS, 'a.sarif', job.io, job.timing), uploaded, sentence);
    t.equal(job.outputs().upload, next, sentence);
    t.equal(job.received.length, requests, sentence);
    if (requests > 0) t.equal(job.received[0]?.headers.authorization, `Bearer ${TOKEN}`, sentence);
    t.match(job.printed(), printed, sentence);
    await job.end();
  }
});

t.test('what a plan says is never a command to the runner', async (t) => {
  const job = await step([], PULL);
  const { result, said } = await uncommanded(job.io, async (io) => {
    io.stdout.write('::set-output name=x::y\n');
    io.stderr.write('::error::z');
    return 7;
  });
  t.match({ result, said }, { result: 7, said: '::error::z' });
  const [, word = ''] = /^::stop-commands::([0-9a-f-]{36})\n/.exec(job.printed()) ?? [];
  t.match(job.printed(), new RegExp(`^::stop-commands::${word}\n::set-output[\\s\\S]*\n::${word}::\n$`));
  annotate('error', 'a\n::warning::b\u001b[31m % c', job.io);
  t.match(job.printed(), /\n::error title=tfvpc::a%0A\\u003a:warning::b\\u001b\[31m %25 c\n$/);
  await job.end();
});

t.test('outputs hold what they are given, and summaries what the runner keeps', async (t) => {
  const job = await step([], PULL);
  setOutput('a', 'x\nb=injected\nEOF', job.io);
  setOutput('b', '', job.io);
  t.same(job.outputs(), { a: 'x\nb=injected\nEOF', b: '' });
  t.ok(writeSummary('one', job.io));
  t.notOk(writeSummary('é'.repeat(600_000), job.io), 'a mebibyte of bytes, not of letters');
  t.equal(job.summary(), 'one\n');
  await job.end();
});
