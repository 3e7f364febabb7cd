provider "aws" {
  region = "us-east-1"
}

locals {
  stage = terraform.workspace == "default" ? "staging" : terraform.workspace

  networks = {
    default    = { vpc = "vpc-0a100000000000000", subnets = aws_subnet.new[*].id }
    production = { vpc = "vpc-0b100000000000000", subnets = ["subnet-0b200000000000000"] }
  }
}

module "label" {
  source = "./label"
  prefix = "functions-${terraform.workspace}"
}

resource "aws_subnet" "new" {
  count      = 2
  vpc_id     = "vpc-0a100000000000000"
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index + 20)
}

resource "aws_security_group" "functions" {
  name   = module.label.id
  vpc_id = local.networks[terraform.workspace].vpc
  tags   = { Stage = local.stage }
}

resource "aws_lambda_function" "by_key" {
  function_name = "by-key-${local.stage}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.networks[terraform.workspace].subnets
    security_group_ids = [aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "by_condition" {
  function_name = "by-condition"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.stage == "staging" ? [aws_subnet.new[0].id, "subnet-0a300000000000000"] : aws_subnet.new[*].id
    security_group_ids = [aws_security_group.functions.id]
  }
}
