provider "aws" {
  region = "us-east-1"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

data "aws_ssm_parameter" "network" {
  name = "/network/json"
}

locals {
  network = jsondecode(data.aws_ssm_parameter.network.insecure_value)
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.network.subnets
    security_group_ids = local.network.groups
  }
}

resource "aws_lambda_function" "first" {
  function_name = "first"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [local.network["subnets"][0]]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
