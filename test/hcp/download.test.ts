import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { InputError } from '../../src/error.ts';
import { downloadRunPlan, type RunChoice } from '../../src/hcp/download.ts';
import type { TemporaryFile } from '../../src/io.ts';
import { answer, breakOff, hangUp, play, type Scene, world } from '../http/loopback.ts';

const TOKEN = 'abc.atlasv1.TheSecretToken';
const PLAN = JSON.stringify({
  format_version: '1.2',
  resource_changes: [{ address: 'aws_lambda_function.é' }],
});
const RUN: RunChoice = { runId: 'run-CZcmD7eagjhyX0vN' };
const RUN_PATH = '/api/v2/runs/run-CZcmD7eagjhyX0vN/plan/json-output';

/** One download from a server that plays `server` and a store, at another port, that plays `store`. */
async function download(
  choice: RunChoice,
  server: readonly ((store: string) => Scene)[],
  store: readonly Scene[] = [answer(200, PLAN)],
  env: Record<string, string> = {},
) {
  const storage = await play(...store);
  const api = await play(...server.map((scene) => scene(storage.url)));
  const { io, timing, slept, remove } = world({ TFE_TOKEN: TOKEN, TFE_ADDRESS: api.url, ...env });
  const made: TemporaryFile[] = [];
  const files = {
    ...io.files,
    temporary: () => made[made.push(io.files.temporary()) - 1] ?? io.files.temporary(),
  };
  try {
    const got = await downloadRunPlan(choice, { ...io, files }, timing).then(
      ({ name, file }) => ({
        name,
        plan: readFileSync(file.path, 'utf8'),
        discard: () => file.discard(),
        text: '',
      }),
      (error: unknown) => ({ name: '', plan: undefined, discard: () => {}, text: textOf(error) }),
    );
    got.discard();
    const left = made.filter(({ path }) => existsSync(path)).length;
    return { ...got, left, slept, api: api.received, storage: storage.received };
  } finally {
    await api.close();
    await storage.close();
    remove();
  }
}

function textOf(error: unknown): string {
  return error instanceof InputError
    ? `${error.code}: ${error.message} | ${error.details.hint ?? ''}`
    : String(error);
}

const always = (scene: Scene) => () => scene;
const toStore = (store: string) => answer(307, '', { location: `${store}/v1/object/signature?secret=1` });
const status = (text: string) => always(answer(200, { data: { attributes: { status: text } } }));
const workspace = (data: unknown) =>
  always(answer(200, { data: { relationships: { 'current-run': { data } } } }));

t.test('the plan of a run is read from the store, which does not see the token', async (t) => {
  const got = await download(RUN, [toStore]);
  t.match(got, { name: 'run run-CZcmD7eagjhyX0vN', plan: PLAN, left: 0 });
  t.match(got.api, [{ path: RUN_PATH, headers: { authorization: `Bearer ${TOKEN}` } }]);
  t.match(got.storage, [{ path: '/v1/object/signature?secret=1' }]);
  t.notOk(got.storage[0]?.headers.authorization);
});

t.test('not even when the store is the server itself', async (t) => {
  const got = await download(RUN, [
    always(answer(307, '', { location: '/_archivist/v1/object/x' })),
    always(answer(200, PLAN)),
  ]);
  t.equal(got.plan, PLAN);
  t.match(got.api, [
    { path: RUN_PATH },
    { path: '/_archivist/v1/object/x', headers: { authorization: undefined } },
  ]);
});

t.test('a plan can be named by its own id, and by a workspace', async (t) => {
  const byPlan = await download({ runId: 'plan-8F5JFydVYAmtTjET' }, [toStore]);
  t.match(byPlan.api, [{ path: '/api/v2/plans/plan-8F5JFydVYAmtTjET/json-output' }]);
  const current = workspace({ type: 'runs', id: 'run-CZcmD7eagjhyX0vN' });
  const cases: readonly (readonly [choice: RunChoice, env: Record<string, string>])[] = [
    [{ workspace: 'prod', organization: 'acme' }, {}],
    [{ workspace: 'acme/prod' }, {}],
    [{ workspace: 'prod' }, { TF_CLOUD_ORGANIZATION: 'acme' }],
  ];
  for (const [choice, env] of cases) {
    const got = await download(choice, [current, toStore], undefined, env);
    t.equal(got.plan, PLAN);
    t.match(got.api, [{ path: '/api/v2/organizations/acme/workspaces/prod' }, { path: RUN_PATH }]);
  }
});

t.test('it waits for a run that is still planning', async (t) => {
  const got = await download(RUN, [always(answer(204)), status('planning'), toStore]);
  t.match(got, { plan: PLAN, slept: [5000] });
  const never = await download(RUN, [always(answer(204)), status('errored')]);
  t.match(never, { text: /download-failed: run run-\w+ is errored and has no plan/, slept: [] });
});

t.test('a run that plans for ten minutes is given up', async (t) => {
  const pending: Scene = (response, request) =>
    request.path.endsWith('json-output')
      ? answer(204)(response, request)
      : status('planning')()(response, request);
  const got = await download(RUN, [always(pending)]);
  t.match(got.text, /still planning after ten minutes \| try again/);
  t.equal(got.slept.length, 120);
});

t.test('the token comes from TFE_TOKEN, or as Terraform names it', async (t) => {
  const got = await download(RUN, [toStore], undefined, { TFE_TOKEN: '', TF_TOKEN_127_0_0_1: 'other' });
  t.match(got.api, [{ headers: { authorization: 'Bearer other' } }]);
});

t.test('what is missing or wrong is said before anything is asked', async (t) => {
  const cases: readonly (readonly [
    sentence: string,
    choice: RunChoice,
    env: Record<string, string>,
    message: RegExp,
  ])[] = [
    ['no token', RUN, { TFE_TOKEN: '' }, /no token for 127.0.0.1:\d+ \| set TFE_TOKEN or TF_TOKEN_127_0_0_1/],
    ['no token for app.terraform.io', RUN, { TFE_TOKEN: '', TFE_ADDRESS: '' }, /TF_TOKEN_app_terraform_io/],
    [
      'no token for a host with a hyphen',
      RUN,
      { TFE_TOKEN: '', TFE_ADDRESS: 'my-tfe.example' },
      /TF_TOKEN_my__tfe_example/,
    ],
    ['an address that is none', RUN, { TFE_ADDRESS: 'ftp://x' }, /TFE_ADDRESS is not/],
    ['a token with a blank', RUN, { TFE_TOKEN: 'a b' }, /blanks/],
    ['a run id that climbs', { runId: '../../x' }, {}, /`..\/..\/x` is not the id of a run/],
    ['a workspace without an organization', { workspace: 'prod' }, {}, /TF_CLOUD_ORGANIZATION/],
    ['a workspace that climbs', { workspace: 'acme/../x' }, {}, /which workspace/],
  ];
  for (const [sentence, choice, env, message] of cases) {
    const got = await download(choice, [toStore], undefined, env);
    t.match(got.text, message, sentence);
    t.match(got.text, /^download-failed: /, sentence);
    t.equal(got.api.length, 0, sentence);
  }
});

t.test('every refusal becomes a sentence that says what to do, and is not tried again', async (t) => {
  const errors = (detail: string) => ({ errors: [{ status: '4xx', title: 'no', detail }] });
  const cases: readonly (readonly [sentence: string, scene: Scene, message: RegExp])[] = [
    [
      'a wrong token',
      answer(401, errors(`${TOKEN} unauthorized`)),
      /does not accept the token \(401: \*\*\* unauthorized\)/,
    ],
    ['a token without admin access', answer(403), /may not read it \(403\) \| .*organization tokens/],
    ['no such run', answer(404, errors('')), /there is none for this token \(404\) .*admin access/],
    ['Terraform 0.11', answer(422, errors('unsupported')), /has no JSON \(422: unsupported\)/],
    ['a redirect that leads nowhere', answer(307), /does not expect \(307\)/],
    [
      'a redirect to another protocol',
      answer(307, '', { location: 'file:///etc/passwd' }),
      /does not expect \(307\)/,
    ],
    ['a sign-in page', answer(200, '<html>'), /what came is not JSON/],
    ['nothing', answer(200, ''), /what came is empty/],
  ];
  for (const [sentence, scene, message] of cases) {
    const got = await download(RUN, [always(scene)]);
    t.match(got.text, message, sentence);
    t.notMatch(got.text, TOKEN, sentence);
    t.same([got.api.length, got.left, got.slept], [1, 0, []], sentence);
  }
  const workspaceGone = await download({ workspace: 'acme/gone' }, [always(answer(404))]);
  t.match(workspaceGone.text, /workspace acme\/gone: there is none/);
  const idle = await download({ workspace: 'acme/idle' }, [workspace(null)]);
  t.match(idle.text, /workspace acme\/idle has no current run \| .*--hcp-run/);
});

t.test('what may pass is tried again from the redirect on, and nothing half remains', async (t) => {
  const halves = await download(RUN, [toStore], [breakOff(200, '{"half":'), answer(503), answer(200, PLAN)]);
  t.match(halves, { plan: PLAN, slept: [1000, 2000], left: 0, api: { length: 3 }, storage: { length: 3 } });
  const flaky = await download(RUN, [
    always(hangUp),
    always(answer(429, '', { 'retry-after': '3' })),
    toStore,
  ]);
  t.match(flaky, { plan: PLAN, slept: [1000, 3000] });
  const down = await download(RUN, [toStore], [answer(500)]);
  t.match(down, {
    text: /the store to which 127.0.0.1:\d+ sends us failed: it answered 500/,
    left: 0,
    storage: { length: 5 },
  });
  const expired = await download(RUN, [toStore], [answer(403, 'signature=secret')]);
  t.match(expired, { text: /it answered 403/, storage: { length: 1 } });
  t.notMatch(expired.text, /secret/);
});
