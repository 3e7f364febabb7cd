provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "new" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "new" {
  vpc_id = aws_vpc.new.id
}

# AWS refuses it: the subnet exists already, and the VPC of the group does not.
resource "aws_lambda_function" "mixed" {
  function_name = "mixed"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["subnet-0a900000000000000"]
    security_group_ids = [aws_security_group.new.id]
  }
}

resource "aws_lambda_function" "plain" {
  function_name = "plain"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["subnet-0a900000000000000"]
    security_group_ids = ["sg-0a900000000000000"]
  }
}
