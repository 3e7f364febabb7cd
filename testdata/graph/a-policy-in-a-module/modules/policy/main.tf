variable "allowed" {
  type = object({
    vpcs    = optional(list(string))
    subnets = optional(list(string))
  })
}

locals {
  conditions = {
    "lambda:VpcIds"    = var.allowed.vpcs
    "lambda:SubnetIds" = var.allowed.subnets
  }

  statements = [
    for key, values in local.conditions : {
      Sid       = replace(key, "lambda:", "Only")
      Effect    = "Deny"
      Action    = ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]
      Resource  = "*"
      Condition = { "ForAnyValue:StringNotEquals" = { (key) = values } }
    } if values != null
  ]
}

resource "aws_organizations_policy" "this" {
  name    = "network"
  content = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}
