import type { Description, PlanPolicy } from './description.ts';
import { type Openness, renderFunction } from './functions.ts';
import { MODULES } from './modules.ts';
import { type Hcl, renderCollection } from './subnets.ts';
import { GROUPS, MAIN_VPC, OTHER_VPC, SUBNETS } from './world.ts';

export interface Rendered {
  /** Path below the root module to text. */
  readonly files: Readonly<Record<string, string>>;
  /** By the name that all addresses of a function's instances hold. */
  readonly functions: readonly { readonly name: string; readonly openness: Openness }[];
}

/** The configuration of a description. */
export function render(description: Description): Rendered {
  const hcl: Hcl = { blocks: [FIXED], locals: [] };
  for (const [index, collection] of description.collections.entries()) {
    hcl.blocks.push(renderCollection(collection, index).blocks);
  }
  const functions = description.functions.map((given, index) =>
    renderFunction(description, given, index, hcl),
  );
  hcl.blocks.push(...functions.map(({ blocks }) => blocks));
  if (description.planPolicy) hcl.blocks.push(planPolicy(description.planPolicy));
  if (hcl.locals.length > 0) hcl.blocks.push(`locals {\n${hcl.locals.join('\n')}\n}\n`);
  return {
    files: { ...MODULES, 'main.tf': hcl.blocks.filter((block) => block !== '').join('\n') },
    functions: functions.map(({ name, openness }) => ({ name, openness })),
  };
}

/** Whose VPC is whose, and what only the apply knows. */
const FIXED = `provider "aws" {
  region = "us-east-1"
}

variable "flag" {
  type = bool
}

variable "phase" {
  type = number
}

resource "random_id" "coin" {
  byte_length = 1
  keepers     = { phase = var.phase }
}

data "aws_caller_identity" "me" {}

data "aws_vpc" "main" {
  id = "${MAIN_VPC}"
}

data "aws_vpc" "other" {
  tags = { Name = "other" }
}

data "aws_security_group" "main" {
  id = "${GROUPS.main[1]}"
}

data "aws_security_group" "other" {
  name   = "group-1"
  vpc_id = "${OTHER_VPC}"
}

resource "aws_vpc" "new" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "main" {
  name   = "new-in-main"
  vpc_id = data.aws_vpc.main.id
}

resource "aws_security_group" "other" {
  name   = "new-in-other"
  vpc_id = "${OTHER_VPC}"
}

resource "aws_security_group" "new" {
  name   = "new-in-new"
  vpc_id = aws_vpc.new.id
}

resource "aws_subnet" "named" {
  vpc_id     = aws_vpc.new.id
  cidr_block = "10.0.200.0/24"
}
`;

const TARGETS: Readonly<Record<PlanPolicy['target'], { operator: string; key: string; values: string }>> = {
  vpc: { operator: 'StringNotEquals', key: 'lambda:VpcIds', values: `[aws_vpc.new.id, "${MAIN_VPC}"]` },
  subnets: {
    operator: 'ForAnyValue:StringEquals',
    key: 'lambda:SubnetIds',
    values: `[aws_subnet.named.id, "${SUBNETS.main[0]}"]`,
  },
  group: {
    operator: 'ForAnyValue:StringEquals',
    key: 'lambda:SecurityGroupIds',
    values: '[aws_security_group.new.id]',
  },
};

/** A service control policy of the plan, in one of the forms that people write. */
function planPolicy({ form, target }: PlanPolicy): string {
  const { operator, key, values } = TARGETS[target];
  if (form === 'document') {
    return `data "aws_iam_policy_document" "network" {
  statement {
    sid       = "OfThePlan"
    effect    = "Deny"
    actions   = ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]
    resources = ["*"]

    condition {
      test     = "${operator}"
      variable = "${key}"
      values   = ${values}
    }
  }
}

${policyResource('data.aws_iam_policy_document.network.json')}`;
  }
  const jsonencode = `jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OfThePlan"
      Effect    = "Deny"
      Action    = ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]
      Resource  = "*"
      Condition = { "${operator}" = { "${key}" = ${values} } }
    }]
  })`;
  if (form === 'jsonencode') return policyResource(jsonencode);
  return policyResource(`<<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Sid": "OfThePlan",
        "Effect": "Deny",
        "Action": ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"],
        "Resource": "*",
        "Condition": { "${operator}": { "${key}": \${jsonencode(${values})} } }
      }]
    }
  EOT`);
}

function policyResource(content: string): string {
  return `resource "aws_organizations_policy" "network" {\n  name    = "network"\n  content = ${content}\n}\n`;
}
