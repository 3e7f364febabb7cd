variable "network" {
  type = any
}

module "c" {
  source  = "./c"
  subnets = var.network.subnets["private"][*].id
  groups  = tolist([var.network.group])
}
