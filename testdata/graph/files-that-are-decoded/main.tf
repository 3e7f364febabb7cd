provider "aws" {
  region = "us-east-1"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

locals {
  json = jsondecode(file("${path.module}/network.json"))
  yaml = yamldecode(file("${path.module}/network.yaml"))
}

resource "aws_lambda_function" "json" {
  function_name = "json"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.json.subnets
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "yaml" {
  function_name = "yaml"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in local.yaml.subnets : s.id if s.tier != "public"]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
