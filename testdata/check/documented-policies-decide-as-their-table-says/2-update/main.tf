provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "known" {
  for_each = toset(["subnet-0a100000000000000", "subnet-0a200000000000000", "subnet-0a300000000000000", "subnet-0b100000000000000"])
  id       = each.key
}

data "aws_security_group" "known" {
  for_each = toset(["sg-0a100000000000000", "sg-0a200000000000000", "sg-0a300000000000000", "sg-0b100000000000000"])
  id       = each.key
}

resource "aws_lambda_function" "no_vpc" {
  function_name = "no_vpc"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "second"
}

resource "aws_lambda_function" "all_listed" {
  function_name = "all_listed"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "second"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
    security_group_ids = ["sg-0a100000000000000", "sg-0a200000000000000"]
  }
}

resource "aws_lambda_function" "none_listed" {
  function_name = "none_listed"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "second"

  vpc_config {
    subnet_ids         = ["subnet-0b100000000000000"]
    security_group_ids = ["sg-0b100000000000000"]
  }
}

resource "aws_lambda_function" "mixed_subnets" {
  function_name = "mixed_subnets"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "second"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a300000000000000"]
    security_group_ids = ["sg-0a100000000000000"]
  }
}

resource "aws_lambda_function" "mixed_groups" {
  function_name = "mixed_groups"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "second"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
    security_group_ids = ["sg-0a100000000000000", "sg-0a300000000000000"]
  }
}

resource "aws_lambda_function" "group_unlisted" {
  function_name = "group_unlisted"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "second"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
    security_group_ids = ["sg-0a300000000000000"]
  }
}
