provider "aws" {
  region = "us-east-1"
}

locals {
  directory = "${path.module}/functions"

  functions = merge([
    for file in fileset(local.directory, "*.yaml") :
    { for name, one in yamldecode(file("${local.directory}/${file}")).functions : "${trimsuffix(file, ".yaml")}-${name}" => one }
  ]...)
}

resource "aws_subnet" "new" {
  vpc_id     = "vpc-0a100000000000000"
  cidr_block = "10.0.98.0/24"
}

resource "aws_lambda_function" "f" {
  for_each = local.functions

  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = each.value.handler
  filename      = "function.zip"

  dynamic "vpc_config" {
    for_each = try(each.value.network.private, false) ? [each.value.network] : []

    content {
      subnet_ids         = concat([aws_subnet.new.id], vpc_config.value.public ? ["subnet-0a300000000000000"] : [])
      security_group_ids = ["sg-0a100000000000000"]
    }
  }
}
