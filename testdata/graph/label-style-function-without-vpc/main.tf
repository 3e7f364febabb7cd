provider "aws" {
  region = "us-east-1"
}

module "label" {
  source = "./modules/label"
  name   = "plain"
}

module "function" {
  source  = "./modules/function"
  context = module.label.context
}
