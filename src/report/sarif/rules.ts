import { ruleOf } from '../order.ts';
import { rulePage } from '../pages.ts';
import type { ReportingDescriptor } from './log.ts';

/** A rule as code scanning shows it beside an alert. A rule of another version has no more than its number. */
export function descriptorOf(id: string): ReportingDescriptor {
  const rule = ruleOf(id) ?? UNKNOWN_RULE;
  const page = rulePage(id);
  return {
    id,
    name: rule.name,
    shortDescription: { text: rule.short },
    fullDescription: { text: rule.full },
    help: {
      text: `${rule.full} See ${page}`,
      markdown: `**${rule.short}.** ${rule.full}\n\n[What it means, an example and how to fix it](${page})`,
    },
    helpUri: page,
    defaultConfiguration: { level: rule.level },
    properties: {
      tags: rule.securitySeverity === undefined ? TAGS : ['security', ...TAGS],
      precision: rule.level === 'warning' ? 'high' : 'very-high',
      ...(rule.securitySeverity === undefined ? {} : { 'security-severity': rule.securitySeverity }),
    },
  };
}

const TAGS = ['aws', 'lambda', 'vpc', 'terraform'] as const;

const UNKNOWN_RULE = {
  name: 'rule-of-another-version',
  level: 'warning',
  short: 'A rule of another version of tfvpc',
  full: 'This report was made by a version of tfvpc that knows more rules.',
  securitySeverity: undefined,
} as const;
