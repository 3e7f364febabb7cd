variable "vpc_id" {
  type = string
}

variable "cidrs" {
  type = list(string)
}

resource "aws_subnet" "this" {
  count      = length(var.cidrs)
  vpc_id     = var.vpc_id
  cidr_block = var.cidrs[count.index]
}

output "subnet_ids" {
  value = aws_subnet.this[*].id
}

output "network" {
  value = {
    vpc     = { id = var.vpc_id }
    subnets = [for s in aws_subnet.this : { id = s.id, cidr = s.cidr_block }]
  }
}
