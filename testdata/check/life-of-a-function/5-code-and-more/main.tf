provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "known" {
  for_each = toset(["subnet-0a100000000000000", "subnet-0a200000000000000", "subnet-0a300000000000000", "subnet-0b100000000000000"])
  id       = each.key
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  source_code_hash = "two"
  description = "described"
  memory_size = 256
  timeout = 9
  reserved_concurrent_executions = 6
  tags = { team = "shop" }

  vpc_config {
    subnet_ids         = ["subnet-0a100000000000000", "subnet-0a300000000000000"]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
