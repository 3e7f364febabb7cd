provider "aws" {
  region = "us-east-1"
}

module "vpc" {
  source          = "../modules/vpc"
  private_subnets = ["10.0.1.0/24", "10.0.2.0/24"]
}

module "lambda" {
  source                 = "../modules/lambda"
  function_name          = "api"
  tags                   = { step = "2-tags-only" }
  vpc_subnet_ids         = module.vpc.private_subnets
  vpc_security_group_ids = [module.vpc.default_security_group_id]
}
