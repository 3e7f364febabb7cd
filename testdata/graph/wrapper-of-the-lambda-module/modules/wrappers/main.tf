variable "defaults" {
  type    = any
  default = {}
}

variable "items" {
  type    = any
  default = {}
}

module "wrapper" {
  source   = "../lambda"
  for_each = var.items

  create                 = try(each.value.create, var.defaults.create, true)
  function_name          = try(each.value.function_name, var.defaults.function_name, "")
  vpc_subnet_ids         = try(each.value.vpc_subnet_ids, var.defaults.vpc_subnet_ids, null)
  vpc_security_group_ids = try(each.value.vpc_security_group_ids, var.defaults.vpc_security_group_ids, null)
}

output "wrapper" {
  value = module.wrapper
}
