import type { PlanOptions } from '../command.ts';
import { readConfig, withConfig } from '../config.ts';
import type { Report } from '../generated/report.ts';
import type { Io } from '../io.ts';
import { checkPlan, settingOf } from './check-plan.ts';
import { withoutPatterns } from './patterns.ts';
import { inputOf } from './plan-input.ts';

/** The report about one plan, with the configuration file's options where the call says nothing. */
export async function planReport(given: PlanOptions, plan: string, io: Io): Promise<Report> {
  const config = await readConfig(given.configFile, io.files);
  const options = await withoutPatterns(withConfig(given, config), io.files);
  return checkPlan(inputOf(plan), settingOf(options, config, io), io);
}
