#!/usr/bin/env node
import { VERSION } from './version.ts';

// Everything else is imported when it is needed: `tfvpc --version` costs what starting Node costs.
if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  process.stdout.write(`tfvpc ${VERSION}\n`);
} else {
  const [{ enableCompileCache }, { setFlagsFromString }] = await Promise.all([
    import('node:module'),
    import('node:v8'),
  ]);
  enableCompileCache?.();
  // A check ends before most code that V8 would optimize has paid for it: this leaves the hot loops.
  setFlagsFromString('--interrupt-budget=1000000');
  // Of a large plan much is read once: the garbage may be half as large as what is held, not several times as large.
  setFlagsFromString('--heap-growing-percent=50');
  const [{ main }, { nodeIo, onInterrupt }] = await Promise.all([
    import('./main.ts'),
    import('./node-io.ts'),
  ]);
  onInterrupt();
  process.exitCode = await main(nodeIo());
}
