import type { ImpactCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Io } from '../io.ts';
import { readPolicyFiles } from './policy-files.ts';

/** `tfvpc impact`: which existing functions a policy would refuse. */
export async function impactCommand(command: ImpactCommand, io: Io): Promise<number> {
  const policies = readPolicyFiles(command.scp, io.files);
  throw new InputError('usage', `${policies.length} policies cannot be held against states yet`);
}
