import type { PlanSummary, PolicySummary, Report } from '../../generated/report.ts';
import { counted } from '../values.ts';

/** What was checked, and against which policies, on one line. */
export function headerText(report: Report): string {
  const { name, version } = report.tool;
  return [`${name} ${version}`, plansText(report.plans), policiesText(report.policies)]
    .filter((part) => part !== '')
    .join(' · ');
}

function plansText(plans: readonly PlanSummary[]): string {
  const [plan] = plans;
  if (plan === undefined) return 'no plan';
  const changes = plans.reduce((sum, { resourceChanges }) => sum + resourceChanges, 0);
  if (plans.length > 1) return `${plans.length} plans (${counted(changes, 'resource change')})`;
  const version = plan.terraformVersion === undefined ? '' : `Terraform ${plan.terraformVersion}, `;
  const path = plan.path === '-' ? 'standard input' : plan.path;
  return `${path} (${version}${counted(changes, 'resource change')})`;
}

const KIND: Readonly<Record<PolicySummary['kind'], readonly [string, string]>> = {
  scp: ['SCP', 'SCPs'],
  identity: ['identity policy', 'identity policies'],
  boundary: ['permissions boundary', 'permissions boundaries'],
  session: ['session policy', 'session policies'],
};

const FROM: Readonly<Record<Exclude<PolicySummary['from'], 'assumed'>, string>> = {
  file: 'from files',
  plan: 'from the plan',
  flag: 'from flags',
  organization: 'from the organization',
};

function policiesText(policies: readonly PolicySummary[]): string {
  const groups = new Map<string, PolicySummary[]>();
  for (const policy of policies) {
    const key = `${policy.kind} ${policy.from}`;
    groups.set(key, [...(groups.get(key) ?? []), policy]);
  }
  return groups.size === 0 ? 'no policies' : [...groups.values()].map(groupText).join(', ');
}

function groupText(policies: readonly PolicySummary[]): string {
  const [first] = policies;
  if (first === undefined) return '';
  const { kind, from } = first;
  if (from === 'assumed') return `${[...new Set(policies.map(({ label }) => label))].join(', ')} assumed`;
  const [one, many] = KIND[kind];
  return `${counted(policies.length, one, many)} ${from === 'file' ? fromFiles(policies) : FROM[from]}`;
}

/** The file, or the directory that holds all of them. */
function fromFiles(policies: readonly PolicySummary[]): string {
  const [first = '', ...others] = policies.map(({ label }) => label);
  if (others.length === 0) return `from ${first}`;
  const directory = first.slice(0, first.lastIndexOf('/') + 1);
  const shared = directory !== '' && others.every((label) => label.startsWith(directory));
  return shared ? `from ${directory}` : FROM.file;
}
