import type { DisplayOptions, PlanOptions, PolicyOptions } from './command.ts';
import type { FailOn } from './report/threshold.ts';

export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'junit', 'annotations'] as const;
const FAIL_ON = ['denied', 'undetermined', 'error', 'warning', 'note'] as const;

/** Each takes one value, and may be given again. */
export const list = (description: string, group?: string) =>
  ({
    type: 'string',
    array: true,
    requiresArg: true,
    default: [] as string[],
    description: `${description} (again for each)`,
    ...grouped(group),
  }) as const;
export const text = (description: string, group?: string) =>
  ({ type: 'string', requiresArg: true, description, ...grouped(group) }) as const;
export const flag = (description: string, group?: string) =>
  ({ type: 'boolean', default: false, description, ...grouped(group) }) as const;
const grouped = (group: string | undefined) => (group === undefined ? {} : { group });

export const POLICIES = 'Policies:';
export const PLAN = 'Plan and source:';
export const REPORT = 'Report:';

export const POLICY_OPTIONS = {
  scp: list('service control policy: a JSON file, a directory of them, or a pattern', POLICIES),
  'identity-policy': list('identity policy of who applies, named in the same way', POLICIES),
  'permissions-boundary': list('permissions boundary of who applies', POLICIES),
  'session-policy': list('session policy of who applies', POLICIES),
  organization: text(
    'path from the root to the account: a JSON file, or a directory of `aws organizations` output',
    POLICIES,
  ),
  principal: text('ARN of who applies: its policies are taken from the plan', POLICIES),
  'full-aws-access': {
    ...flag('FullAWSAccess is attached at every level (--no-full-aws-access: it is not)', POLICIES),
    default: true,
  },
  'require-vpc': flag('deny functions without a VPC', POLICIES),
  'allow-vpc': list('allow only this VPC', POLICIES),
  'deny-vpc': list('deny this VPC', POLICIES),
  'allow-subnet': list('allow only this subnet', POLICIES),
  'allow-security-group': list('allow only this security group', POLICIES),
} as const;

export const PLAN_OPTIONS = {
  source: text('directory of the root module, or a binary plan file (--no-source: read none)', PLAN),
  'repo-root': text(
    'directory that paths are relative to (default: the git top level, else the current one)',
    PLAN,
  ),
  network: list(
    'which subnet is in which VPC: output of `aws ec2 describe-subnets`, a state, or a map',
    PLAN,
  ),
  region: text('region, where the plan does not tell', PLAN),
  account: text('account id, where the plan does not tell', PLAN),
  context: list(
    'KEY=VALUE of the request context, where the plan does not tell; the same KEY twice makes a list',
    PLAN,
  ),
  'config-file': text('configuration file (default: .tfvpc.yml)', PLAN),
} as const;

export const COLOR_OPTION = {
  color: {
    type: 'boolean',
    description: 'use colours (default: on a terminal, unless NO_COLOR is set)',
    group: REPORT,
  },
} as const;

export const DISPLAY_OPTIONS = {
  verbose: { ...flag('list allowed functions too, each with its trail', REPORT), alias: 'v' },
  quiet: { ...flag('print the last lines only', REPORT), alias: 'q' },
  ...COLOR_OPTION,
} as const;

export const EXIT_OPTIONS = {
  'fail-on': {
    ...list(
      'exit with status 1 on these: denied (default), undetermined; results of rules (TFVPC101 and up) count only by their level: error, warning, note',
      REPORT,
    ),
    default: [] as FailOn[],
    choices: FAIL_ON,
  },
  'exit-zero': flag('exit with status 0 whatever is found', REPORT),
} as const;

export const OUTPUT_OPTION = list('also write the report: FORMAT=FILE', REPORT);
export const POLICY_KIND = {
  kind: {
    choices: ['scp', 'identity', 'boundary', 'session'] as const,
    default: 'scp' as const,
    description: 'what kind of policy it is: scp (default), identity, boundary, session',
  },
} as const;
/** The first is the default. */
export const formats = <F extends string>([first, ...others]: readonly [F, ...F[]]) =>
  ({
    choices: [first, ...others] as readonly F[],
    default: first,
    description: `what to print: ${[`${first} (default)`, ...others].join(', ')}`,
    group: REPORT,
    alias: 'f',
  }) as const;

/** The values of options, as yargs hands them over. */
export type Parsed<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends { array: true; choices: readonly (infer Choice)[] }
    ? Choice[]
    : Options[Name] extends { array: true }
      ? string[]
      : Options[Name] extends { choices: readonly (infer Choice)[] }
        ? Choice
        : Options[Name] extends { type: 'number' }
          ? number | undefined
          : Options[Name] extends { type: 'boolean'; default: boolean }
            ? boolean
            : Options[Name] extends { type: 'boolean' }
              ? boolean | undefined
              : string | undefined;
};

export function planOptions(a: Parsed<typeof PLAN_OPTIONS> & Parsed<typeof POLICY_OPTIONS>): PlanOptions {
  return {
    policies: policyOptions(a),
    context: a.context,
    network: a.network,
    ...optional({
      region: a.region,
      account: a.account,
      repoRoot: a['repo-root'],
      configFile: a['config-file'],
      // yargs reads --no-source as the value false of the option source
      source: a.source as string | false | undefined,
    }),
  };
}

function policyOptions(a: Parsed<typeof POLICY_OPTIONS>): PolicyOptions {
  return {
    scp: a.scp,
    identityPolicy: a['identity-policy'],
    permissionsBoundary: a['permissions-boundary'],
    sessionPolicy: a['session-policy'],
    ...optional({ organization: a.organization, principal: a.principal }),
    fullAwsAccess: a['full-aws-access'],
    quick: {
      requireVpc: a['require-vpc'],
      allowVpc: a['allow-vpc'],
      denyVpc: a['deny-vpc'],
      allowSubnet: a['allow-subnet'],
      allowSecurityGroup: a['allow-security-group'],
    },
  };
}

export function exitOptions(a: { readonly 'fail-on': readonly FailOn[]; readonly 'exit-zero': boolean }) {
  return { failOn: a['fail-on'], exitZero: a['exit-zero'] };
}

export function displayOptions(a: Parsed<typeof DISPLAY_OPTIONS>): DisplayOptions {
  return { verbose: a.verbose, quiet: a.quiet, ...optional({ color: a.color }) };
}

type Optional<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same without the members that are undefined. */
export function optional<T extends object>(members: T): Optional<T> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Optional<T>;
}
