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

resource "aws_subnet" "functions" {
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.77.0/24"
}

module "functions" {
  source = "./modules/wrappers"

  defaults = {
    vpc_subnet_ids         = data.aws_subnets.private.ids
    vpc_security_group_ids = [data.aws_security_group.functions.id]
  }

  items = {
    "orders.create" = { function_name = "orders-create" }
    "orders.public" = { function_name = "orders-public", vpc_subnet_ids = ["subnet-0a300000000000000"] }
    "orders.new"    = { function_name = "orders-new", vpc_subnet_ids = [aws_subnet.functions.id] }
    "orders.none"   = { function_name = "orders-none", vpc_subnet_ids = null }
    "orders.off"    = { create = false }
  }
}
