provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "main" {
  tags = { Name = "main" }
}

data "aws_subnets" "by_tag" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }

  filter {
    name   = "tag:Tier"
    values = ["priv*"]
  }
}

data "aws_subnets" "anywhere" {
  tags = { Tier = "private" }
}

data "aws_subnet" "each" {
  for_each = toset(data.aws_subnets.by_tag.ids)
  id       = each.value
}

data "aws_security_groups" "functions" {
  filter {
    name   = "group-name"
    values = ["functions"]
  }

  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = data.aws_subnets.by_tag.ids
    security_group_ids = data.aws_security_groups.functions.ids
  }
}

resource "aws_lambda_function" "each" {
  function_name = "each"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in data.aws_subnet.each : s.id]
    security_group_ids = data.aws_security_groups.functions.ids
  }
}

resource "aws_lambda_function" "sorted" {
  function_name = "sorted"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [sort(data.aws_subnets.by_tag.ids)[0]]
    security_group_ids = data.aws_security_groups.functions.ids
  }
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for id in data.aws_subnets.anywhere.ids : id if id == "subnet-0b100000000000000"]
    security_group_ids = ["sg-0b100000000000000"]
  }
}
