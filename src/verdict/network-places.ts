import type { RelatedLocation } from '../generated/report.ts';
import type { Value } from '../iam/value.ts';
import { parseAddress } from '../plan/address.ts';
import { partText } from '../report/values.ts';
import type { RequestNetwork } from '../request/planned-request.ts';
import { onceFor } from './once-for.ts';
import type { Places } from './places.ts';
import { reportValue } from './value.ts';

/** Which resource or data source of the plan a known id is of. */
export type FindHolder = (part: Part, id: string) => Promise<string | undefined>;
type Part = 'subnet' | 'security-group' | 'vpc';

/** Where the subnets, the security groups and the VPC of a network are defined, each once. */
export function networkPlaces(
  places: Places,
  findHolder: FindHolder,
): (network: RequestNetwork) => Promise<readonly RelatedLocation[]> {
  const placed = async (part: Part, value: Value, witness?: string): Promise<readonly RelatedLocation[]> => {
    const address = await holderOf(part, value, findHolder);
    const own = address === undefined ? undefined : await places.ofDefinition(address);
    const location = own ?? (witness === undefined ? undefined : await places.ofDefinition(witness));
    return location === undefined ? [] : [{ location, message: partText(part, reportValue(value)) }];
  };
  return onceFor(async ({ subnets, securityGroups, vpc }) => {
    const found = [
      ...subnets.flatMap(({ value }) => candidatesOf(value).map((one) => placed('subnet', one))),
      ...securityGroups.flatMap(({ value }) =>
        candidatesOf(value).map((one) => placed('security-group', one)),
      ),
      // A VPC that the plan does not hold is told by the resource that the evidence begins with.
      ...(vpc === undefined
        ? []
        : candidatesOf(vpc.value).map((one) => placed('vpc', one, vpc.trail[0]?.text))),
    ];
    return (await Promise.all(found)).flat();
  });
}

const candidatesOf = (value: Value): readonly Value[] =>
  value.kind === 'one-of' ? value.candidates : [value];

/** What is new, or read during the apply, has the name of its instance and attribute: `aws_vpc.main.id`. */
async function holderOf(part: Part, value: Value, findHolder: FindHolder): Promise<string | undefined> {
  if (value.kind === 'known') return findHolder(part, value.text);
  if (value.kind === 'one-of') return undefined;
  const address = value.name.slice(0, Math.max(0, value.name.lastIndexOf('.')));
  return parseAddress(address) === undefined ? undefined : address;
}
