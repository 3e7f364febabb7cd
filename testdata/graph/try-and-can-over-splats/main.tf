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

resource "aws_subnet" "optional" {
  count      = 0
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.99.0/24"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = try(aws_subnet.new[*].id, [])
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "fallback" {
  function_name = "fallback"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = try([aws_subnet.optional[0].id], aws_subnet.new[*].id)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "can" {
  function_name = "can"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = can(aws_subnet.optional[0].id) ? [aws_subnet.optional[0].id] : [aws_subnet.new[0].id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "coalesce" {
  function_name = "coalesce"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = coalescelist(aws_subnet.optional[*].id, aws_subnet.new[*].id, ["subnet-0a300000000000000"])
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "empty" {
  function_name = "empty"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = aws_subnet.optional[*].id
    security_group_ids = []
  }
}
