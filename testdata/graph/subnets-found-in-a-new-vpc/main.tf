provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "new" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_subnet" "new" {
  for_each   = { private = 1, public = 2 }
  vpc_id     = aws_vpc.new.id
  cidr_block = cidrsubnet(aws_vpc.new.cidr_block, 8, each.value)
  tags       = { Tier = each.key }
}

resource "aws_subnet" "elsewhere" {
  vpc_id     = "vpc-0a100000000000000"
  cidr_block = "10.0.20.0/24"
}

data "aws_security_group" "default" {
  vpc_id = aws_vpc.new.id
  name   = "default"
}

data "aws_subnets" "private" {
  depends_on = [aws_subnet.new]

  filter {
    name   = "vpc-id"
    values = [aws_vpc.new.id]
  }

  tags = { Tier = "private" }
}

data "aws_subnet" "public" {
  depends_on = [aws_subnet.new]
  vpc_id     = aws_vpc.new.id
  tags       = { Tier = "public" }
}

resource "aws_lambda_function" "many" {
  function_name = "many"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = data.aws_subnets.private.ids
    security_group_ids = [data.aws_security_group.default.id]
  }
}

resource "aws_lambda_function" "one" {
  function_name = "one"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnet.public.id]
    security_group_ids = [data.aws_security_group.default.id]
  }
}
