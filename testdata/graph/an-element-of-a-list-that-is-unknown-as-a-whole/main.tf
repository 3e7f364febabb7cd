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

resource "aws_subnet" "new" {
  count      = 2
  vpc_id     = data.aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index + 20)
}

data "aws_subnet" "other" {
  id = "subnet-0b100000000000000"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [element(distinct(concat(aws_subnet.new[*].id, ["subnet-0b100000000000000"])), 2)]
    security_group_ids = ["sg-0b100000000000000"]
  }
}
