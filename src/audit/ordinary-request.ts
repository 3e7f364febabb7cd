import { type ContextValue, PRESENT } from '../iam/request.ts';

export const ACCOUNT = '123456789012';
/** A function that no policy names. */
export const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:example`;

export const ABSENT: ContextValue = { kind: 'absent' };

/** What requests of a Terraform run carry whatever the policy says. */
const ORDINARY: Readonly<Record<string, string>> = {
  'aws:requestedregion': 'us-east-1',
  'aws:principalarn': `arn:aws:iam::${ACCOUNT}:role/example`,
  'aws:principalaccount': ACCOUNT,
  'aws:principaltype': 'AssumedRole',
  'aws:principalorgid': 'o-exampleorgid',
  'aws:resourceaccount': ACCOUNT,
  'aws:resourceorgid': 'o-exampleorgid',
  'aws:securetransport': 'true',
  'aws:viaawsservice': 'false',
  'aws:principalisawsservice': 'false',
  'aws:multifactorauthpresent': 'true',
  'aws:currenttime': '2026-01-01T00:00:00Z',
  'aws:epochtime': '1767225600',
  'aws:sourceip': '192.0.2.1',
  'aws:userid': 'AROAEXAMPLE:example',
  'aws:username': 'example',
  'aws:useragent': 'example',
};

/** What an ordinary request carries under a key, in lower case. */
export function ordinary(key: string): ContextValue {
  const text = Object.hasOwn(ORDINARY, key) ? ORDINARY[key] : undefined;
  return text === undefined ? ABSENT : single(text);
}

export const single = (text: string): ContextValue => ({
  kind: 'single',
  presence: PRESENT,
  value: { kind: 'known', text },
});

/** Keys that requests of these actions may carry: any other key, a misspelt one too, is in none. */
export const mayBePresent = (key: string): boolean =>
  Object.hasOwn(ORDINARY, key) ||
  /^aws:(principaltag|resourcetag|requesttag)\/./.test(key) ||
  /^aws:(tagkeys|calledvia(first|last)?|source[a-z]+|principal[a-z]+|resource[a-z]+|federatedprovider|tokenissuetime|referer)$/.test(
    key,
  ) ||
  /^lambda:(layer|codesigningconfigarn)$/.test(key);

/** Condition keys of requests that hold lists. */
export const MULTIVALUED: ReadonlySet<string> = new Set([
  'lambda:layer',
  'aws:tagkeys',
  'aws:calledvia',
  'aws:principalorgpaths',
]);

/** `is absent`, `is team-a`. */
export function shown(value: ContextValue): string {
  if (value.kind === 'absent') return 'is absent';
  const values = value.kind === 'single' ? [value.value] : value.values;
  return `is ${values.map((one) => (one.kind === 'known' ? one.text : one.name)).join(', ')}`;
}

/** A text that the pattern matches. */
export const concrete = (pattern: string) => pattern.replace(/\*/g, 'example').replace(/\?/g, 'x');
