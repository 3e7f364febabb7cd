import type { CheckCommand } from '../command.ts';
import type { Config } from '../config.ts';
import { InputError, type InputErrorCode, type InputErrorDetails } from '../error.ts';
import type { Report } from '../generated/report.ts';
import { filesBelow } from '../node/files.ts';
import { nodeIo } from '../node-io.ts';
import { type CheckSetting, checkPlan, settingOf } from './check-plan.ts';
import { inputOf } from './plan-input.ts';

/** One plan for a thread to judge: data only. */
export interface CheckTask {
  readonly path: string;
  /** Relative paths are below it: the action may look into another directory than that of the process. */
  readonly cwd: string;
  readonly command: CheckCommand;
  readonly config: Config;
}

export type CheckAnswer =
  | { readonly kind: 'report'; readonly report: Report }
  | {
      readonly kind: 'error';
      readonly code: InputErrorCode;
      readonly message: string;
      readonly details: InputErrorDetails;
    };

const world = nodeIo();
/** The same for every plan of a call: policies are read and parsed once in each thread. */
let setting: CheckSetting | undefined;

/** The entry of a thread. */
export default async function checkInThread({ path, cwd, command, config }: CheckTask): Promise<CheckAnswer> {
  const io = { ...world, cwd, files: filesBelow(cwd) };
  try {
    setting ??= settingOf(command, config, io);
    return { kind: 'report', report: await checkPlan(inputOf(path), setting, io) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: 'error', code: error.code, message: error.message, details: error.details };
  }
}
