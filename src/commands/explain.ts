import type { ExplainCommand, PlanOptions } from '../command.ts';
import { readConfig, withConfig } from '../config.ts';
import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import type { Io } from '../io.ts';
import { formatExplanation } from '../report/explain.ts';
import { judging } from '../report/ledger.ts';
import { checkPlan, settingOf } from './check-plan.ts';
import { formatOptions } from './format-options.ts';
import { inputOf } from './plan-input.ts';
import { FOUND_NOTHING } from './status.ts';

/** `tfvpc explain`: the whole chain for the requests of one resource. */
export async function explainCommand(command: ExplainCommand, io: Io): Promise<number> {
  const report = await reportOf(command, command.plan, io);
  const requests = report.requests.filter(({ address }) => address === command.address);
  if (requests.length === 0) throw nothingToExplain(command, report);
  const options = formatOptions(command.display, undefined, io);
  const judged = judging(report);
  io.stdout.write(requests.map((request) => formatExplanation(request, options, judged(request))).join('\n'));
  return FOUND_NOTHING;
}

/** The report about one plan, with the configuration file's options where the call says nothing. */
export async function reportOf(given: PlanOptions, plan: string, io: Io): Promise<Report> {
  const config = await readConfig(given.configFile, io.files);
  return checkPlan(inputOf(plan), settingOf(withConfig(given, config), config, io), io);
}

function nothingToExplain({ plan, address }: ExplainCommand, { requests }: Report): InputError {
  const known = requests.map((request) => request.address);
  const hint =
    known.length === 0 ? 'the plan makes no request' : `there are: ${known.slice(0, 10).join(', ')}`;
  return new InputError('usage', `\`${address}\` makes no request in this plan`, { path: plan, hint });
}
