provider "aws" {
  region = "us-east-1"
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "zones" {
  type    = set(string)
  default = ["us-east-1b", "us-east-1a"]
}

resource "aws_subnet" "new" {
  for_each          = var.zones
  vpc_id            = "vpc-0a100000000000000"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, 20 + index(tolist(var.zones), each.key))
  availability_zone = each.key
}

locals {
  old = zipmap(var.zones, ["subnet-0a100000000000000", "subnet-0a300000000000000"])
}

# An empty list is not equal to `[]`, which is a tuple.
resource "aws_lambda_function" "compared" {
  function_name = "compared"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = concat(values(aws_subnet.new)[*].id, var.subnet_ids == [] ? ["subnet-0a100000000000000"] : ["subnet-0a300000000000000"])
    security_group_ids = ["sg-0a100000000000000"]
  }
}

resource "aws_lambda_function" "block" {
  function_name = "block"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  dynamic "vpc_config" {
    for_each = var.tags != {} ? [true] : []

    content {
      subnet_ids         = values(aws_subnet.new)[*].id
      security_group_ids = ["sg-0a100000000000000"]
    }
  }
}

# A set of texts is in their order, wherever a list is made of it.
resource "aws_lambda_function" "zipped" {
  for_each = var.zones

  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.new[each.key].id, local.old[each.key]]
    security_group_ids = ["sg-0a100000000000000"]
  }
}
