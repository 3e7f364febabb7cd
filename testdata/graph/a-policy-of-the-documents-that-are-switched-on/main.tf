provider "aws" {
  region = "us-east-1"
}

variable "switches" {
  type    = object({ vpc = optional(bool, true), group = optional(bool, false) })
  default = {}
}

variable "vpc_ids" {
  type    = list(string)
  default = []
}

locals {
  documents = compact([
    var.switches.vpc ? data.aws_iam_policy_document.vpc.json : "",
    var.switches.group ? data.aws_iam_policy_document.group[0].json : "",
  ])
}

# An empty list is not equal to `[]`: what stands behind the colon is taken.
data "aws_iam_policy_document" "vpc" {
  statement {
    sid       = "OnlyTheseVpcs"
    effect    = "Deny"
    actions   = ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "lambda:VpcIds"
      values   = var.vpc_ids == [] ? [aws_vpc.new.id] : concat(var.vpc_ids, [aws_vpc.new.id, "vpc-0a100000000000000"])
    }
  }
}

data "aws_iam_policy_document" "group" {
  count = var.switches.group ? 1 : 0

  statement {
    sid       = "Nothing"
    effect    = "Deny"
    actions   = ["lambda:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "all" {
  source_policy_documents = local.documents
}

resource "aws_organizations_policy" "network" {
  name    = "network"
  content = data.aws_iam_policy_document.all.json
}

resource "aws_vpc" "new" {
  cidr_block = "10.9.0.0/16"
}

locals {
  vpcs = { new = aws_vpc.new.id, main = "vpc-0a100000000000000", other = "vpc-0b100000000000000" }
}

resource "aws_subnet" "new" {
  for_each   = local.vpcs
  vpc_id     = each.value
  cidr_block = cidrsubnet("10.9.0.0/16", 8, index(keys(local.vpcs), each.key))
}

resource "aws_security_group" "new" {
  for_each = local.vpcs
  name     = each.key
  vpc_id   = each.value
}

resource "aws_lambda_function" "f" {
  for_each = aws_subnet.new

  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [each.value.id]
    security_group_ids = [aws_security_group.new[each.key].id]
  }
}
