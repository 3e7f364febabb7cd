provider "aws" {
  region = "us-east-1"
}

data "aws_ssm_parameter" "subnets" {
  name = "/network/subnets"
}

data "aws_ssm_parameter" "vpc" {
  name = "/network/vpc"
}

resource "aws_security_group" "f" {
  name   = "f"
  vpc_id = data.aws_ssm_parameter.vpc.value
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = split(",", data.aws_ssm_parameter.subnets.value)
    security_group_ids = [aws_security_group.f.id]
  }
}

resource "aws_lambda_function" "plain" {
  function_name = "plain"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = split(",", nonsensitive(data.aws_ssm_parameter.subnets.value))
    security_group_ids = [aws_security_group.f.id]
  }
}
