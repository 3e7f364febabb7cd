provider "aws" {
  region = "us-east-1"
}

resource "aws_subnet" "public" {
  count      = 2
  vpc_id     = "vpc-0a100000000000000"
  cidr_block = "10.0.5${count.index}.0/24"
}

data "aws_subnets" "all" {
  filter {
    name   = "vpc-id"
    values = ["vpc-0a100000000000000"]
  }
}

# The plan alone refers to the new subnets, and none of them is in the set.
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = setsubtract(data.aws_subnets.all.ids, aws_subnet.public[*].id)
    security_group_ids = ["sg-0a100000000000000"]
  }
}
