import type { Policy } from './policy.ts';
import { variableFault } from './template.ts';
import type { Text } from './value.ts';

/**
 * What is wrong with a pattern of `Action`, in words. Undefined: nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionFault(text: Text): string | undefined {
  const pattern = knownText(text);
  if (pattern.includes('${')) return `\`${pattern}\` holds a policy variable: an action cannot`;
  if (text.some((part) => typeof part !== 'string')) return undefined;
  if (pattern === '*' || /^[^:]+:[^:]+$/.test(pattern)) return undefined;
  return `\`${pattern}\` is no action: expected \`*\` or \`service:name\``;
}

/**
 * What is wrong with a pattern of `Resource`, in words. Undefined: nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceFault(text: Text, version: Policy['version']): string | undefined {
  const fault = variableFault(text, version);
  if (fault !== undefined) return fault;
  return typeof text[0] === 'string' || text.length === 0 ? arnFault(knownText(text)) : undefined;
}

/** Unknown parts stand as text without colons: they may turn out to be anything. */
function knownText(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : 'x')).join('');
}

function arnFault(pattern: string): string | undefined {
  if (pattern === '*') return undefined;
  const [prefix, partition = '', service = '', , , ...rest] = withoutVariables(pattern).split(':');
  if (prefix !== 'arn') return `\`${pattern}\` is no resource: expected \`*\` or an ARN`;
  if (hasWildcard(partition)) return `\`${pattern}\` has a wildcard in its partition`;
  if (hasWildcard(service) && service !== '*') return `\`${pattern}\` has a wildcard in its service`;
  if (service === '*' && rest.some((part) => part !== '*'))
    return `\`${pattern}\` has a wildcard in its service`;
  const [type = '', ...id] = rest;
  if (id.length > 0 && hasWildcard(type)) return `\`${pattern}\` has a wildcard in its resource type`;
  return undefined;
}

/** The colons and wildcards of a policy variable are none of the ARN's. */
function withoutVariables(pattern: string): string {
  return pattern.replace(/\$\{[^}]*\}/g, 'x');
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
