import type { Context } from './context.ts';
import type { AttributePath } from './graph.ts';
import type { Instance } from './instances.ts';
import type { Value } from './value.ts';

/**
 * What an attribute is that repeats another one, and that the plan leaves unknown by itself: the `output` of
 * `terraform_data` is its `input`; `aws_default_security_group` takes over the group that its VPC came with.
 * https://developer.hashicorp.com/terraform/language/resources/terraform-data
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
 *
 * Undefined for every other attribute.
 */
export function repeated(context: Context, instance: Instance, path: AttributePath): Value | undefined {
  const { addressText, address } = instance;
  const [attribute, ...below] = path;
  switch (`${address.type}.${attribute}`) {
    case 'terraform_data.output':
      return context.attribute(addressText, ['input', ...below]);
    case 'aws_default_security_group.id': {
      const vpc = context.attribute(addressText, ['vpc_id']);
      const isNewVpc = vpc?.kind === 'new' && vpc.type === 'aws_vpc' && vpc.attribute === 'id';
      return isNewVpc ? context.attribute(vpc.instance, ['default_security_group_id']) : undefined;
    }
    default:
      return undefined;
  }
}
