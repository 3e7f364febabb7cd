provider "aws" {
  region = "us-east-1"
}

module "label" {
  source    = "./modules/label"
  namespace = "eg"
  name      = "orders"
}

module "vpc" {
  source     = "./modules/vpc"
  context    = module.label.context
  cidr_block = "10.8.0.0/16"
}

module "function" {
  source  = "./modules/function"
  context = module.label.context

  vpc_config = {
    subnet_ids         = module.vpc.private_subnet_ids
    security_group_ids = [module.vpc.security_group_id]
  }
}

module "disabled" {
  source  = "./modules/function"
  context = merge(module.label.context, { enabled = false })
}
