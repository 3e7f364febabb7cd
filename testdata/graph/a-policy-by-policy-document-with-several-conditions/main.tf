# Conditions are a set: the plan has them in another order, and of dynamic ones its configuration has no trace.

provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "new" {
  for_each   = { a = "10.8.0.0/16", b = "10.9.0.0/16" }
  cidr_block = each.value
}

resource "aws_subnet" "new" {
  for_each   = aws_vpc.new
  vpc_id     = each.value.id
  cidr_block = cidrsubnet(each.value.cidr_block, 8, 1)
}

data "aws_iam_policy_document" "ordered" {
  statement {
    effect    = "Deny"
    actions   = ["lambda:CreateFunction"]
    resources = ["arn:aws:lambda:*:*:function:o-*"]

    condition {
      test     = "StringNotLike"
      variable = "aws:RequestedRegion"
      values   = ["eu-*", "us-east-2"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "lambda:VpcIds"
      values   = ["vpc-0a100000000000000", aws_vpc.new["a"].id]
    }
  }
}

data "aws_iam_policy_document" "dynamic" {
  statement {
    effect    = "Deny"
    actions   = ["lambda:CreateFunction"]
    resources = ["arn:aws:lambda:*:*:function:d-*"]

    dynamic "condition" {
      for_each = [aws_vpc.new["a"].id]

      content {
        test     = "StringEquals"
        variable = "lambda:VpcIds"
        values   = [condition.value]
      }
    }

    condition {
      test     = "StringEquals"
      variable = "lambda:VpcIds"
      values   = [aws_vpc.new["b"].id]
    }
  }
}

resource "aws_organizations_policy" "ordered" {
  name    = "ordered"
  content = data.aws_iam_policy_document.ordered.json
}

resource "aws_organizations_policy" "dynamic" {
  name    = "dynamic"
  content = data.aws_iam_policy_document.dynamic.json
}

resource "aws_lambda_function" "f" {
  for_each      = { for pair in setproduct(["o", "d"], ["a", "b"]) : join("-", pair) => pair[1] }
  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new[each.value].id]
    security_group_ids = [aws_vpc.new[each.value].default_security_group_id]
  }
}
