provider "aws" {
  region = "us-east-1"
}

module "vpc" {
  source                = "./modules/vpc"
  cidr                  = "10.8.0.0/16"
  secondary_cidr_blocks = ["10.9.0.0/16"]
  private_subnets       = ["10.8.1.0/24", "10.9.2.0/24"]
}

module "lambda" {
  source                 = "./modules/lambda"
  function_name          = "api"
  vpc_subnet_ids         = module.vpc.private_subnets
  vpc_security_group_ids = [module.vpc.default_security_group_id]
}
