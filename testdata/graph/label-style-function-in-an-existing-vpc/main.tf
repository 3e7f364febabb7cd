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

module "label" {
  source = "./modules/label"
  name   = "existing"
}

module "function" {
  source  = "./modules/function"
  context = module.label.context

  vpc_config = {
    subnet_ids         = slice(data.aws_subnets.private.ids, 0, 1)
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
