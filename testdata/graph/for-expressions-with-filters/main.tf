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

locals {
  subnets = {
    private-a = { cidr = "10.0.70.0/24", tier = "private" }
    private-b = { cidr = "10.0.71.0/24", tier = "private" }
    public-a  = { cidr = "10.0.72.0/24", tier = "public" }
  }
}

resource "aws_subnet" "this" {
  for_each   = local.subnets
  vpc_id     = data.aws_vpc.main.id
  cidr_block = each.value.cidr
  tags       = { Tier = each.value.tier }
}

resource "aws_lambda_function" "by_key" {
  function_name = "by_key"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for k, s in aws_subnet.this : s.id if startswith(k, "private")]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "by_value" {
  function_name = "by_value"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for k, v in local.subnets : aws_subnet.this[k].id if v.tier == "private"]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "by_tag" {
  function_name = "by_tag"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in aws_subnet.this : s.id if s.tags["Tier"] == "public"]
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
    subnet_ids         = values(aws_subnet.this)[*].id
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "object" {
  function_name = "object"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = values({ for k, s in aws_subnet.this : k => s.id if k != "public-a" })
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
