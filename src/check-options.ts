import type { CheckCommand, HcpOptions } from './command.ts';
import { InputError } from './error.ts';
import {
  DISPLAY_OPTIONS,
  displayOptions,
  EXIT_OPTIONS,
  exitOptions,
  FORMATS,
  flag,
  formats,
  OUTPUT_OPTION,
  optional,
  type Parsed,
  PLAN,
  PLAN_OPTIONS,
  POLICIES,
  POLICY_OPTIONS,
  planOptions,
  REPORT,
  text,
} from './options.ts';

/** The options of `tfvpc check`. */
export const CHECK_OPTIONS = {
  ...POLICY_OPTIONS,
  ...PLAN_OPTIONS,
  'hcp-run': text('read the plan of this HCP Terraform run', PLAN),
  'hcp-workspace': text('read the plan of this HCP Terraform workspace’s current run', PLAN),
  'hcp-organization': text('organization of --hcp-workspace', PLAN),
  format: formats(FORMATS),
  output: { ...OUTPUT_OPTION, alias: 'o' },
  category: text('SARIF category (default: tfvpc/<root module>/)', REPORT),
  'require-policies': flag('fail when there is no policy', REPORT),
  'require-functions': flag('fail when there is nothing to evaluate', REPORT),
  'print-policy': flag('print the policy that the quick rules make, and stop', POLICIES),
  jobs: {
    type: 'number',
    requiresArg: true,
    description: 'how many plans to check at once (default: by the processors)',
    group: PLAN,
  },
  ...EXIT_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const;

export type CheckArguments = Parsed<typeof CHECK_OPTIONS>;

/** @throws InputError `usage` where an argument cannot be meant */
export function checkCommandOf(plans: readonly string[], a: CheckArguments): CheckCommand {
  if (plans.includes(''))
    throw new InputError('usage', 'the name of a plan is empty', {
      hint: 'is a variable of the shell not set?',
    });
  return {
    kind: 'check',
    plans,
    ...planOptions(a),
    hcp: hcpOptions(a),
    format: a.format,
    output: a.output,
    ...exitOptions(a),
    requirePolicies: a['require-policies'],
    requireFunctions: a['require-functions'],
    printPolicy: a['print-policy'],
    ...optional({ category: a.category, jobs: checkedJobs(a.jobs) }),
    display: displayOptions(a),
  };
}

function hcpOptions(a: CheckArguments): HcpOptions {
  const { 'hcp-run': run, 'hcp-workspace': workspace, 'hcp-organization': organization } = a;
  if (run !== undefined && workspace !== undefined)
    throw new InputError('usage', '--hcp-run and --hcp-workspace: a plan is of one run');
  if (organization !== undefined && workspace === undefined)
    throw new InputError('usage', '--hcp-organization is of --hcp-workspace, which is not given');
  return optional({ run, workspace, organization });
}

function checkedJobs(jobs: number | undefined): number | undefined {
  if (jobs === undefined || (Number.isInteger(jobs) && jobs > 0)) return jobs;
  const given = Number.isNaN(jobs) ? '--jobs' : `--jobs \`${jobs}\``;
  throw new InputError('usage', `${given}: expected a whole number from 1`);
}
