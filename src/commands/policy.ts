import { audit } from '../audit/audit.ts';
import { auditedText } from '../audit/audited.ts';
import { diffPolicies } from '../audit/diff.ts';
import { diffJson, diffMarkdown, diffText } from '../audit/format/diff.ts';
import { auditJson } from '../audit/format/json.ts';
import { auditMarkdown } from '../audit/format/markdown.ts';
import { auditText } from '../audit/format/text.ts';
import { newPolicy } from '../audit/new-policy.ts';
import type { PolicyAudit } from '../audit/report.ts';
import { reportResults } from '../audit/results.ts';
import { auditTogether } from '../audit/together.ts';
import type { PolicyCommand, PolicyDiffCommand, PolicyKind, PolicyNewCommand } from '../command.ts';
import { InputError } from '../error.ts';
import type { Result } from '../generated/report.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy } from '../iam/policy.ts';
import type { Io } from '../io.ts';
import { formatSarif } from '../report/sarif.ts';
import type { FailOn } from '../report/threshold.ts';
import { otherThanPolicy } from './other-than-policy.ts';
import { expanded } from './patterns.ts';
import { namedFiles, readPolicyFiles, unreadablePolicy } from './policy-files.ts';
import { resultsReport } from './results-report.ts';
import { withStandardInput } from './standard-input.ts';
import { FOUND_NOTHING, statusOf, WRONG_INPUT, warn } from './status.ts';

/** `tfvpc policy`: what policies do, and what is wrong with them. */
export async function policyCommand(command: PolicyCommand, outer: Io): Promise<number> {
  const paths = await expanded(command.paths, outer.files);
  const io = await withStandardInput(paths, outer);
  if (paths.length === 0) throw new InputError('usage', 'no policy is named');
  const { audits, errors } = command.together
    ? auditsTogether(paths, command.policyKind, io)
    : await auditsOfEach(paths, command.policyKind, io);
  io.stdout.write(FORMATS[command.format](audits));
  for (const error of errors) warn(error, io);
  return errors.length > 0 ? WRONG_INPUT : statusOf({ results: resultsOf(audits) }, thresholdOf(command));
}

async function auditsOfEach(paths: readonly string[], kind: PolicyKind, io: Io): Promise<Audits> {
  const audits: PolicyAudit[] = [];
  const errors: InputError[] = [];
  for (const path of paths) {
    const found = await auditsAt(path, kind, io).catch(asErrors);
    audits.push(...found.audits);
    errors.push(...found.errors);
  }
  return { audits, errors };
}

/** @throws InputError `usage` for a plan, which says itself what is attached where, and for what is not of one kind */
function auditsTogether(paths: readonly string[], kind: PolicyKind, io: Io): Audits {
  const plan = paths.find((path) => isPlan(path, io));
  if (plan !== undefined)
    throw new InputError('usage', '--together is for policy files: a plan says what is attached where', {
      path: plan,
    });
  const all = readPolicyFiles(paths, io.files).map(({ path, text }) => auditedText(path, text, kind));
  const errors = all.map(({ policy }) => unreadablePolicy(policy)).filter((error) => error !== undefined);
  if (errors.length > 0) return { audits: [], errors };
  const together = auditTogether(all, kind);
  if (together !== undefined) return { audits: [together], errors: [] };
  throw new InputError(
    'usage',
    'these policies cannot be judged together: their versions differ, or parts of them cannot be read',
  );
}

interface Audits {
  readonly audits: readonly PolicyAudit[];
  /** Of files in which there is no policy that could be looked into. */
  readonly errors: readonly InputError[];
}

/** What cannot be read does not keep the others from being looked at. */
function asErrors(error: unknown): Audits {
  if (error instanceof InputError) return { audits: [], errors: [error] };
  throw error;
}

async function auditsAt(path: string, kind: PolicyKind, io: Io): Promise<Audits> {
  if (isPlan(path, io)) {
    const { auditPlanFile } = await import('./plan-policies.ts');
    return { audits: await auditPlanFile(path, io), errors: [] };
  }
  const files = namedFiles([path], io.files);
  const audited = files
    .filter((file) => otherThanPolicy(file) === undefined)
    .map(({ path: file, text }) => auditedText(file, text, kind));
  const errors = [...files.map(otherThanPolicy), ...audited.map(({ policy }) => unreadablePolicy(policy))];
  return { audits: audited.map(audit), errors: errors.filter((error) => error !== undefined) };
}

const HEAD = 4096;

/** A plan begins with its format version, or is a binary file. */
function isPlan(path: string, io: Io): boolean {
  if (io.files.kind(path) !== 'file') return false;
  const file = io.files.open(path);
  try {
    const head = new TextDecoder().decode(file.readAt(0, HEAD));
    return head.startsWith('PK') || /^\s*\{\s*"format_version"/.test(head);
  } finally {
    file.close();
  }
}

const FORMATS = {
  text: auditText,
  json: auditJson,
  markdown: auditMarkdown,
  sarif: (audits: readonly PolicyAudit[]) =>
    formatSarif(resultsReport(resultsOf(audits)), { category: 'tfvpc-policy/' }),
} as const;

function resultsOf(audits: readonly PolicyAudit[]): Result[] {
  return audits.flatMap((one) =>
    reportResults(one, ({ position, location }) => location ?? { path: one.path, ...position }),
  );
}

/** There are no requests here that could be denied: errors take their place. */
function thresholdOf({ failOn, exitZero }: PolicyCommand) {
  const mapped = failOn.map((one): FailOn => (one === 'denied' || one === 'undetermined' ? 'error' : one));
  return { failOn: mapped.length === 0 ? (['error'] as const) : mapped, exitZero };
}

/** `tfvpc policy diff`: what becomes newly allowed and newly denied. */
export async function policyDiffCommand(command: PolicyDiffCommand, outer: Io): Promise<number> {
  const io = await withStandardInput([command.old, command.new], outer);
  const kind = command.policyKind;
  const difference = diffPolicies(readPolicy(command.old, kind, io), readPolicy(command.new, kind, io), kind);
  const compared = { old: command.old, new: command.new, difference };
  io.stdout.write(DIFF_FORMATS[command.format](compared));
  return FOUND_NOTHING;
}

const DIFF_FORMATS = { text: diffText, json: diffJson, markdown: diffMarkdown } as const;

/** @throws InputError `policy-unreadable` for a file that holds no policy: a difference from it means nothing */
function readPolicy(path: string, kind: PolicyKind, io: Io): Policy {
  if (io.files.kind(path) === 'directory')
    throw new InputError('is-a-directory', 'is a directory: name one policy file on each side', { path });
  const parts = readPolicyFiles([path], io.files).map(({ text }) => text);
  const policy = parsePolicy({ label: path, kind, parts });
  const error = unreadablePolicy(policy);
  if (error === undefined) return policy;
  throw error;
}

/** `tfvpc policy new`: the policy on stdout and nothing else there; on stderr what it does, as proof. */
export async function policyNewCommand({ intent }: PolicyNewCommand, io: Io): Promise<number> {
  const text = newPolicy(intent);
  io.stdout.write(text);
  const audits = [audit(auditedText('the new policy', text, intent.kind))];
  io.stderr.write(auditText(audits));
  return statusOf({ results: resultsOf(audits) }, { failOn: ['error'], exitZero: false });
}
