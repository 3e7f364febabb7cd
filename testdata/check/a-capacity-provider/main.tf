provider "aws" {
  region = "us-east-1"
}

resource "aws_lambda_capacity_provider" "pool" {
  name = "pool"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a300000000000000"]
    security_group_ids = ["sg-0a100000000000000"]
  }

  permissions_config {
    capacity_provider_operator_role_arn = "arn:aws:iam::123456789012:role/operator"
  }
}

resource "aws_lambda_function" "managed" {
  function_name = "managed"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  capacity_provider_config {
    lambda_managed_instances_capacity_provider_config {
      capacity_provider_arn = aws_lambda_capacity_provider.pool.arn
    }
  }
}
