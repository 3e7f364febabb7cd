import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { Value } from '../iam/value.ts';
import { parseArn } from './arn.ts';

/**
 * What the ARN of who acts tells: the session of a role is an assumed role, and has no user name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 * @param name of a key, in lower case
 * @returns undefined where it tells nothing of it
 */
export function principalKey(name: string, principalArn: Value): ContextValue | undefined {
  if ((name !== TYPE && name !== USER) || principalArn.kind !== 'known') return undefined;
  const [kind, ...path] = parseArn(principalArn.text)?.resource.split('/') ?? [];
  const user = path.at(-1);
  if (kind === 'role') return name === TYPE ? single('AssumedRole') : NO_USER;
  return kind === 'user' && user !== undefined
    ? single(name === TYPE ? 'User' : user, principalArn)
    : undefined;
}

const TYPE = 'aws:principaltype';
const USER = 'aws:username';
const NO_USER: ContextValue = { kind: 'absent', reason: 'who acts is a role' };

/** `from`: sensitive where that is. */
const single = (text: string, from?: Value): ContextValue => ({
  kind: 'single',
  presence: PRESENT,
  value: { kind: 'known', text, ...(from?.origin === undefined ? {} : { origin: from.origin }) },
});
