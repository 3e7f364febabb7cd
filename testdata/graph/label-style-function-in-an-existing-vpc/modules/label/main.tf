variable "context" {
  type = any
  default = {
    enabled   = true
    namespace = null
    name      = null
  }
}

variable "enabled" {
  type    = bool
  default = null
}

variable "namespace" {
  type    = string
  default = null
}

variable "name" {
  type    = string
  default = null
}

locals {
  enabled   = var.enabled == null ? var.context.enabled : var.enabled
  namespace = var.namespace == null ? var.context.namespace : var.namespace
  name      = var.name == null ? var.context.name : var.name
  id        = lower(join("-", compact([local.namespace, local.name])))
}

output "enabled" {
  value = local.enabled
}

output "id" {
  value = local.enabled ? local.id : ""
}

output "context" {
  value = {
    enabled   = local.enabled
    namespace = local.namespace
    name      = local.name
  }
}
