variable "subnets" {
  type = set(string)
}

variable "groups" {
  type = set(string)
}

resource "aws_lambda_function" "deep" {
  function_name = "deep"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = var.groups
  }
}
