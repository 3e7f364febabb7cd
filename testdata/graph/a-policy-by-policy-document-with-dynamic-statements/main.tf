provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_security_group" "new" {
  name   = "new"
  vpc_id = aws_vpc.new.id
}

resource "aws_subnet" "new" {
  vpc_id     = aws_vpc.new.id
  cidr_block = "10.8.1.0/24"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

locals {
  rules = {
    OnlyTheNewVpc = { key = "lambda:VpcIds", values = [aws_vpc.new.id] }
    OnlySubnets   = { key = "lambda:SubnetIds", values = [aws_subnet.new.id, "subnet-0a200000000000000"] }
  }
}

data "aws_iam_policy_document" "network" {
  dynamic "statement" {
    for_each = local.rules

    content {
      sid       = statement.key
      effect    = "Deny"
      actions   = ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]
      resources = ["*"]

      condition {
        test     = "ForAnyValue:StringNotEquals"
        variable = statement.value.key
        values   = statement.value.values
      }
    }
  }
}

resource "aws_organizations_policy" "network" {
  name    = "network"
  content = data.aws_iam_policy_document.network.json
}

resource "aws_lambda_function" "inside" {
  function_name = "inside"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new.id]
    security_group_ids = [aws_security_group.new.id]
  }
}

resource "aws_lambda_function" "outside" {
  function_name = "outside"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnet.main.id]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
