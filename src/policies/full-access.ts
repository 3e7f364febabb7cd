import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';

/**
 * The policy that AWS attaches to every root, OU and account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
const DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

export const FULL_AWS_ACCESS: Policy = parsePolicy({
  label: 'FullAWSAccess',
  kind: 'scp',
  parts: [DOCUMENT],
});

/**
 * The policy of AWS's own that allows everything, by its ARN; undefined for any other.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
 */
export function administratorAccess(arn: string, kind: PolicySource['kind']): Policy | undefined {
  if (!/^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/.test(arn)) return undefined;
  return parsePolicy({ label: arn, kind, parts: [DOCUMENT] });
}

/** Its name, its id and its ARN. */
export function isFullAwsAccess(text: string): boolean {
  return text === 'FullAWSAccess' || /(^|\/)p-FullAWSAccess$/.test(text);
}
