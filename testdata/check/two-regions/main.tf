provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "europe"
  region = "eu-west-1"
}

data "aws_caller_identity" "me" {}

resource "aws_lambda_function" "america" {
  function_name = "america"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
}

resource "aws_lambda_function" "europe" {
  provider = aws.europe
  function_name = "europe"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
}
