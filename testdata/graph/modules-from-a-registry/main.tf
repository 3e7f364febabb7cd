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

module "fn" {
  source  = "example/lambda/aws"
  version = "1.2.3"

  function_name          = "api"
  vpc_subnet_ids         = aws_subnet.new[*].id
  vpc_security_group_ids = [data.aws_security_group.functions.id]
}
