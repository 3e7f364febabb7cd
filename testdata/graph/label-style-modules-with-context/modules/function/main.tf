variable "context" {
  type = any
}

variable "vpc_config" {
  type = object({
    security_group_ids = list(string)
    subnet_ids         = list(string)
  })
  default = null
}

module "this" {
  source  = "../label"
  context = var.context
}

resource "aws_lambda_function" "this" {
  count = module.this.enabled ? 1 : 0

  function_name = module.this.id
  role          = "arn:aws:iam::123456789012:role/functions"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  dynamic "vpc_config" {
    for_each = var.vpc_config != null ? [var.vpc_config] : []

    content {
      security_group_ids = vpc_config.value.security_group_ids
      subnet_ids         = vpc_config.value.subnet_ids
    }
  }
}

output "arn" {
  value = local.arn
}

locals {
  arn = module.this.enabled ? one(aws_lambda_function.this[*].arn) : null
}
