const ROLE = 'arn:aws:iam::123456789012:role/functions';

/** The arguments that every function needs and no policy of these tests asks for. */
export const ARGUMENTS = `  role        = "${ROLE}"
  runtime     = "nodejs22.x"
  handler     = "index.handler"
  filename    = "function.zip"
`;

const FUNCTION_VARIABLES = `variable "name" {
  type = string
}

variable "phase" {
  type = number
}

variable "subnet_ids" {
  type    = list(string)
  default = null
}

variable "security_group_ids" {
  type    = list(string)
  default = null
}
`;

/** Folders below the root module. */
export const MODULES: Readonly<Record<string, string>> = {
  'modules/net/main.tf': `variable "vpc_id" {
  type = string
}

variable "cidrs" {
  type = list(string)
}

locals {
  count = length(var.cidrs)
}

resource "aws_subnet" "this" {
  count      = local.count
  vpc_id     = var.vpc_id
  cidr_block = element(var.cidrs, count.index)
}

output "subnet_ids" {
  value = aws_subnet.this[*].id
}
`,
  'modules/function/main.tf': `${FUNCTION_VARIABLES}
resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = "phase \${var.phase}"
${ARGUMENTS}
  dynamic "vpc_config" {
    for_each = var.subnet_ids != null && var.security_group_ids != null ? [true] : []

    content {
      subnet_ids         = var.subnet_ids
      security_group_ids = var.security_group_ids
    }
  }
}
`,
  'modules/static/main.tf': `${FUNCTION_VARIABLES}
resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = "phase \${var.phase}"
${ARGUMENTS}
  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = var.security_group_ids
  }
}
`,
  'modules/wrapper/main.tf': `variable "items" {
  type = any
}

variable "defaults" {
  type = any
}

variable "phase" {
  type = number
}

module "wrapper" {
  source   = "../function"
  for_each = var.items

  name               = each.value.name
  phase              = var.phase
  subnet_ids         = try(each.value.subnet_ids, var.defaults.subnet_ids, null)
  security_group_ids = try(each.value.security_group_ids, var.defaults.security_group_ids, null)
}
`,
};
