import type { ExplainCommand, PlanOptions } from '../command.ts';
import { readConfig, withConfig } from '../config.ts';
import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import { nearest, suggestion } from '../iam/spelling.ts';
import type { Io } from '../io.ts';
import { formatExplanation } from '../report/explain.ts';
import { judging } from '../report/ledger.ts';
import { shortList } from '../report/values.ts';
import { checkPlan, settingOf } from './check-plan.ts';
import { formatOptions } from './format-options.ts';
import { withoutPatterns } from './patterns.ts';
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
  const options = await withoutPatterns(withConfig(given, config), io.files);
  return checkPlan(inputOf(plan), settingOf(options, config, io), io);
}

function nothingToExplain({ plan, address }: ExplainCommand, { requests }: Report): InputError {
  const known = [...new Set(requests.map((request) => request.address))];
  const meant = suggestion(nearest(address, known));
  return new InputError('usage', `\`${address}\` makes no request in this plan${meant}`, {
    path: plan,
    hint: hintFor(address, known),
  });
}

/** A shell takes the quotes of an instance key away: addresses that differ only in keys come first, as to be typed. */
function hintFor(address: string, known: readonly string[]): string {
  if (known.length === 0) return 'the plan makes no request';
  const instances = known.filter((one) => withoutKeys(one) === withoutKeys(address));
  return instances.length > 0
    ? `there is: ${shortList(instances.map((one) => `'${one}'`))}`
    : `there are: ${shortList(known, 10)}`;
}

const withoutKeys = (address: string) => address.replace(/\[[^\]]*\]/g, '');
