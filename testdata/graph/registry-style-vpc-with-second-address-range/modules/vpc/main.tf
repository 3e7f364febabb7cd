variable "create_vpc" {
  type    = bool
  default = true
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

variable "private_subnets" {
  type    = list(string)
  default = []
}

variable "public_subnets" {
  type    = list(string)
  default = []
}

variable "secondary_cidr_blocks" {
  type    = list(string)
  default = []
}

locals {
  len_private_subnets    = max(length(var.private_subnets))
  create_private_subnets = var.create_vpc && local.len_private_subnets > 0

  # The subnets wait for the second address range, where there is one.
  vpc_id = try(aws_vpc_ipv4_cidr_block_association.this[0].vpc_id, aws_vpc.this[0].id, "")
}

resource "aws_vpc" "this" {
  count      = var.create_vpc ? 1 : 0
  cidr_block = var.cidr
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = var.create_vpc && length(var.secondary_cidr_blocks) > 0 ? length(var.secondary_cidr_blocks) : 0
  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_subnet" "private" {
  count      = local.create_private_subnets ? local.len_private_subnets : 0
  vpc_id     = local.vpc_id
  cidr_block = element(concat(var.private_subnets, [""]), count.index)
}

resource "aws_subnet" "public" {
  count      = var.create_vpc ? length(var.public_subnets) : 0
  vpc_id     = local.vpc_id
  cidr_block = element(concat(var.public_subnets, [""]), count.index)
}

output "vpc_id" {
  value = try(aws_vpc.this[0].id, null)
}

output "private_subnets" {
  value = aws_subnet.private[*].id
}

output "public_subnets" {
  value = aws_subnet.public[*].id
}

output "default_security_group_id" {
  value = try(aws_vpc.this[0].default_security_group_id, null)
}
