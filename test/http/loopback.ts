import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Timing } from '../../src/http/timing.ts';
import type { Io, RunResult } from '../../src/io.ts';
import { filesBelow } from '../../src/node/files.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Plays one answer. */
export type Scene = (response: ServerResponse, request: Received) => void;

export interface Loopback {
  readonly url: string;
  readonly received: Received[];
  readonly close: () => Promise<void>;
}

/** A real server on 127.0.0.1 that answers the n-th request with the n-th scene, and every later one with the last. */
export async function play(...scenes: readonly Scene[]): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const entry = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    received.push(entry);
    scenes[Math.min(received.length, scenes.length) - 1]?.(response, entry);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export const answer =
  (status: number, body: unknown = '', headers: Record<string, string> = {}): Scene =>
  (response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Drops the connection without an answer. */
export const hangUp: Scene = (response) => {
  response.destroy();
};

/** Promises more than it sends, then drops the connection. */
export const breakOff =
  (status: number, body: string): Scene =>
  (response) => {
    response.writeHead(status, { 'content-length': String(body.length + 1000) });
    response.write(body, () => response.destroy());
  };

/** Takes the request and never answers. */
export const stall: Scene = () => {};

export interface World {
  readonly io: Io;
  readonly timing: Timing;
  /** Milliseconds that were slept, in order. */
  readonly slept: number[];
  readonly directory: string;
  readonly remove: () => void;
}

/** A world in a directory of its own, whose clock moves only when someone sleeps. */
export function world(env: Record<string, string>, git?: Readonly<Record<string, string>>): World {
  const directory = mkdtempSync(join(tmpdir(), 'tfvpc-test-'));
  const slept: number[] = [];
  const output = { write: () => {}, isTerminal: false };
  const start = Date.parse('2026-01-02T03:04:05.000Z');
  return {
    slept,
    directory,
    remove: () => rmSync(directory, { recursive: true, force: true }),
    timing: {
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
      },
      random: () => 1,
      // long for what a busy machine needs, short for a server that never answers
      patience: 2_500,
    },
    io: {
      argv: [],
      env,
      cwd: directory,
      stdout: output,
      stderr: output,
      stdin: async function* () {},
      files: filesBelow(directory),
      run: async (_, args) => gitAnswer(git?.[args.join(' ')]),
      now: () => new Date(start + slept.reduce((sum, milliseconds) => sum + milliseconds, 0)),
    },
  };
}

function gitAnswer(line: string | undefined): RunResult {
  return { status: line === undefined ? 128 : 0, stdout: Buffer.from(`${line ?? ''}\n`), stderr: '' };
}
