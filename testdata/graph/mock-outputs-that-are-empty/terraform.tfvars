subnet_ids         = []
security_group_ids = []
