import { CHECK_OPTIONS } from './check-options.ts';
import {
  COLOR_OPTION,
  DISPLAY_OPTIONS,
  EXIT_OPTIONS,
  FORMATS,
  flag,
  formats,
  list,
  OUTPUT_OPTION,
  PLAN_OPTIONS,
  POLICY_KIND,
  POLICY_OPTIONS,
  text,
} from './options.ts';

/** Not `--verbose` and `--quiet`: an explanation is always whole. */
export const EXPLAIN_OPTIONS = { ...POLICY_OPTIONS, ...PLAN_OPTIONS, ...COLOR_OPTION } as const;

export const GRAPH_OPTIONS = {
  ...POLICY_OPTIONS,
  ...PLAN_OPTIONS,
  format: formats(['mermaid', 'dot', 'json']),
} as const;

export const POLICY_AUDIT_OPTIONS = {
  ...POLICY_KIND,
  together: flag('judge the files as attached to one target (default: each by itself)'),
  format: formats(['text', 'json', 'markdown', 'sarif']),
  ...EXIT_OPTIONS,
  // There are no requests here that could be denied.
  'fail-on': {
    ...EXIT_OPTIONS['fail-on'],
    description: 'exit with status 1 on these: error (default), warning, note',
  },
} as const;

export const POLICY_DIFF_OPTIONS = {
  ...POLICY_KIND,
  format: formats(['text', 'json', 'markdown']),
} as const;

export const POLICY_NEW_OPTIONS = {
  scp: flag('a service control policy (the default)'),
  identity: flag('an identity policy'),
  'require-vpc': flag('functions must be in a VPC'),
  vpc: list('allow only this VPC'),
  subnet: list('allow only this subnet'),
  'security-group': list('allow only this security group'),
  'deny-vpc': list('deny this VPC'),
  'deny-subnet': list('deny this subnet'),
  'deny-security-group': list('deny this security group'),
} as const;

export const IMPACT_OPTIONS = {
  scp: { ...list('the policy to be attached: a JSON file, or a directory of them'), demandOption: true },
  was: list('the policy as it is now: only what it lets pass counts'),
  format: formats(['text', 'json', 'sarif', 'csv']),
  ...EXIT_OPTIONS,
} as const;

export const MERGE_OPTIONS = {
  format: formats(FORMATS),
  output: { ...OUTPUT_OPTION, alias: 'o' },
  ...EXIT_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const;

export const UPLOAD_OPTIONS = {
  repository: text('OWNER/NAME (default: GITHUB_REPOSITORY)'),
  ref: text('full ref (default: GITHUB_REF, else the branch that is checked out)'),
  sha: text('commit (default: GITHUB_SHA, else the one that is checked out)'),
  'checkout-uri': text('root of absolute paths in the file'),
  wait: { ...flag('wait until GitHub has processed it'), default: true },
} as const;

interface Option {
  readonly description: string;
  /** It takes several values. */
  readonly array?: boolean;
}

/** The options of each command, by name. */
export const OPTIONS_OF: Readonly<Record<string, Readonly<Record<string, Option>>>> = {
  check: CHECK_OPTIONS,
  explain: EXPLAIN_OPTIONS,
  graph: GRAPH_OPTIONS,
  policy: POLICY_AUDIT_OPTIONS,
  'policy diff': POLICY_DIFF_OPTIONS,
  'policy new': POLICY_NEW_OPTIONS,
  impact: IMPACT_OPTIONS,
  merge: MERGE_OPTIONS,
  upload: UPLOAD_OPTIONS,
};
