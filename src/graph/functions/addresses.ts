import { numberOf } from '../evaluate/convert.ts';
import { type Failure, failure, undecided } from '../evaluate/result.ts';
import { fromJson } from '../known-json.ts';
import type { Value } from '../value.ts';
import type { FunctionFamily, TerraformFunction } from './function.ts';
import { hostMask, type Network, networkOf, rangeText, textOfAddress } from './network.ts';

/** https://developer.hashicorp.com/terraform/language/functions: IP network functions. */
export const ADDRESSES: FunctionFamily = {
  cidrsubnet: onNetwork(subnet),
  cidrsubnets: onNetwork(subnets),
  cidrhost: onNetwork(host),
  cidrnetmask: onNetwork((network) =>
    network.bits === 32
      ? textOfAddress(32, hostMask(network, 0) - hostMask(network, network.length))
      : failure('only IPv4 networks have a netmask'),
  ),
};

/** What is computed of a network and whole numbers; undefined where that is not certain. */
type Compute = (
  network: Network,
  numbers: readonly number[],
) => string | readonly string[] | Failure | undefined;

/** What is not written the usual way is left open: Terraform reads more than others do. */
function onNetwork(compute: Compute): TerraformFunction {
  return (given, call) => {
    const [prefix, ...others] = given;
    const network = prefix?.kind === 'known' ? networkOf(String(prefix.value)) : undefined;
    const numbers = others.map(wholeNumber).filter((one) => one !== undefined);
    const isRead = network !== undefined && numbers.length === others.length;
    const result = isRead ? compute(network, numbers) : undefined;
    if (result === undefined) return undecided(call.context, call.name, given);
    if (typeof result === 'object' && 'kind' in result) return result;
    return fromJson(result, prefix?.trail ?? []);
  };
}

function wholeNumber(value: Value): number | undefined {
  const number = numberOf(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

function subnet(network: Network, [newBits = -1, number = -1]: readonly number[]) {
  if (newBits < 0 || number < 0) return undefined;
  const length = network.length + newBits;
  if (length > network.bits || BigInt(number) >= 1n << BigInt(newBits))
    return failure('the network has no such part');
  const address = network.address + BigInt(number) * (hostMask(network, length) + 1n);
  return rangeText({ ...network, address, length });
}

/** Parts behind one another, each at the next address that fits its size. Terraform has none at the address 0. */
function subnets(network: Network, sizes: readonly number[]) {
  if (network.address === 0n) return undefined;
  const found: string[] = [];
  const end = network.address + hostMask(network, network.length);
  let next = network.address;
  for (const newBits of sizes) {
    const length = network.length + newBits;
    if (newBits < 1 || newBits > 32 || length > network.bits)
      return failure('a part is too small or too large');
    const size = hostMask(network, length) + 1n;
    const address = ((next + size - 1n) / size) * size;
    if (address + size - 1n > end) return failure('the parts do not fit into the network');
    found.push(rangeText({ ...network, address, length }));
    next = address + size;
  }
  return found;
}

/** Counted from the end of the network where the number is negative. */
function host(network: Network, [number]: readonly number[]) {
  if (number === undefined) return undefined;
  const last = hostMask(network, network.length);
  const offset = number < 0 ? last + 1n + BigInt(number) : BigInt(number);
  if (offset < 0n || offset > last) return failure('the network has no such host');
  return textOfAddress(network.bits, network.address + offset);
}
