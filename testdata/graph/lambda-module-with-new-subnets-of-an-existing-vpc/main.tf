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
  count      = 2
  vpc_id     = data.aws_vpc.main.id
  cidr_block = cidrsubnet(data.aws_vpc.main.cidr_block, 8, count.index + 40)
}

module "lambda" {
  source                 = "./modules/lambda"
  function_name          = "api"
  vpc_subnet_ids         = aws_subnet.functions[*].id
  vpc_security_group_ids = [data.aws_security_group.functions.id]
}

module "lambda_mixed" {
  source                 = "./modules/lambda"
  function_name          = "mixed"
  vpc_subnet_ids         = concat(aws_subnet.functions[*].id, data.aws_subnets.private.ids)
  vpc_security_group_ids = [data.aws_security_group.functions.id]
}
