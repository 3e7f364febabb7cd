import { InputError } from '../error.ts';
import type { Io } from '../io.ts';

/** The inputs of the action, as action.yml maps them to environment variables: `sarif-file` is `TFVPC_SARIF_FILE`. */
export interface ActionInputs {
  /** Files and patterns. */
  readonly plan: readonly string[];
  readonly scp: readonly string[];
  readonly identityPolicy: readonly string[];
  readonly organization: string;
  readonly network: readonly string[];
  readonly configFile: string;
  readonly failOn: readonly string[];
  readonly sarifFile: string;
  readonly category: string;
  readonly summary: boolean;
  readonly annotations: boolean;
  readonly comment: boolean;
  readonly uploadSarif: boolean;
  readonly token: string;
}

/** Absent texts are empty. Throws `usage`, naming the input. */
export function readInputs(env: Io['env'], windows: boolean): ActionInputs {
  const text = (name: string) => (env[`TFVPC_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
  const path = (name: string) => slashes(text(name), windows);
  const paths = (name: string) => linesOf(text(name)).map((line) => slashes(line, windows));
  const plan = paths('plan');
  if (plan.length === 0)
    throw new InputError('usage', 'the input `plan` is empty', {
      hint: 'give it the JSON of a plan: terraform show -json plan.tfplan > plan.json',
    });
  return {
    plan,
    scp: paths('scp'),
    identityPolicy: paths('identity-policy'),
    organization: path('organization'),
    network: paths('network'),
    configFile: path('config-file'),
    failOn: text('fail-on')
      .split(/[\s,]+/)
      .filter((word) => word !== ''),
    sarifFile: path('sarif-file'),
    category: text('category'),
    summary: flag('summary', text('summary'), true),
    annotations: flag('annotations', text('annotations'), true),
    comment: flag('comment', text('comment'), false),
    uploadSarif: flag('upload-sarif', text('upload-sarif'), false),
    token: text('token'),
  };
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** On Windows both slashes separate; in a pattern a backslash would be an escape. */
const slashes = (path: string, windows: boolean) => (windows ? path.replaceAll('\\', '/') : path);

function flag(name: string, text: string, otherwise: boolean): boolean {
  if (text === '') return otherwise;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  throw new InputError('usage', `the input \`${name}\` is \`${text}\`: expected true or false`);
}

/** The arguments of the check: never a shell's, so that no text of an input is anything but a value. */
export function checkArguments(
  inputs: ActionInputs,
  outputs: Readonly<Record<string, string>>,
  repositoryRoot?: string,
): readonly string[] {
  const option = (name: string, values: readonly string[]) =>
    values.filter((value) => value !== '').map((value) => `--${name}=${value}`);
  const never = inputs.failOn.includes('none') || inputs.failOn.includes('never');
  return [
    'check',
    ...option('scp', inputs.scp),
    ...option('identity-policy', inputs.identityPolicy),
    ...option('organization', [inputs.organization]),
    ...option('network', inputs.network),
    ...option('config-file', [inputs.configFile]),
    ...option('repo-root', [repositoryRoot ?? '']),
    ...option('category', [inputs.category]),
    ...(never ? ['--exit-zero'] : option('fail-on', inputs.failOn)),
    ...option(
      'output',
      Object.entries(outputs).map(([format, file]) => `${format}=${file}`),
    ),
    '--',
    ...inputs.plan,
  ];
}
