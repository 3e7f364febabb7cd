provider "aws" {
  region = "us-east-1"
}

module "vpc" {
  source          = "./modules/vpc"
  cidr            = "10.8.0.0/16"
  private_subnets = ["10.8.1.0/24", "10.8.2.0/24"]
  public_subnets  = ["10.8.101.0/24"]
}

module "lambda" {
  source                 = "./modules/lambda"
  function_name          = "api"
  vpc_subnet_ids         = module.vpc.private_subnets
  vpc_security_group_ids = [module.vpc.default_security_group_id]
}

module "lambda_public" {
  source                 = "./modules/lambda"
  function_name          = "edge"
  vpc_subnet_ids         = concat(module.vpc.private_subnets, module.vpc.public_subnets)
  vpc_security_group_ids = [module.vpc.default_security_group_id]
}

module "lambda_without_vpc" {
  source        = "./modules/lambda"
  function_name = "cron"
}

module "lambda_off" {
  source        = "./modules/lambda"
  create        = false
  function_name = "off"
}
