/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */

/**
 * What `--network` takes: which subnets and security groups are in which VPC.
 */
export type NetworkDescription =
  Map | OutputOfTheAWSCommandLine | StateAsTerraformShowJsonPrintsIt | StateFile;
/**
 * What `aws ec2 describe-subnets`, `describe-security-groups` and `describe-vpcs` print with `--output json`, whole. One file may hold several of them merged into one object.
 */
export type OutputOfTheAWSCommandLine = Describe & Describe1;
export type Describe = {
  [k: string]: unknown;
};

/**
 * VPC ids by the id of a subnet or of a security group.
 */
export interface Map {
  /**
   * This interface was referenced by `Map`'s JSON-Schema definition
   * via the `patternProperty` "^(subnet|sg)-[0-9a-zA-Z]+$".
   */
  [k: string]: string;
}
export interface Describe1 {
  Subnets?: {
    /**
     * The subnet's id.
     */
    SubnetId: string;
    /**
     * The VPC that it is in.
     */
    VpcId: string;
    [k: string]: unknown;
  }[];
  SecurityGroups?: {
    /**
     * The security group's id.
     */
    GroupId: string;
    /**
     * The VPC that it is in.
     */
    VpcId?: string;
    [k: string]: unknown;
  }[];
  Vpcs?: {
    /**
     * The VPC's id.
     */
    VpcId: string;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
/**
 * The state of the workspace that made the network: its aws_subnet, aws_security_group and aws_vpc resources count, managed and data.
 */
export interface StateAsTerraformShowJsonPrintsIt {
  format_version?: string;
  values: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A terraform.tfstate file of version 4.
 */
export interface StateFile {
  version: 4;
  resources: unknown[];
  [k: string]: unknown;
}
