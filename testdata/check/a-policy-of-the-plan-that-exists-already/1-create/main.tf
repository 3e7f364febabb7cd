provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "aws_organizations_policy" "network" {
  name = "network"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "OnlyOther", Effect = "Deny", Action = "lambda:*", Resource = "*", Condition = { StringNotEquals = { "lambda:VpcIds" = "vpc-0b100000000000000" } } }]
  })
}
