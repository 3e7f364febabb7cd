provider "aws" {
  region = "us-east-1"
}

variable "vpc_id" {
  type    = string
  default = "vpc-0a100000000000000"
}

resource "aws_subnet" "new" {
  for_each   = toset(["10.0.41.0/24", "10.0.42.0/24"])
  vpc_id     = var.vpc_id
  cidr_block = each.value
}

resource "aws_security_group" "f" {
  name   = "f"
  vpc_id = var.vpc_id
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in aws_subnet.new : s.id]
    security_group_ids = [aws_security_group.f.id]
  }
}

resource "aws_lambda_function" "one" {
  function_name = "one"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new["10.0.41.0/24"].id]
    security_group_ids = [aws_security_group.f.id]
  }
}
