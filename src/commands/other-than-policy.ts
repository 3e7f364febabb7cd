import { InputError } from '../error.ts';

interface Other {
  readonly what: string;
  readonly hint: string;
}

/** For policies that are written in Terraform. */
export const FROM_PLAN =
  'policies in .tf files are read from a plan: terraform show -json tfplan > plan.json, then tfvpc policy plan.json';

const OF_PLAN: Other = {
  what: 'a plan or a state',
  hint: 'policies of a plan count without being named; to look into them: tfvpc policy plan.json',
};
const OF_NETWORK: Other = { what: 'a description of a network', hint: 'give it with --network' };
const IN_ROLE: Other = {
  what: 'what aws iam prints around a policy',
  hint: 'print the document alone: --query PolicyDocument',
};

/** What else people hand over that is JSON, by the first member. */
const BY_FIRST_MEMBER: Readonly<Record<string, Other>> = {
  format_version: OF_PLAN,
  Policy: {
    what: 'what aws prints around a policy',
    hint: 'print the document alone: aws organizations describe-policy --query Policy.Content --output text',
  },
  PolicyVersion: {
    what: 'what aws iam get-policy-version prints around a policy',
    hint: 'print the document alone: --query PolicyVersion.Document',
  },
  RoleName: IN_ROLE,
  UserName: IN_ROLE,
  GroupName: IN_ROLE,
  Subnets: OF_NETWORK,
  SecurityGroups: OF_NETWORK,
  Vpcs: OF_NETWORK,
};

export const A_POLICY = 'a policy is JSON: {"Version": "2012-10-17", "Statement": [...]}';

export const isConfiguration = (path: string) => /\.(tf|tofu|hcl)$/.test(path);

/** A file of the user's, as text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Why a file is none of policies, and what to do, where its name or its beginning tells what else it is. */
export function otherThanPolicy({ path, text }: TextFile): InputError | undefined {
  const other = byName(path) ?? byBeginning(text);
  return (
    other &&
    new InputError('policy-unreadable', `this is ${other.what}, and not a policy`, { path, hint: other.hint })
  );
}

function byName(path: string): Other | undefined {
  if (isConfiguration(path)) return { what: 'Terraform configuration', hint: FROM_PLAN };
  return /\.ya?ml$/.test(path) ? { what: 'YAML', hint: A_POLICY } : undefined;
}

function byBeginning(text: string): Other | undefined {
  const [, first = ''] = /^\ufeff?\s*\{\s*"(\w+)"/.exec(text) ?? [];
  return Object.hasOwn(BY_FIRST_MEMBER, first) ? BY_FIRST_MEMBER[first] : undefined;
}
