variable "vpc" {
  type = any
}

locals {
  vpc = var.vpc
}

resource "aws_subnet" "this" {
  vpc_id     = local.vpc.id
  cidr_block = cidrsubnet(local.vpc.cidr_block, 8, 7)
}

module "b" {
  source  = "./b"
  network = { subnets = { private = [aws_subnet.this] }, group = local.vpc.default_security_group_id }
}
