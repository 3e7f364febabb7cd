import type { ContextValue } from '../iam/request.ts';
import { type Tags, tagValue } from './tags.ts';

/** The tags that a request sets, and those that its function has: undefined where it sets none, or there is none yet. */
interface TagFacts {
  readonly requestTags: Tags | undefined;
  readonly resourceTags: Tags | undefined;
}

export const NO_TAGS_SET: ContextValue = { kind: 'absent', reason: 'this request sets no tags' };
const NO_FUNCTION: ContextValue = {
  kind: 'absent',
  reason: 'there is no function yet that could have the tag',
};

/** What `aws:RequestTag/KEY` and `aws:ResourceTag/KEY` hold; undefined for other keys. `name`: in lower case. */
export function taggedValue(name: string, { requestTags, resourceTags }: TagFacts): ContextValue | undefined {
  const slash = name.indexOf('/');
  if (slash < 0) return undefined;
  const [kind, key] = [name.slice(0, slash), name.slice(slash + 1)];
  if (kind === 'aws:requesttag') return requestTags === undefined ? NO_TAGS_SET : tagValue(requestTags, key);
  if (kind !== 'aws:resourcetag') return undefined;
  return resourceTags === undefined ? createdTag(requestTags, name, key) : tagValue(resourceTags, key);
}

/**
 * AWS's text has `aws:ResourceTag` in "requests that create a resource with an attached tag", and calls the tags being set
 * those of the request: only a tag that is not set is certainly absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
 */
function createdTag(requestTags: Tags | undefined, name: string, key: string): ContextValue {
  const set = requestTags === undefined ? NO_FUNCTION : tagValue(requestTags, key);
  if (set.kind === 'absent') return NO_FUNCTION;
  const reason = 'whether a request that creates a function carries its tags as aws:ResourceTag is not clear';
  return { ...set, presence: { kind: 'unknown', name: `${name} is there`, reason } };
}
