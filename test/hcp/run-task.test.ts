import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { answer, play } from '../http/loopback.ts';

const GUIDE = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
const PROGRAM = /```js\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';
const KEY = 'the HMAC key';

/** Stands in for tfvpc: notes how it was called, and finds something where the run's plan is `plan-bad`. */
const STAND_IN = `#!/usr/bin/env node
require('node:fs').appendFileSync(process.env.NOTES, JSON.stringify([process.argv.slice(2), process.env.TFE_TOKEN, process.env.TFE_ADDRESS]) + '\\n');
const bad = process.argv.includes('plan-bad');
console.log(bad ? '1 denied' : '2 allowed');
process.exitCode = bad ? 1 : 0;
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

t.test(
  'the run task of the guide checks a plan and reports back',
  { skip: process.platform === 'win32' },
  async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'tfvpc-task-'));
    const notes = join(directory, 'notes');
    writeFileSync(join(directory, 'run-task.mjs'), PROGRAM);
    writeFileSync(join(directory, 'tfvpc'), STAND_IN);
    chmodSync(join(directory, 'tfvpc'), 0o755);
    const server = await play(answer(200));
    const port = await freePort();
    const task = spawn(process.execPath, [join(directory, 'run-task.mjs'), '--scp', 'scp'], {
      env: {
        ...process.env,
        PATH: `${directory}:${process.env.PATH}`,
        HMAC_KEY: KEY,
        PORT: String(port),
        TFE_ADDRESS: server.url,
        NOTES: notes,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.teardown(async () => {
      task.kill();
      await server.close();
      rmSync(directory, { recursive: true });
    });
    await once(task.stdout, 'data');

    const call = (payload: object, key = KEY) => {
      const body = JSON.stringify(payload);
      const signature = createHmac('sha512', key).update(body).digest('hex');
      return fetch(`http://127.0.0.1:${port}`, {
        method: 'POST',
        body,
        headers: { 'x-tfc-task-signature': signature },
      });
    };
    const payload = (plan: string, callback = server.url) => ({
      stage: 'post_plan',
      access_token: 'token-of-the-call',
      plan_json_api_url: `${server.url}/api/v2/plans/${plan}/json-output`,
      task_result_callback_url: `${callback}/api/v2/task-results/1/callback`,
      run_app_url: 'https://app.example/run',
    });
    const answers = async (count: number) => {
      for (let tries = 0; server.received.length < count && tries < 200; tries += 1)
        await new Promise((done) => setTimeout(done, 25));
      return server.received.map(({ method, path, headers, body }) => [
        method,
        path,
        headers.authorization,
        JSON.parse(body).data.attributes,
      ]);
    };

    t.equal(
      (await call(payload('plan-good'), 'another key')).status,
      401,
      'a call with another key is refused',
    );
    t.equal(
      (await call(payload('plan-good', 'http://elsewhere.example'))).status,
      200,
      'a result for another server goes nowhere',
    );
    t.equal((await call({ stage: 'test', task_result_callback_url: server.url })).status, 200);
    t.equal((await call(payload('plan-good'))).status, 200);
    await answers(1);
    t.equal((await call(payload('plan-bad'))).status, 200);
    const place = ['PATCH', '/api/v2/task-results/1/callback', 'Bearer token-of-the-call'];
    t.match(await answers(2), [
      [...place, { status: 'passed', message: '2 allowed', url: 'https://app.example/run' }],
      [...place, { status: 'failed', message: '1 denied' }],
    ]);
    t.same(
      readFileSync(notes, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
      [
        [['check', '--hcp-run', 'plan-good', '--quiet', '--scp', 'scp'], 'token-of-the-call', server.url],
        [['check', '--hcp-run', 'plan-bad', '--quiet', '--scp', 'scp'], 'token-of-the-call', server.url],
      ],
    );
  },
);
