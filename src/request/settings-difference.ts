import { type IdSet, idSets, isEmpty } from './id-set.ts';
import type { GivenVpc, VpcSettings } from './vpc-settings.ts';

/** Whether VPC settings differ from those that are there before, whatever of them is not known yet. */
export function certainlyDiffers(after: VpcSettings, before: VpcSettings): boolean {
  switch (after.kind) {
    case 'none':
      return before.kind === 'given';
    case 'given':
      return givenDiffers(after, before);
    case 'choice':
      return after.options.every((option) => certainlyDiffers(option, before));
    case 'unknown':
      return false;
  }
}

function givenDiffers(after: GivenVpc, before: VpcSettings): boolean {
  if (after.doubt !== undefined && before.kind === 'none') return false;
  const [subnets, groups] = before.kind === 'given' ? [before.subnets, before.securityGroups] : [];
  return setDiffers(after.subnets, subnets) || setDiffers(after.securityGroups, groups);
}

/** An id that is certainly in the set, and was not there. */
function setDiffers(after: GivenVpc['subnets'], before: GivenVpc['subnets']): boolean {
  const [old] = idSets(before);
  const ids = new Set(old?.certain.map((id) => (id.kind === 'known' ? id.value : undefined)));
  const isOther = (id: IdSet['certain'][number]) =>
    id.kind === 'new' || (id.kind === 'known' && !ids.has(id.value));
  return idSets(after).every((set) => set.certain.some(isOther) || (isEmpty(set) && ids.size > 0));
}
