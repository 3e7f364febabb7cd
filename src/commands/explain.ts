import type { ExplainCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Report } from '../generated/report.ts';
import { nearest, suggestion } from '../iam/spelling.ts';
import type { Io } from '../io.ts';
import { formatExplanation } from '../report/explain.ts';
import { judging } from '../report/ledger.ts';
import { shortList } from '../report/values.ts';
import { formatOptions } from './format-options.ts';
import { planReport } from './plan-report.ts';
import { FOUND_NOTHING } from './status.ts';

/** `tfvpc explain`: the whole chain for the requests of one resource. */
export async function explainCommand(command: ExplainCommand, io: Io): Promise<number> {
  const report = await planReport(command, command.plan, io);
  const requests = report.requests.filter(({ address }) => address === command.address);
  if (requests.length === 0) throw nothingToExplain(command, report);
  const options = formatOptions(command.display, undefined, io);
  const judged = judging(report);
  io.stdout.write(requests.map((request) => formatExplanation(request, options, judged(request))).join('\n'));
  return FOUND_NOTHING;
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
