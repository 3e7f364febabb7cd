import type { Graph } from '../graph/graph.ts';
import { ownKey } from '../graph/provider.ts';
import { parseAddress, parseModulePath, type ResourceAddress } from '../plan/address.ts';
import type { ConfigurationMember, ModuleConfiguration, Plan, ProviderConfiguration } from '../plan/plan.ts';
import type { SourceBlock, SourceNestedBlock } from '../source/module.ts';
import { EACH, refersToEach, type Varying, varyingAmong, varyingIn } from './provider-instances.ts';

/** Which provider configuration acts for a resource instance. */
export interface ProviderKeys {
  /**
   * The key of the provider configuration (`aws`, `aws.west`), for comparison alone; undefined where the plan has no
   * configuration of the resource.
   */
  readonly of: (addressText: string) => string | undefined;
  /** Other provider configurations whose credentials are the same for certain, whatever region they are for. */
  readonly alike: (key: string) => readonly string[];
  /** Whether a dynamic block may give further credentials than the plan shows, as the source has it. */
  readonly isDynamic: (key: string) => boolean;
  /**
   * Whether the credentials of two provider configurations are written differently in the plan itself; of one and
   * itself, whether its instances have different ones.
   */
  readonly differ: (key: string, other: string) => boolean;
  /** What may be another one for each instance of a provider configuration. */
  readonly varying: (key: string) => Varying;
}

/** Asks the source too: a plan has no trace of a `dynamic "assume_role"`. */
export async function providerKeys(plan: Plan, graph: Graph): Promise<ProviderKeys> {
  const configuration = plan.configuration();
  const root = configuration?.root;
  const providers = configuration?.providers ?? new Map<string, ProviderConfiguration>();
  const planned = new Map([...providers].map(([key, one]) => [key, plannedCredentials(one)]));
  const written = new Map<string, string>();
  const varying = new Map<string, Varying>();
  for (const [key, provider] of providers) {
    const isTold = refersToEach(provider.expressions);
    const isPlain = provider.alias === undefined && !provider.expressions.has('assume_role');
    if (providers.size === 1 && !isTold && isPlain) continue;
    const text = await writtenCredentials(graph, provider);
    if (text !== undefined) written.set(key, text);
    if (isTold || text?.includes(EACH) === true) varying.set(key, varyingIn(provider, CREDENTIALS, text));
  }
  const varyingOf = (key: string) => varying.get(key) ?? varyingAmong(key, providers, varying);
  const differ = (key: string, other: string) =>
    planned.get(key) !== planned.get(other) || varyingOf(key).credentials === 'shown';
  return {
    of: (addressText) => {
      const address = plan.priorState.get(addressText)?.address ?? parseAddress(addressText);
      if (root === undefined || address === undefined) return undefined;
      const key = moduleOf(root, address)?.resources.providerConfigKey(address);
      return key === undefined ? undefined : (ownKey(providers, key) ?? key);
    },
    alike: (key) =>
      [...written.keys()].filter(
        (other) => other !== key && !differ(key, other) && written.get(other) === written.get(key),
      ),
    isDynamic: (key) => written.get(key)?.includes(DYNAMIC) === true,
    differ,
    varying: varyingOf,
  };
}

/**
 * Arguments that say who acts, or in which account alone.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const CREDENTIALS = [
  'access_key',
  'secret_key',
  'token',
  'profile',
  'shared_config_files',
  'shared_credentials_files',
  'assume_role',
  'assume_role_with_web_identity',
  'allowed_account_ids',
];

function plannedCredentials({ expressions }: ProviderConfiguration): string {
  return CREDENTIALS.map((argument) => memberText(expressions.get(argument))).join('\n');
}

/** Equal for arguments of which the plan holds the same. */
function memberText(member: ConfigurationMember | undefined): string {
  if (member === undefined) return '';
  if (member.kind === 'blocks')
    return member.blocks
      .map((block) => [...block].map(([name, inner]) => `${name}: ${memberText(inner)}`).join('; '))
      .join(' / ');
  const { constantValue, references } = member.expression;
  return constantValue === undefined ? `reference ${references.join()}` : JSON.stringify(constantValue);
}

/** Equal for credentials that the source gives in the same words; undefined where the source is not there. */
async function writtenCredentials(
  graph: Graph,
  provider: ProviderConfiguration,
): Promise<string | undefined> {
  const { name, alias, moduleAddress = '', expressions } = provider;
  const blocks = await graph.providerBlocks(parseModulePath(moduleAddress) ?? []);
  const block = blocks?.find((one) => one.name === name && aliasOf(one) === alias);
  const needsNone = alias === undefined && expressions.size === 0;
  if (blocks === undefined || (block === undefined && !needsNone)) return undefined;
  const text =
    block === undefined ? '' : JSON.stringify(CREDENTIALS.map((argument) => given(block, argument)));
  return [name, text.includes('"kind":"variable"') ? moduleAddress : '', text].join('\n');
}

function aliasOf(block: SourceBlock): string | undefined {
  const alias = block.arguments.get('alias')?.expression;
  return alias?.kind === 'literal' ? String(alias.value) : undefined;
}

/** An argument of a block as it is written, nested and dynamic blocks included. */
function given(block: SourceBlock, argument: string): unknown {
  return [block.arguments.get(argument)?.expression, (block.blocks.get(argument) ?? []).map(nested)];
}

/** Stands for a dynamic block among what is written. */
const DYNAMIC = 'a dynamic block';

function nested(block: SourceNestedBlock): unknown {
  const inner = block.kind === 'static' ? block.block : block.content;
  const written = [...inner.arguments].map(([name, { expression }]) => [name, expression]);
  return block.kind === 'static' ? written : [DYNAMIC, block.iterator, block.forEach.expression, written];
}

/** The configuration of the module that a resource is in; undefined where the plan has none. */
export function moduleOf(
  root: ModuleConfiguration,
  address: ResourceAddress,
): ModuleConfiguration | undefined {
  let module: ModuleConfiguration | undefined = root;
  for (const { name } of address.module) module = module?.moduleCalls.get(name)?.module;
  return module;
}
