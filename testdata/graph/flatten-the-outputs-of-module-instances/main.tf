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

module "net" {
  source   = "./modules/net"
  for_each = { a = ["10.0.50.0/24"], b = ["10.0.51.0/24", "10.0.52.0/24"] }
  vpc_id   = data.aws_vpc.main.id
  cidrs    = each.value
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = flatten([for m in module.net : m.subnet_ids])
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "g" {
  function_name = "g"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = module.net["b"].subnet_ids
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "h" {
  function_name = "h"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = flatten(values(module.net)[*].subnet_ids)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
