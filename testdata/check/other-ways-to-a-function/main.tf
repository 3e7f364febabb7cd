provider "aws" {
  region = "us-east-1"
}

provider "awscc" {
  region = "us-east-1"
}

data "aws_subnet" "main" {
  id = "subnet-0a100000000000000"
}

data "aws_security_group" "functions" {
  id = "sg-0a100000000000000"
}

resource "awscc_lambda_function" "attached" {
  function_name = "awscc-attached"
  role          = "arn:aws:iam::123456789012:role/functions"
  code          = { s3_bucket = "code", s3_key = "function.zip" }

  vpc_config = {
    ipv_6_allowed_for_dual_stack = false
    subnet_ids                   = [data.aws_subnet.main.id, "subnet-0b200000000000000"]
    security_group_ids           = [data.aws_security_group.functions.id]
  }
}

resource "awscc_lambda_function" "none" {
  function_name = "awscc-none"
  role          = "arn:aws:iam::123456789012:role/functions"
  code          = { s3_bucket = "code", s3_key = "function.zip" }
}

resource "aws_cloudcontrolapi_resource" "attached" {
  type_name = "AWS::Lambda::Function"
  desired_state = jsonencode({
    FunctionName = "cloudcontrol"
    Role         = "arn:aws:iam::123456789012:role/functions"
    Code         = { S3Bucket = "code", S3Key = "function.zip" }
    VpcConfig    = { SubnetIds = ["subnet-0b200000000000000"], SecurityGroupIds = ["sg-0b100000000000000"] }
  })
}

resource "aws_cloudformation_stack" "json" {
  name = "json"
  template_body = jsonencode({
    Resources = {
      Fn = {
        Type = "AWS::Lambda::Function"
        Properties = {
          FunctionName = "stack"
          Role         = "arn:aws:iam::123456789012:role/functions"
          Code         = { ZipFile = "x" }
          VpcConfig    = { SubnetIds = ["subnet-0b200000000000000"], SecurityGroupIds = ["sg-0b100000000000000"] }
        }
      }
    }
  })
}

resource "aws_cloudformation_stack" "yaml" {
  name         = "yaml"
  iam_role_arn = "arn:aws:iam::123456789012:role/stacks"
  parameters   = { Subnet = "subnet-0b200000000000000" }

  template_body = <<-EOT
    Parameters:
      Subnet: {Type: String}
    Resources:
      Fn:
        Type: AWS::Lambda::Function
        Properties:
          Role: arn:aws:iam::123456789012:role/functions
          Code: {ZipFile: x}
          VpcConfig:
            SubnetIds: [!Ref Subnet]
            SecurityGroupIds: [sg-0b100000000000000]
  EOT
}

resource "aws_cloudformation_stack" "elsewhere" {
  name         = "elsewhere"
  template_url = "https://s3.amazonaws.com/templates/functions.yaml"
}

resource "aws_serverlessapplicationrepository_cloudformation_stack" "app" {
  name           = "app"
  application_id = "arn:aws:serverlessrepo:us-east-1:123456789012:applications/app"
  capabilities   = ["CAPABILITY_IAM"]
}
