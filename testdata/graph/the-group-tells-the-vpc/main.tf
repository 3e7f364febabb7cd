provider "aws" {
  region = "us-east-1"
}

resource "aws_security_group" "f" {
  name   = "f"
  vpc_id = "vpc-0a100000000000000"
}

data "aws_security_group" "other" {
  id = "sg-0b100000000000000"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
    security_group_ids = [aws_security_group.f.id]
  }
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["subnet-0b100000000000000"]
    security_group_ids = [data.aws_security_group.other.id]
  }
}
