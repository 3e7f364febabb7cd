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

locals {
  by_name = zipmap(["a", "b"], aws_subnet.new[*].id)
  pairs   = { for i, s in aws_subnet.new : "zone-${i}" => s.id }
  ranged  = [for i in range(2) : aws_subnet.new[i].id]
}

resource "aws_lambda_function" "zipped" {
  function_name = "zipped"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [local.by_name["b"]]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "pairs" {
  function_name = "pairs"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for k in sort(keys(local.pairs)) : local.pairs[k] if endswith(k, "1")]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "ranged" {
  function_name = "ranged"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = local.ranged
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "values" {
  function_name = "values"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = tolist(toset(values(local.by_name)))
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
