provider "aws" {
  region = "us-east-1"
}

resource "aws_default_vpc" "this" {}

resource "aws_default_subnet" "a" {
  availability_zone = "us-east-1a"
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_default_vpc.this.id
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_default_subnet.a.id]
    security_group_ids = [aws_default_security_group.this.id]
  }
}
