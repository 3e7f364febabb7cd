provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

resource "aws_subnet" "new" {
  for_each   = { "a.b" = 0, "c[0]" = 1, "d\"e" = 2, "ü ä" = 3, "" = 4 }
  vpc_id     = aws_vpc.new.id
  cidr_block = cidrsubnet(aws_vpc.new.cidr_block, 8, each.value)
}

resource "aws_security_group" "new" {
  name   = "new"
  vpc_id = aws_vpc.new.id
}

resource "aws_lambda_function" "f" {
  for_each      = { "a.b" = "a.b", "c[0]" = "d\"e", "q\"q" = "c[0]", "ü ä" = "ü ä", "" = "" }
  function_name = "f-${substr(sha1(each.key), 0, 8)}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new[each.value].id]
    security_group_ids = [aws_security_group.new.id]
  }
}

resource "aws_lambda_function" "known" {
  for_each      = toset(["x.y[\"z\"]", "0"])
  function_name = "k-${substr(sha1(each.key), 0, 8)}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnet.main.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
