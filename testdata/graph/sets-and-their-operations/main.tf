provider "aws" {
  region = "us-east-1"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

locals {
  all    = ["subnet-0a100000000000000", "subnet-0a200000000000000", "subnet-0a300000000000000"]
  public = ["subnet-0a300000000000000", "subnet-0b200000000000000"]
}

resource "aws_lambda_function" "subtracted" {
  function_name = "subtracted"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = setsubtract(local.all, local.public)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "intersected" {
  function_name = "intersected"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = setintersection(local.all, local.public)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "united" {
  function_name = "united"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = setunion(["subnet-0a100000000000000"], ["subnet-0a200000000000000"])
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "contains" {
  function_name = "contains"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in local.all : s if !contains(local.public, s)]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
