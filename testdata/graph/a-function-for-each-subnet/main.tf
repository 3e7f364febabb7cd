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

resource "aws_subnet" "this" {
  for_each   = { "zone.a" = "10.0.80.0/24", "zone[\"b\"]" = "10.0.81.0/24" }
  vpc_id     = data.aws_vpc.main.id
  cidr_block = each.value
}

resource "aws_lambda_function" "f" {
  for_each = aws_subnet.this

  function_name = "f-${md5(each.key)}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [each.value.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "g" {
  for_each = toset(keys(aws_subnet.this))

  function_name = "g-${md5(each.key)}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.this[each.key].id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
