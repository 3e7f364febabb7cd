provider "aws" {
  region = "us-east-1"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "null_resource" "wait" {}

data "aws_subnets" "late" {
  depends_on = [null_resource.wait]

  filter {
    name   = "vpc-id"
    values = ["vpc-0a100000000000000"]
  }
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for i, s in concat(data.aws_subnets.late.ids, ["subnet-0a300000000000000"]) : s if i < 1]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
