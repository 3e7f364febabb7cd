locals {
  subnets = [aws_subnet.new.id, "subnet-0a300000000000000"]
}
