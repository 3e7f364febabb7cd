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

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "a_" {
  vpc_id     = aws_vpc.new.id
  cidr_block = "10.8.1.0/24"
}

module "a" {
  source = "./modules/net"
  vpc_id = aws_vpc.new.id
  cidrs  = ["10.8.2.0/24"]
}

module "aws_subnet" {
  source = "./modules/net"
  vpc_id = data.aws_vpc.main.id
  cidrs  = ["10.0.2.0/24"]
}

resource "aws_lambda_function" "a" {
  function_name = "a"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.a.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "a_" {
  function_name = "a_"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.a_.id]
    security_group_ids = [aws_vpc.new.default_security_group_id]
  }
}

resource "aws_lambda_function" "module_a" {
  function_name = "module_a"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = module.a.subnet_ids
    security_group_ids = [aws_vpc.new.default_security_group_id]
  }
}

resource "aws_lambda_function" "module_subnet" {
  function_name = "module_subnet"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = module.aws_subnet.subnet_ids
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
