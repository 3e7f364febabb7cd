locals {
  subnets = concat(aws_subnet.new[*].id, ["subnet-0a100000000000000"])
}
