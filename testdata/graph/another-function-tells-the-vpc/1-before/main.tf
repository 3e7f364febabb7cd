provider "aws" {
  region = "us-east-1"
}
resource "aws_lambda_function" "old" {
  function_name = "old"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000"]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
