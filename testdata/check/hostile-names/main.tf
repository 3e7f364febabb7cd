provider "aws" {
  region = "us-east-1"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}


variable "names" {
  type    = set(string)
  default = ["::error file=x::y", "a|b`c`<img src=x>", "line\nbreak", "\u001b[31mred", "\u202eevil", "__proto__", "constructor", "$${x}", "a]\".b[0"]
}

resource "aws_lambda_function" "f" {
  for_each      = var.names
  function_name = "f-${substr(sha1(each.key), 0, 8)}"
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"
  description   = each.key

  vpc_config {
    subnet_ids         = [data.aws_subnet.main.id]
    security_group_ids = [data.aws_security_group.functions.id]
  }
}
