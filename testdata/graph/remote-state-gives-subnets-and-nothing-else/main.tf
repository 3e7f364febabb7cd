provider "aws" {
  region = "us-east-1"
}

data "terraform_remote_state" "network" {
  backend = "local"

  config = {
    path = "${path.module}/network.tfstate"
  }
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = data.terraform_remote_state.network.outputs.private_subnets
    security_group_ids = ["sg-0a100000000000000"]
  }
}
