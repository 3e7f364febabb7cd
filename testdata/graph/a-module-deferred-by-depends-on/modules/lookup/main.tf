variable "vpc_id" {
  type = string
}

data "aws_subnets" "this" {
  filter {
    name   = "vpc-id"
    values = [var.vpc_id]
  }

  filter {
    name   = "tag:Tier"
    values = ["private"]
  }
}

output "subnet_ids" {
  value = data.aws_subnets.this.ids
}
