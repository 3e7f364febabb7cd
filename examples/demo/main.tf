# An everyday configuration: some functions exist already, some are new, and the organization has
# two service control policies about the network of Lambda functions (scp/).

provider "aws" {
  region = "eu-central-1"
}

variable "memory_size" {
  type    = number
  default = 256
}

variable "report_subnet_ids" {
  description = "Handed over by the data team: this configuration knows nothing else about them."
  type        = list(string)
  default     = ["subnet-07770c4be2d91a3f5"]
}

data "aws_vpc" "shop" {
  tags = { Name = "shop" }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shop.id]
  }
  tags = { Tier = "private" }
}

data "aws_subnet" "public" {
  vpc_id = data.aws_vpc.shop.id
  tags   = { Tier = "public" }
}

data "aws_security_group" "functions" {
  name   = "functions"
  vpc_id = data.aws_vpc.shop.id
}

# Two functions from a module, in the private subnets that exist.
module "orders" {
  source   = "./modules/function"
  for_each = toset(["cancel", "create"])

  name               = "orders-${each.key}"
  subnet_ids         = data.aws_subnets.private.ids
  security_group_ids = [data.aws_security_group.functions.id]
}

# Exists, and gets more memory.
resource "aws_lambda_function" "ledger" {
  function_name = "ledger"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  memory_size   = var.memory_size

  vpc_config {
    subnet_ids         = data.aws_subnets.private.ids
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

# Its subnet does not exist yet, but its VPC does.
resource "aws_subnet" "batch" {
  vpc_id     = data.aws_vpc.shop.id
  cidr_block = "10.20.48.0/24"
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [aws_subnet.batch.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

# A private subnet and a public one.
resource "aws_lambda_function" "thumbnails" {
  function_name = "thumbnails"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = [data.aws_subnets.private.ids[0], data.aws_subnet.public.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}

# No VPC at all.
resource "aws_lambda_function" "webhook" {
  function_name = "webhook"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
}

# A VPC of its own, made by the same apply.
resource "aws_vpc" "sandbox" {
  cidr_block = "10.99.0.0/16"
}

resource "aws_subnet" "sandbox" {
  count      = 2
  vpc_id     = aws_vpc.sandbox.id
  cidr_block = cidrsubnet(aws_vpc.sandbox.cidr_block, 8, count.index)
}

resource "aws_lambda_function" "experiment" {
  function_name = "experiment"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = aws_subnet.sandbox[*].id
    security_group_ids = [aws_vpc.sandbox.default_security_group_id]
  }
}

# Nothing in this plan tells in which VPC these subnets are.
resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = var.report_subnet_ids
    security_group_ids = ["sg-07771e5d0c2b4a6f8"]
  }
}
