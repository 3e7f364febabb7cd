provider "aws" {
  region = "us-east-1"
}

resource "aws_vpc" "new" {
  cidr_block = "10.8.0.0/16"
}

module "a" {
  source = "./modules/a"
  vpc    = aws_vpc.new
}
