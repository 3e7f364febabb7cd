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

resource "aws_subnet" "this" {
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.30.0/24"
  tags       = { lab = "indestructible" }

  lifecycle {
    create_before_destroy = true
  }
}
