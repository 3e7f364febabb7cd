provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_vpc" "ireland" {
  provider   = aws.ireland
  cidr_block = "10.9.0.0/16"
}

resource "aws_subnet" "ireland" {
  provider   = aws.ireland
  vpc_id     = aws_vpc.ireland.id
  cidr_block = "10.9.1.0/24"
}

module "virginia" {
  source             = "./modules/function"
  name               = "same-name"
  subnet_ids         = ["subnet-0a100000000000000"]
  security_group_ids = ["sg-0a100000000000000"]
}

module "ireland" {
  source             = "./modules/function"
  name               = "same-name"
  subnet_ids         = [aws_subnet.ireland.id]
  security_group_ids = [aws_vpc.ireland.default_security_group_id]

  providers = { aws = aws.ireland }
}
