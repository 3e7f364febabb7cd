variable "context" {
  type = any
}

variable "cidr_block" {
  type = string
}

variable "zones" {
  type    = list(string)
  default = ["a", "b"]
}

module "this" {
  source  = "../label"
  context = var.context
}

locals {
  enabled = module.this.enabled
}

resource "aws_vpc" "default" {
  count      = local.enabled ? 1 : 0
  cidr_block = var.cidr_block
  tags       = { Name = module.this.id }
}

resource "aws_subnet" "private" {
  count      = local.enabled ? length(var.zones) : 0
  vpc_id     = join("", aws_vpc.default[*].id)
  cidr_block = cidrsubnet(var.cidr_block, 8, count.index)
  tags       = { Name = "${module.this.id}-${element(var.zones, count.index)}" }
}

resource "aws_security_group" "default" {
  count  = local.enabled ? 1 : 0
  name   = module.this.id
  vpc_id = one(aws_vpc.default[*].id)
}

output "vpc_id" {
  value = one(aws_vpc.default[*].id)
}

output "private_subnet_ids" {
  value = compact(aws_subnet.private[*].id)
}

output "security_group_id" {
  value = join("", aws_security_group.default[*].id)
}
