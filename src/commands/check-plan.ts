import { check } from '../check.ts';
import type { PlanOptions } from '../command.ts';
import type { Config } from '../config.ts';
import type { Report } from '../generated/report.ts';
import type { Io } from '../io.ts';
import type { NetworkDescription } from '../network/description.ts';
import { readNetworkDescription } from '../network/read-description.ts';
import type { GivenPolicies } from '../policies/applicable.ts';
import { openPlaces } from '../verdict/places.ts';
import { givenPolicies } from './given-policies.ts';
import type { OpenPlan, PlanInput } from './plan-input.ts';
import { planSource, reportedPath } from './plan-source.ts';

/** What is the same for every plan of a call, read once. */
export interface CheckSetting {
  readonly options: PlanOptions;
  readonly policies: GivenPolicies;
  readonly networks: readonly NetworkDescription[];
  readonly suppressions: Config['suppress'];
}

/** @throws InputError for a file that is missing or cannot be read */
export function settingOf(options: PlanOptions, config: Config, io: Io): CheckSetting {
  return {
    options,
    policies: givenPolicies(options, io),
    networks: options.network.map((path) => readNetworkDescription(io.files.readText(path), path)),
    suppressions: config.suppress,
  };
}

/** Opens and judges one plan. */
export async function checkPlan(input: PlanInput, setting: CheckSetting, io: Io): Promise<Report> {
  const opened = await input.open(io);
  try {
    return await checkOpened(input, opened, setting, io);
  } finally {
    opened.close();
  }
}

async function checkOpened(
  input: PlanInput,
  opened: OpenPlan,
  setting: CheckSetting,
  io: Io,
): Promise<Report> {
  const { options, policies, networks, suppressions } = setting;
  const { source, locator, rootModule, repository } = await planSource(options, input.path, opened, io);
  return check({
    path: opened.path,
    plan: opened.plan,
    ...(source === undefined ? {} : { source }),
    ...(rootModule === undefined ? {} : { rootModule }),
    places: openPlaces(locator, (path) => reportedPath(path, repository, io)),
    policies,
    networks,
    request: requestOptions(options),
    suppressions: suppressions ?? [],
  });
}

function requestOptions({ region, account, context, policies: { principal } }: PlanOptions) {
  return {
    context,
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(principal === undefined ? {} : { principal }),
  };
}
