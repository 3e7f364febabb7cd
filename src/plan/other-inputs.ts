import { InputError, type InputErrorCode } from '../error.ts';
import { decode } from './decode.ts';

const SHOW = 'run: terraform show -json PLANFILE > plan.json (or tofu show -json)';
const PLAN_AND_SHOW = 'run: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json';

interface OtherInput {
  readonly code: InputErrorCode;
  readonly message: string;
  readonly hint: string;
}

interface OtherText extends OtherInput {
  readonly pattern: RegExp;
}

/** What else people hand over that is no JSON object, by how it begins. */
const TEXTS: readonly OtherText[] = [
  {
    pattern: /^PK\x03\x04/,
    code: 'binary-plan',
    message: 'this is a binary plan file',
    hint: 'run: terraform show -json PLANFILE > plan.json (or tofu show -json)',
  },
  { pattern: /^\x1f\ufffd/, code: 'not-a-plan', message: 'this is a gzip file', hint: 'unpack it first' },
  {
    pattern: /^\[/,
    code: 'not-a-plan',
    message: 'this is a JSON array, and a plan is a JSON object',
    hint: SHOW,
  },
  {
    pattern:
      /will perform the following actions|^No changes\.|Your infrastructure matches the configuration/m,
    code: 'not-a-plan',
    message: 'this is what terraform plan prints for people, and not JSON',
    hint: PLAN_AND_SHOW,
  },
  {
    pattern: /^[ \t]*(?:resource|data|module|variable|terraform|provider|locals|output)\b[^\n]*\{/m,
    code: 'not-a-plan',
    message: 'this is Terraform configuration, and not the JSON of a plan',
    hint: PLAN_AND_SHOW,
  },
];

const ENOUGH = 1 << 16;

/** For bytes that begin no JSON object: `head` without whitespace before it. */
export function otherText(head: Uint8Array, path: string): InputError {
  const text = decode(head.subarray(0, ENOUGH));
  const other = TEXTS.find(({ pattern }) => pattern.test(text));
  return inputError(
    other ?? { code: 'not-a-plan', message: 'this is not the JSON of a plan', hint: SHOW },
    path,
  );
}

interface OtherJson extends OtherInput {
  /** Members that it has, all of them. */
  readonly has: readonly string[];
}

const STATE = 'this is the JSON of a state, and not of a plan';

/** What else people hand over that is a JSON object, by its members. */
const OBJECTS: readonly OtherJson[] = [
  {
    has: ['version', 'serial', 'lineage'],
    code: 'is-a-state',
    message: 'this is a state file, and not a plan',
    hint: PLAN_AND_SHOW,
  },
  { has: ['format_version', 'values'], code: 'is-a-state', message: STATE, hint: PLAN_AND_SHOW },
  {
    has: ['encrypted_data', 'encryption_version'],
    code: 'not-a-plan',
    message: 'this is a plan file that OpenTofu has encrypted, or a state',
    hint: 'run: tofu show -json PLANFILE > plan.json',
  },
  {
    has: ['root_module'],
    code: 'not-a-plan',
    message: 'this is the JSON of a configuration, and not of a plan',
    hint: PLAN_AND_SHOW,
  },
  {
    has: ['plan_format_version'],
    code: 'not-a-plan',
    message: 'this is a redacted plan of HCP Terraform, without the values that are needed',
    hint: 'download json-output instead of json-output-redacted',
  },
  {
    has: ['@level', '@message'],
    code: 'not-a-plan',
    message: 'these are the messages of terraform plan -json, one per line, and not the plan',
    hint: PLAN_AND_SHOW,
  },
  {
    has: ['provider_schemas', 'format_version'],
    code: 'not-a-plan',
    message: 'this is the output of terraform providers schema -json',
    hint: SHOW,
  },
  {
    has: ['valid', 'diagnostics'],
    code: 'not-a-plan',
    message: 'this is the output of terraform validate -json',
    hint: SHOW,
  },
  { has: ['runs', 'version'], code: 'not-a-plan', message: 'this is a SARIF report', hint: SHOW },
  {
    has: ['AWSTemplateFormatVersion'],
    code: 'not-a-plan',
    message: 'this is a CloudFormation template',
    hint: SHOW,
  },
  {
    has: ['Resources'],
    code: 'not-a-plan',
    message: 'this looks like a CloudFormation template',
    hint: SHOW,
  },
  {
    has: ['Statement'],
    code: 'not-a-plan',
    message: 'this is a policy document',
    hint: 'give a service control policy with --scp, after the plan',
  },
  {
    has: ['planned_values'],
    code: 'unsupported-format-version',
    message: 'the plan has no `format_version`: expected 0.x or 1.x',
    hint: SHOW,
  },
  {
    has: ['resource_changes'],
    code: 'unsupported-format-version',
    message: 'the plan has no `format_version`: expected 0.x or 1.x',
    hint: SHOW,
  },
  {
    has: ['format_version'],
    code: 'is-a-state',
    message: 'this is the JSON of an empty state: it has neither changes nor planned values',
    hint: PLAN_AND_SHOW,
  },
];

/** For a JSON object that is no plan. */
export function otherJson(members: ReadonlyMap<string, unknown>, path: string): InputError {
  const other = OBJECTS.find(({ has }) => has.every((name) => members.has(name)));
  return inputError(
    other ?? {
      code: 'not-a-plan',
      message: 'this JSON is not a plan: it has no `format_version`',
      hint: SHOW,
    },
    path,
  );
}

function inputError({ code, message, hint }: OtherInput, path: string): InputError {
  return new InputError(code, message, { path, hint });
}
