provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = "vpc-0a100000000000000"
  service_name      = "com.amazonaws.us-east-1.secretsmanager"
  vpc_endpoint_type = "Interface"
  subnet_ids        = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000"]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
