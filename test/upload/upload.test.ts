import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { InputError } from '../../src/error.ts';
import type { UploadOptions } from '../../src/upload/target.ts';
import { uploadSarif } from '../../src/upload/upload.ts';
import { answer, breakOff, hangUp, play, type Scene, stall, world } from '../http/loopback.ts';

const TOKEN = 'ghs_TheSecretToken0123456789';
const SHA = '0123456789abcdef0123456789abcdef01234567';
const ENV = {
  GITHUB_TOKEN: TOKEN,
  GITHUB_REPOSITORY: 'octo/infra',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: SHA,
};
const run = (results: unknown = []) => ({ tool: { driver: { name: 'tfvpc', rules: [] } }, results });
const SARIF = { version: '2.1.0', runs: [run()] };
const ACCEPTED = answer(202, { id: '47177e22', url: 'https://elsewhere.example/steal' });
const COMPLETE = answer(200, { processing_status: 'complete', errors: null });

interface Played {
  readonly env?: Record<string, string>;
  readonly git?: Readonly<Record<string, string>>;
  readonly options?: Partial<UploadOptions>;
  readonly sarif?: unknown;
  /** Files of the directory, by name. */
  readonly files?: Readonly<Record<string, unknown>>;
}

/** One upload to a server that plays the scenes. */
async function upload(scenes: readonly Scene[], played: Played = {}) {
  const server = await play(...scenes);
  const { io, timing, slept, directory, remove } = world(
    { GITHUB_API_URL: `${server.url}/api/v3/`, ...(played.env ?? ENV) },
    played.git,
  );
  const write = (name: string, content: unknown) =>
    writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  write('results.sarif', played.sarif ?? SARIF);
  for (const [name, content] of Object.entries(played.files ?? {})) write(name, content);
  try {
    const outcome = await uploadSarif({ path: 'results.sarif', ...played.options }, io, timing).then(
      (uploaded) => ({ uploaded, error: undefined }),
      (error: unknown) => ({ uploaded: undefined, error }),
    );
    return { ...outcome, received: server.received, slept, text: textOf(outcome.error) };
  } finally {
    await server.close();
    remove();
  }
}

function textOf(error: unknown): string {
  return error instanceof InputError
    ? `${error.code}: ${error.message} | ${error.details.hint ?? ''}`
    : String(error);
}

t.test('a file is sent whole, and its processing followed', async (t) => {
  const { uploaded, received, slept } = await upload([
    ACCEPTED,
    answer(404, { message: 'Not Found' }),
    answer(200, { processing_status: 'pending' }),
    COMPLETE,
  ]);
  t.same(uploaded, {
    id: '47177e22',
    repository: 'octo/infra',
    ref: 'refs/heads/main',
    sha: SHA,
    processing: 'complete',
    errors: [],
  });
  t.same(slept, [2000, 4000]);
  t.same(
    received.map(({ method, path }) => `${method} ${path}`),
    [
      'POST /api/v3/repos/octo/infra/code-scanning/sarifs',
      ...Array(3).fill('GET /api/v3/repos/octo/infra/code-scanning/sarifs/47177e22'),
    ],
  );
  for (const { headers } of received) t.equal(headers.authorization, `Bearer ${TOKEN}`);
  const body = JSON.parse(received[0]?.body ?? '');
  t.same(JSON.parse(gunzipSync(Buffer.from(body.sarif, 'base64')).toString()), SARIF);
  t.match(body, {
    commit_sha: SHA,
    ref: 'refs/heads/main',
    tool_name: 'tfvpc',
    started_at: '2026-01-02T03:04:05.000Z',
  });
});

t.test('which commit and reference the results are uploaded for', async (t) => {
  const head = 'ffffffffffffffffffffffffffffffffffffffff';
  const event = { pull_request: { number: 42, head: { sha: head } } };
  const pull = { ...ENV, GITHUB_REF: 'refs/pull/42/merge', GITHUB_EVENT_PATH: 'event.json' };
  const { GITHUB_REF: _ref, GITHUB_SHA: _sha, ...outside } = ENV;
  const cases: readonly (readonly [sentence: string, played: Played, ref: string, sha: string])[] = [
    ['of a push, by the environment', {}, 'refs/heads/main', SHA],
    [
      'of a pull request, the merge that is checked out',
      { env: pull, files: { 'event.json': event }, git: { 'rev-parse --verify HEAD': SHA } },
      'refs/pull/42/merge',
      SHA,
    ],
    [
      'of a pull request whose head is checked out, the head',
      { env: pull, files: { 'event.json': event }, git: { 'rev-parse --verify HEAD': head } },
      'refs/pull/42/head',
      head,
    ],
    [
      'with an event that cannot be read, by the environment',
      { env: pull, files: { 'event.json': '{' } },
      'refs/pull/42/merge',
      SHA,
    ],
    [
      'outside of Actions, what git has checked out',
      {
        env: outside,
        git: { 'rev-parse --verify HEAD': head, 'symbolic-ref --quiet HEAD': 'refs/heads/topic' },
      },
      'refs/heads/topic',
      head,
    ],
    ['the flags beat everything', { options: { ref: 'refs/heads/x', sha: head } }, 'refs/heads/x', head],
  ];
  for (const [sentence, played, ref, sha] of cases)
    t.match((await upload([ACCEPTED, COMPLETE], played)).uploaded, { ref, sha }, sentence);
});

t.test('what is missing or wrong is said before anything is sent', async (t) => {
  const { GITHUB_TOKEN: _token, ...untokened } = ENV;
  const cases: readonly (readonly [sentence: string, played: Played, message: RegExp])[] = [
    ['no token', { env: untokened }, /upload-failed: a token is not known \| set GITHUB_TOKEN/],
    [
      'a token with a line break in it',
      { env: { ...ENV, GITHUB_TOKEN: 'a\nb' } },
      /upload-failed: the token/,
    ],
    ['no repository', { env: { ...ENV, GITHUB_REPOSITORY: '' } }, /repository/],
    ['a repository that climbs', { options: { repository: '../x' } }, /repository `..\/x`/],
    ['a short reference', { options: { ref: 'main' } }, /refs\/heads\/main/],
    ['a short commit id', { options: { sha: 'abc' } }, /full commit id/],
    ['no reference anywhere', { env: { ...ENV, GITHUB_REF: '' } }, /set --ref/],
    ['an API that is no URL', { env: { ...ENV, GITHUB_API_URL: 'ghe.example.com' } }, /GITHUB_API_URL/],
    ['an empty file', { sarif: ' ' }, /is empty \| make it with/],
    ['a file that is not JSON', { sarif: '<html>' }, /is not JSON/],
    ['a file that is JSON and not SARIF', { sarif: { resource_changes: [] } }, /not a SARIF 2.1.0 file/],
    ['a file without a run', { sarif: { version: '2.1.0', runs: [] } }, /has no run/],
    ['a run without results', { sarif: { version: '2.1.0', runs: [{ tool: {} }] } }, /without `results`/],
    ['too many runs', { sarif: { version: '2.1.0', runs: Array(21).fill(run()) } }, /21 runs/],
    [
      'too many results',
      { sarif: { version: '2.1.0', runs: [run(Array(25_001).fill({}))] } },
      /25001 results in a run/,
    ],
    [
      'too many bytes',
      { sarif: { ...SARIF, x: randomBytes(9_500_000).toString('hex') } },
      /bytes after gzip/,
    ],
  ];
  for (const [sentence, played, message] of cases) {
    const { text, received } = await upload([ACCEPTED], played);
    t.match(text, message, sentence);
    t.match(text, /^upload-failed: /, sentence);
    t.equal(received.length, 0, sentence);
  }
});

t.test(
  'every refusal of GitHub becomes a sentence that says what to do, and is not tried again',
  async (t) => {
    const cases: readonly (readonly [sentence: string, scene: Scene, message: RegExp])[] = [
      [
        'a SARIF file that GitHub cannot read',
        answer(400, { message: 'Invalid SARIF' }),
        /cannot read the SARIF file \(400: Invalid SARIF\)/,
      ],
      ['a wrong token', answer(401, { message: 'Bad credentials' }), /does not accept the token .*expired/],
      [
        'code scanning is off',
        answer(403, { message: 'Advanced Security must be enabled' }),
        /not enabled .*enable it in the settings/,
      ],
      [
        'a token of a fork',
        answer(403, { message: 'Resource not accessible by integration' }),
        /security-events: write.*forks/,
      ],
      [
        'a personal token without the scope',
        answer(403, { message: 'Must have admin rights' }),
        /may not upload to octo\/infra/,
      ],
      [
        'a rate limit by 403',
        answer(403, { message: 'API rate limit exceeded' }, { 'retry-after': '30' }),
        /rate limit .*in 30 s/,
      ],
      ['no such repository', answer(404, { message: 'Not Found' }), /no code scanning at octo\/infra/],
      ['a proxy with a password', answer(407), /proxy asks for a password .*USER:PASSWORD/],
      ['too large', answer(413, 'nginx says no'), /too large for GitHub \(413\)/],
      [
        'a commit that GitHub does not have',
        answer(422, { message: 'commit not found' }),
        /0123456789ab at refs\/heads\/main/,
      ],
      [
        'a repository that has moved',
        answer(307, '', { location: 'http://127.0.0.1:1/steal' }),
        /has moved .*--repository/,
      ],
      ['a proxy that answers in its place', answer(200, '<html>sign in</html>'), /does not expect \(200\)/],
      ['a 202 without an id', answer(202, {}), /whether the SARIF file was uploaded is not known/],
      ['a status that nobody documents', answer(418, 'teapot'), /does not expect \(418\)/],
    ];
    for (const [sentence, scene, message] of cases) {
      const { text, received, slept } = await upload([scene]);
      t.match(text, message, sentence);
      t.match(text, /^upload-failed: .* \| ./, sentence);
      t.equal(received.length, 1, sentence);
      t.same(slept, [], sentence);
    }
  },
);

t.test('what may pass is tried again, with growing pauses or those that GitHub asks for', async (t) => {
  const busy = answer(503, { message: 'unavailable' });
  const cases: readonly (readonly [sentence: string, first: readonly Scene[], pauses: readonly number[]])[] =
    [
      ['after 5xx', [busy, answer(500), answer(502, '<html>')], [1000, 2000, 4000]],
      ['after a dropped connection', [hangUp], [1000]],
      ['after an answer that broke off', [breakOff(202, '{"id":')], [1000]],
      ['after silence', [stall], [1000]],
      ['after 429, as many seconds as it asks', [answer(429, '', { 'retry-after': '7' })], [7000]],
      [
        'after 503, until the date it names',
        [answer(503, '', { 'retry-after': 'Fri, 02 Jan 2026 03:04:20 GMT' })],
        [15_000],
      ],
      [
        'until the rate limit is reset',
        [answer(429, '', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767323055' })],
        [10_000],
      ],
    ];
  for (const [sentence, first, pauses] of cases) {
    const { uploaded, slept } = await upload([...first, ACCEPTED, COMPLETE]);
    t.equal(uploaded?.processing, 'complete', sentence);
    t.same(slept, pauses, sentence);
  }
});

t.test('it gives up in time', async (t) => {
  const down = await upload([answer(503)]);
  t.match(down.text, /GitHub is not available \(503\)/);
  t.equal(down.received.length, 5);
  const patient = await upload([answer(429, '', { 'retry-after': '3600' })]);
  t.match(patient.text, /try again in 3600 s/);
  t.equal(patient.received.length, 1);
  const nobody = await upload([ACCEPTED], { env: { ...ENV, GITHUB_API_URL: 'http://127.0.0.1:1' } });
  t.match(nobody.text, /GitHub did not answer: connection refused \|/);
  const proxyless = await upload([ACCEPTED], { env: { ...ENV, HTTP_PROXY: 'http://me:pass@127.0.0.1:1' } });
  t.match(proxyless.text, /connection refused \(through the proxy 127.0.0.1:1\)/);
  const huge = await upload([answer(202, 'x'.repeat(1_200_000))]);
  t.match(huge.text, /larger than 1048576 bytes/);
});

t.test('what GitHub makes of the file', async (t) => {
  const failed = await upload([
    ACCEPTED,
    answer(200, {
      processing_status: 'failed',
      errors: ['rejecting SARIF, as there are more runs than allowed', 'bad \u001b[31m'],
    }),
  ]);
  t.match(
    failed.text,
    /upload-failed: GitHub refused the results: rejecting SARIF, as there are more runs than allowed; bad \[31m \| open/,
  );
  const again = await upload([
    ACCEPTED,
    answer(200, {
      processing_status: 'failed',
      errors: ['an analysis with the same category already exists'],
    }),
  ]);
  t.match(again.text, /--category of its own/);
  const partly = await upload([
    ACCEPTED,
    answer(200, { processing_status: 'complete', errors: ['one location was left out'] }),
  ]);
  t.same(partly.uploaded?.errors, ['one location was left out']);
  const slow = await upload([ACCEPTED, answer(200, { processing_status: 'pending' })]);
  t.equal(slow.uploaded?.processing, 'pending');
  t.ok(slow.slept.reduce((sum, pause) => sum + pause, 0) <= 300_000);
  const odd = await upload([ACCEPTED, answer(200, { processing_status: 'dancing' })]);
  t.match(odd.text, /whether it was taken is not known/);
  const denied = await upload([ACCEPTED, answer(403, { message: 'no' })]);
  t.match(denied.text, /the file was sent, but/);
  const alone = await upload([ACCEPTED], { options: { wait: false } });
  t.match(alone, { uploaded: { id: '47177e22', processing: 'pending' }, received: { length: 1 } });
});

t.test('the token is in no message, even when the server repeats it', async (t) => {
  const { text } = await upload([answer(400, { message: `token ${TOKEN} at\n::add-mask::x` })]);
  t.match(text, /token \*\*\* at ::add-mask::x/);
  t.notMatch(text, TOKEN);
});
