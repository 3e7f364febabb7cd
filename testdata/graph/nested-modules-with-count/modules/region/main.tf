variable "vpc_id" {
  type = string
}

variable "cidrs" {
  type = list(string)
}

variable "group" {
  type = string
}

variable "prefix" {
  type = string
}

module "net" {
  source = "../net"
  count  = length(var.cidrs)
  vpc_id = var.vpc_id
  cidrs  = [var.cidrs[count.index]]
}

module "function" {
  source             = "../function"
  name               = var.prefix
  subnet_ids         = flatten(module.net[*].subnet_ids)
  security_group_ids = [var.group]
}
