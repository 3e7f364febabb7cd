provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "known" {
  for_each = toset(["subnet-0a100000000000000", "subnet-0a200000000000000", "subnet-0a300000000000000", "subnet-0b100000000000000"])
  id       = each.key
}
