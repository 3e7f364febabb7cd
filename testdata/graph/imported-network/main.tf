provider "aws" {
  region = "us-east-1"
}

import {
  to = aws_vpc.main
  id = "vpc-0a100000000000000"
}

import {
  to = aws_subnet.main["a"]
  id = "subnet-0a100000000000000"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  for_each   = { a = "10.0.1.0/24", b = "10.0.2.0/24" }
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
}

resource "aws_lambda_function" "old" {
  function_name = "old"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.main["a"].id]
    security_group_ids = ["sg-0a100000000000000"]
  }
}

resource "aws_lambda_function" "both" {
  function_name = "both"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in aws_subnet.main : s.id]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
