provider "aws" {
  region = "us-east-1"
}

resource "aws_subnet" "new" {
  vpc_id     = "vpc-0a100000000000000"
  cidr_block = "10.0.80.0/24"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = ["sg-0a100000000000000"]
  }
}
