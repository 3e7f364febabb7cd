provider "aws" {
  region = "us-east-1"
}

locals {
  networks = toset(["main", "other"])
}

data "terraform_remote_state" "network" {
  for_each = local.networks
  backend  = "local"

  config = {
    path = "${path.module}/${each.key}.tfstate"
  }
}

data "aws_subnet" "chosen" {
  for_each = local.networks
  id       = data.terraform_remote_state.network[each.key].outputs.subnets[0]
}

resource "aws_lambda_function" "f" {
  for_each = local.networks

  function_name = "f-${each.key}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnet.chosen[each.key].id]
    security_group_ids = [data.terraform_remote_state.network[each.key].outputs.group]
  }
}
