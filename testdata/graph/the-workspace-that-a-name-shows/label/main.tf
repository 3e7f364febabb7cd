variable "prefix" {
  type = string
}

output "id" {
  value = "${var.prefix}-group"
}
