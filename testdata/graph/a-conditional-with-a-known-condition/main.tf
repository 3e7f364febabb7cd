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

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_security_group" "new" {
  name   = "new"
  vpc_id = aws_vpc.new.id
}

resource "aws_subnet" "own" {
  vpc_id     = aws_vpc.new.id
  cidr_block = "10.8.1.0/24"
}

variable "own_network" {
  type    = bool
  default = false
}

locals {
  subnets = var.own_network ? [aws_subnet.own.id] : aws_subnet.new[*].id
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = var.own_network ? [aws_security_group.new.id] : [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "g" {
  function_name = "g"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = var.own_network ? aws_subnet.new[*].id : [aws_subnet.own.id]
    security_group_ids = [aws_security_group.new.id]
  }
}
