provider "aws" {
  region = "us-east-1"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "null_resource" "wait" {}

data "aws_subnets" "main" {
  depends_on = [null_resource.wait]

  filter {
    name   = "vpc-id"
    values = ["vpc-0a100000000000000"]
  }

  tags = { Tier = "private" }
}

data "aws_subnet" "one" {
  depends_on = [null_resource.wait]
  id         = "subnet-0a200000000000000"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = data.aws_subnets.main.ids
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "g" {
  function_name = "g"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnet.one.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
