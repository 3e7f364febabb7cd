import { audit } from '../audit/audit.ts';
import { auditedText } from '../audit/audited.ts';
import { auditJson } from '../audit/format/json.ts';
import { auditText } from '../audit/format/text.ts';
import type { PolicyAudit } from '../audit/report.ts';
import type { PolicyCommand, PolicyDiffCommand, PolicyNewCommand } from '../command.ts';
import type { PolicySource } from '../iam/policy.ts';
import type { Io } from '../io.ts';
import { quickPolicy } from '../policies/quick.ts';
import { readPolicyFiles } from './policy-files.ts';
import { FOUND_NOTHING } from './status.ts';

/** `tfvpc policy`: what policies do, and what is wrong with them. */
export async function policyCommand(command: PolicyCommand, io: Io): Promise<number> {
  const paths = (await Promise.all(command.paths.map((path) => io.files.expand(path)))).flat();
  const kind = kindOf(command.policyKind);
  const audits = readPolicyFiles([...new Set(paths)], io.files).map(({ path, text }) =>
    audit(auditedText(path, text, kind)),
  );
  io.stdout.write(FORMATS[command.format === 'json' ? 'json' : 'text'](audits));
  return FOUND_NOTHING;
}

const FORMATS: Readonly<Record<'text' | 'json', (audits: readonly PolicyAudit[]) => string>> = {
  text: auditText,
  json: auditJson,
};

const KINDS = ['scp', 'identity', 'boundary', 'session'] as const;

export const kindOf = (name: string): PolicySource['kind'] => KINDS.find((kind) => kind === name) ?? 'scp';

/** `tfvpc policy diff`: both behaviours, one after the other. */
export async function policyDiffCommand(command: PolicyDiffCommand, io: Io): Promise<number> {
  const kind = kindOf(command.policyKind);
  const audits = readPolicyFiles([command.old, command.new], io.files).map(({ path, text }) =>
    audit(auditedText(path, text, kind)),
  );
  io.stdout.write(command.format === 'json' ? auditJson(audits) : auditText(audits));
  return FOUND_NOTHING;
}

/** `tfvpc policy new`: the policy on stdout, and nothing else there. */
export async function policyNewCommand(command: PolicyNewCommand, io: Io): Promise<number> {
  const { requireVpc, vpc, subnet, securityGroup, denyVpc, denySubnet, denySecurityGroup } = command;
  const { text } = quickPolicy({
    requireVpc,
    allowVpc: vpc,
    allowSubnet: subnet,
    allowSecurityGroup: securityGroup,
    denyVpc,
    denySubnet,
    denySecurityGroup,
  });
  io.stdout.write(text);
  io.stderr.write(auditText([audit(auditedText('the new policy', text, command.policyKind))]));
  return FOUND_NOTHING;
}
