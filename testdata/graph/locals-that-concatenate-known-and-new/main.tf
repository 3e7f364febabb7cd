provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "main" {
  id = "vpc-0a100000000000000"
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }

  tags = { Tier = "private" }
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "aws_subnet" "new" {
  count      = 2
  vpc_id     = data.aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index + 20)
}

locals {
  extra   = ["subnet-0a100000000000000"]
  subnets = concat(local.extra, aws_subnet.new[*].id)
  all     = distinct(concat(local.subnets, data.aws_subnets.private.ids))
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "all" {
  function_name = "all"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.all
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "public" {
  function_name = "public"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = concat(local.subnets, ["subnet-0a300000000000000"])
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
