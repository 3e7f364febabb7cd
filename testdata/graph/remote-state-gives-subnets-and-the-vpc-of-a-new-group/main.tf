provider "aws" {
  region = "us-east-1"
}

data "terraform_remote_state" "network" {
  backend = "local"

  config = {
    path = "${path.module}/network.tfstate"
  }
}

resource "aws_security_group" "f" {
  name   = "f"
  vpc_id = data.terraform_remote_state.network.outputs.vpc_id
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = data.terraform_remote_state.network.outputs.private_subnets
    security_group_ids = [aws_security_group.f.id]
  }
}
