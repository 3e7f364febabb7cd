import type { InputError, InputErrorCode } from '../error.ts';
import type { Io } from '../io.ts';
import { escapeTerminal } from '../report/escape.ts';
import { schemaPage } from '../report/pages.ts';
import { type FailOn, failing, type Judged } from '../report/threshold.ts';

export const FOUND_NOTHING = 0;
const FOUND_SOMETHING = 1;
export const WRONG_INPUT = 2;

/** The exit status that results mean. */
export function statusOf(
  report: { readonly results: readonly Judged[] },
  { failOn, exitZero }: { readonly failOn: readonly FailOn[]; readonly exitZero: boolean },
): number {
  if (exitZero) return FOUND_NOTHING;
  return failing(report, failOn.length === 0 ? ['denied'] : failOn).length > 0
    ? FOUND_SOMETHING
    : FOUND_NOTHING;
}

/** Tells of an expected failure on stderr. */
export function warn(error: InputError, io: Io): void {
  io.stderr.write(`${describe(error)}\n`);
}

const SHOW_AGAIN = 'write it anew: terraform show -json tfplan > plan.json (or tofu show -json)';

/** What to do about a failure that does not say so itself. */
const NEXT: Partial<Record<InputErrorCode, string>> = {
  'not-found': 'is the path right, seen from the current directory?',
  empty: SHOW_AGAIN,
  truncated: SHOW_AGAIN,
  'malformed-json': 'write the file anew',
  'output-unwritable': 'name another file: --output FORMAT=FILE',
  'network-unreadable':
    'give the output of aws ec2 describe-subnets, a Terraform state, or a map {"subnet-1": "vpc-1"}',
  'organization-unreadable': `a directory holds what aws organizations prints as JSON; the form of a file: ${schemaPage('organization')}`,
  'policy-unreadable': 'see what is wrong with it: tfvpc policy FILE',
};

function nextFor(code: InputErrorCode, path: string | undefined): string | undefined {
  const isPlain = path !== undefined && /^[\w./]+[\w./-]*$/.test(path);
  return isPlain && code === 'policy-unreadable' ? NEXT[code]?.replace('FILE', path) : NEXT[code];
}

/** One line that names the file and the place, and below it what to do. */
function describe({
  code,
  message,
  details: { path, position, hint = nextFor(code, path) },
}: InputError): string {
  const place = position === undefined ? '' : `:${position.line}:${position.column}`;
  const line = `tfvpc: ${path === undefined ? '' : `${path}${place}: `}${message}`;
  return [line, ...(hint === undefined ? [] : [`       ${hint}`])].map(escapeTerminal).join('\n');
}
