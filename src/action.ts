// The entry of action.yml: run as it stands by Node 22.18 or newer, which leaves the types out.
import { enableCompileCache } from 'node:module';
import { runAction } from './action/run.ts';
import { setOutput } from './action/runner.ts';
import { nodeIo } from './node-io.ts';

enableCompileCache?.();
const io = { ...nodeIo(), env: { ...process.env } };
// The token is for GitHub alone, not for the programs that a check may start.
delete process.env.TFVPC_TOKEN;
const verdict = await runAction(io);
// On a runner the last step of the action ends with the verdict, after the upload. A bug is thrown above and ends this step.
setOutput('verdict', String(verdict), io);
process.exitCode = io.env.GITHUB_OUTPUT ? 0 : verdict;
