import t from 'tap';
import { markerOf, writeComment } from '../../src/action/comment.ts';
import { checkArguments, readInputs } from '../../src/action/inputs.ts';
import { answer, play, type Scene, world } from '../http/loopback.ts';

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
  t.match(await comment([page(ours), answer(200)]), {
    outcome: { kind: 'updated' },
    requests: [LIST, UPDATE],
  });
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
    t.match(await comment([page(other), answer(201)]), { requests: [LIST, CREATE] }, sentence);
  const mine = { ...ours, user: { type: 'User' }, author_association: 'MEMBER' };
  t.match(
    await comment([page(mine), answer(200)]),
    { requests: [LIST, UPDATE] },
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
  t.match(await comment([page()], 'x'.repeat(65_536)), {
    outcome: { kind: 'failed', reason: /too long/ },
    requests: [],
  });
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
  t.match(checkArguments(readInputs({ ...env, TFVPC_FAIL_ON: 'none' }, false), {}), [
    'check',
    '--scp=scp dir',
    '--scp=$(touch x)',
    '--category=--exit-zero',
    '--exit-zero',
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
