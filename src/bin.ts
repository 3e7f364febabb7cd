#!/usr/bin/env node
import { VERSION } from './version.ts';

// Everything else is imported when it is needed: `tfvpc --version` costs what starting Node costs.
if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  // As what cannot be printed otherwise; a reader that has gone away is no failure.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.exitCode = 2;
  });
  process.stdout.write(`tfvpc ${VERSION}\n`);
} else {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache?.();
  const [{ main, reportFailure }, { nodeIo }] = await Promise.all([
    import('./main.ts'),
    import('./node-io.ts'),
  ]);
  const io = nodeIo();
  // Thrown where nobody waits for it: Node would end with the status of a finding.
  process.on('uncaughtException', async (error) => process.exit(await reportFailure(error, io)));
  process.exitCode = await main(io);
}
