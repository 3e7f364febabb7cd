provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "this" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.9.1.0/24"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.this.id]
    security_group_ids = [aws_vpc.this.default_security_group_id]
  }
}

resource "aws_lambda_function" "unchanged" {
  function_name = "unchanged"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = "2-replaced"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000"]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
