provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "random_pet" "vpc" {}

resource "aws_organizations_policy" "network" {
  name    = "network"
  content = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"lambda:*\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"lambda:VpcIds\": \"${random_pet.vpc.id}\"}}}]}"
}

resource "aws_organizations_policy" "opaque" {
  name    = "opaque"
  content = random_pet.vpc.id
}

resource "aws_lambda_function" "attached" {
  function_name = "attached"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnet.main.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

resource "aws_lambda_function" "none" {
  function_name = "none"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
}
