provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "main" {
  id = "vpc-0a100000000000000"
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }

  tags = { Tier = "private" }
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "aws_subnet" "new" {
  count      = 2
  vpc_id     = data.aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index + 20)
}

resource "aws_lambda_function" "f" {
  count = 3

  function_name = "f-${count.index}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [element(aws_subnet.new[*].id, count.index)]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "sliced" {
  function_name = "sliced"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = slice(aws_subnet.new[*].id, 0, 1)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "index" {
  function_name = "index"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new.*.id[1]]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "legacy" {
  function_name = "legacy"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = ["${aws_subnet.new.0.id}"]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "one" {
  function_name = "one"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [one(slice(aws_subnet.new[*].id, 1, 2))]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "reversed" {
  function_name = "reversed"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = reverse(aws_subnet.new[*].id)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
