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

variable "functions" {
  type = map(object({
    vpc = optional(object({
      subnets = optional(list(string), [])
      groups  = list(string)
    }))
  }))

  default = {
    none   = {}
    main   = { vpc = { subnets = ["subnet-0a100000000000000"], groups = ["sg-0a100000000000000"] } }
    public = { vpc = { subnets = ["subnet-0a300000000000000"], groups = ["sg-0a100000000000000"] } }
    empty  = { vpc = { groups = [] } }
  }
}

resource "aws_lambda_function" "f" {
  for_each = var.functions

  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  dynamic "vpc_config" {
    for_each = each.value.vpc[*]
    iterator = vpc

    content {
      subnet_ids         = concat(vpc.value.subnets, length(vpc.value.groups) > 0 ? aws_subnet.new[*].id : [])
      security_group_ids = vpc.value.groups
    }
  }
}
