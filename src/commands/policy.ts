import { audit } from '../audit/audit.ts';
import { auditedText } from '../audit/audited.ts';
import { diffPolicies } from '../audit/diff.ts';
import { diffJson, diffMarkdown, diffText } from '../audit/format/diff.ts';
import { auditJson } from '../audit/format/json.ts';
import { auditText } from '../audit/format/text.ts';
import type { PolicyAudit } from '../audit/report.ts';
import type { PolicyCommand, PolicyDiffCommand, PolicyNewCommand } from '../command.ts';
import { InputError } from '../error.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';
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

/** `tfvpc policy diff`: what becomes newly allowed and newly denied. */
export async function policyDiffCommand(command: PolicyDiffCommand, io: Io): Promise<number> {
  const kind = kindOf(command.policyKind);
  const difference = diffPolicies(readPolicy(command.old, kind, io), readPolicy(command.new, kind, io), kind);
  const compared = { old: command.old, new: command.new, difference };
  io.stdout.write(DIFF_FORMATS[diffFormat(command.format)](compared));
  return FOUND_NOTHING;
}

const DIFF_FORMATS = { text: diffText, json: diffJson, markdown: diffMarkdown } as const;

const diffFormat = (name: string): keyof typeof DIFF_FORMATS =>
  name === 'json' || name === 'markdown' ? name : 'text';

/** @throws InputError `policy-unreadable` for a file that holds no policy: a difference from it means nothing */
function readPolicy(path: string, kind: PolicySource['kind'], io: Io): Policy {
  const policy = parsePolicy({ label: path, kind, parts: [io.files.readText(path)] });
  const { undecidable, statements } = policy;
  if (undecidable === undefined || statements.length > 0) return policy;
  throw new InputError('policy-unreadable', undecidable.reason, { path });
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
