#!/usr/bin/env node
import { VERSION } from './version.ts';

// Everything else is imported when it is needed: `tfvpc --version` costs what starting Node costs.
if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  process.stdout.write(`tfvpc ${VERSION}\n`);
} else {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache?.();
  const [{ main }, { nodeIo, onInterrupt }] = await Promise.all([
    import('./main.ts'),
    import('./node-io.ts'),
  ]);
  onInterrupt();
  process.exitCode = await main(nodeIo());
}
