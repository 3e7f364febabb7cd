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

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

module "main" {
  source             = "./modules/function"
  name               = "main"
  subnet_ids         = aws_subnet.new[*].id
  security_group_ids = [data.aws_security_group.functions.id]
}

module "new" {
  source             = "./modules/function"
  name               = "new"
  subnet_ids         = [aws_subnet.other.id]
  security_group_ids = [aws_vpc.new.default_security_group_id]
}

module "none" {
  source = "./modules/function"
  name   = "none"
}

resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.new.id
  cidr_block = "10.8.1.0/24"
}
