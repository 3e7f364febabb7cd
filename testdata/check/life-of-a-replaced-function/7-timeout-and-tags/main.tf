provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "known" {
  for_each = toset(["subnet-0a100000000000000", "subnet-0a200000000000000", "subnet-0a300000000000000", "subnet-0b100000000000000"])
  id       = each.key
}

resource "aws_subnet" "newer" {
  vpc_id     = "vpc-0b100000000000000"
  cidr_block = "10.0.9.0/24"
}

resource "aws_lambda_function" "f" {
  function_name = "h"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  source_code_hash = "one"
  timeout = 9
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-1111-2222-333344445555"
  tags = { team = "shop" }

  dynamic "vpc_config" {
    for_each = aws_subnet.newer.arn == "" ? [] : [1]

    content {
      subnet_ids         = [aws_subnet.newer.id]
      security_group_ids = ["sg-0b100000000000000"]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
