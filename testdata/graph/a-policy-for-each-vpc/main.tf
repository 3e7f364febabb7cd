provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

resource "aws_vpc" "new" {
  for_each   = { blue = "10.8.0.0/16", green = "10.9.0.0/16" }
  cidr_block = each.value
}

resource "aws_subnet" "new" {
  for_each   = aws_vpc.new
  vpc_id     = each.value.id
  cidr_block = cidrsubnet(each.value.cidr_block, 8, 1)
}

resource "aws_organizations_policy" "network" {
  name = "network"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for name, vpc in aws_vpc.new : {
        Sid       = "Not${title(name)}"
        Effect    = "Deny"
        Action    = "lambda:CreateFunction"
        Resource  = "arn:aws:lambda:*:*:function:not-${name}"
        Condition = { StringEquals = { "lambda:VpcIds" = vpc.id } }
      }
    ]
  })
}

resource "aws_lambda_function" "blue" {
  function_name = "not-blue"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new["blue"].id]
    security_group_ids = [aws_vpc.new["blue"].default_security_group_id]
  }
}

resource "aws_lambda_function" "green" {
  function_name = "not-blue-but-green"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new["green"].id]
    security_group_ids = [aws_vpc.new["green"].default_security_group_id]
  }
}

resource "aws_lambda_function" "crossed" {
  function_name = "not-green"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new["green"].id]
    security_group_ids = [aws_vpc.new["green"].default_security_group_id]
  }
}
