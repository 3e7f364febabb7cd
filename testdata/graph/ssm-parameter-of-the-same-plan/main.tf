provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_security_group" "new" {
  name   = "new"
  vpc_id = aws_vpc.new.id
}

resource "aws_subnet" "new" {
  count      = 2
  vpc_id     = aws_vpc.new.id
  cidr_block = cidrsubnet("10.8.0.0/16", 8, count.index)
}

resource "aws_ssm_parameter" "subnets" {
  name  = "/new/subnets"
  type  = "StringList"
  value = join(",", aws_subnet.new[*].id)
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = split(",", aws_ssm_parameter.subnets.value)
    security_group_ids = [aws_security_group.new.id]
  }
}
