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

module "region" {
  source  = "./modules/region"
  count   = 2
  vpc_id  = data.aws_vpc.main.id
  cidrs   = [["10.0.60.0/24"], ["10.0.61.0/24", "10.0.62.0/24"]][count.index]
  group   = data.aws_security_group.functions.id
  prefix  = "region-${count.index}"
}
