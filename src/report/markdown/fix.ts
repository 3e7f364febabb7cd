import type { RequestReport } from '../../generated/report.ts';
import { codeBlock, prose, visible } from '../escape.ts';

/** The attribute of `vpc_config` that a context key comes from; the VPC follows from both. */
const ATTRIBUTES = new Map([
  ['lambda:subnetids', 'subnet_ids'],
  ['lambda:securitygroupids', 'security_group_ids'],
]);

const MOST_VALUES = 20;

/** What would make it allowed: in words, and as HCL where the policy names the values. */
export function fixLines({ fix, fixValues }: RequestReport): string[] {
  return [...(fix === undefined ? [] : [`**Fix:** ${prose(fix)}`]), ...hcl(fixValues ?? {})];
}

function hcl(fixValues: Readonly<Record<string, readonly string[]>>): string[] {
  const attributes = Object.entries(fixValues).flatMap(([key, values]) => {
    const name = ATTRIBUTES.get(key.toLowerCase());
    const ids = values.filter((value) => /^[a-z]+-[0-9a-f]+$/iu.test(value));
    return name === undefined || ids.length === 0 ? [] : [attributeLines(name, ids)];
  });
  if (attributes.length === 0) return [];
  return [
    codeBlock('hcl', [
      'vpc_config {',
      '  # any of these, and nothing else',
      ...attributes.flat(),
      '  # …',
      '}',
    ]),
  ];
}

function attributeLines(name: string, ids: readonly string[]): string[] {
  const more = ids.length - MOST_VALUES;
  return [
    `  ${name} = [`,
    ...ids.slice(0, MOST_VALUES).map((id) => `    "${visible(id)}",`),
    ...(more > 0 ? [`    # and ${more} more that the policy names`] : []),
    '  ]',
  ];
}
