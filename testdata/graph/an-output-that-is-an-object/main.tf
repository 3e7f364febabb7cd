provider "aws" {
  region = "us-east-1"
}

data "aws_vpc" "main" {
  id = "vpc-0a100000000000000"
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }

  tags = { Tier = "private" }
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

module "net" {
  source = "./modules/net"
  vpc_id = data.aws_vpc.main.id
  cidrs  = ["10.0.50.0/24", "10.0.51.0/24"]
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = module.net.network.subnets[*].id
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "g" {
  function_name = "g"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [for s in module.net.network["subnets"] : s.id if s.cidr == "10.0.51.0/24"]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
