import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

// What an earlier build left behind would be published.
rmSync(dist, { recursive: true, force: true });
await bundle(dist);
