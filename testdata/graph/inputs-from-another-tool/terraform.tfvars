subnet_ids         = ["subnet-0a100000000000000", "subnet-0a200000000000000"]
security_group_ids = ["sg-0a100000000000000"]
