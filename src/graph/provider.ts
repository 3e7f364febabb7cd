import type { ConfigurationBlock, ConfigurationExpression, ProviderConfiguration } from '../plan/plan.ts';
import { hop, unknown } from './construct.ts';
import type { Context } from './context.ts';
import type { AttributePath } from './graph.ts';
import { fromJson } from './known-json.ts';
import { knownVariable } from './module-values.ts';
import { partAt } from './navigate.ts';
import { parseReference, writtenReferences } from './reference.ts';
import type { Value } from './value.ts';

/**
 * An argument of the provider configuration that an instance uses. Undefined when it is not set, or the plan does
 * not tell which configuration it is.
 */
export function providerAttribute(
  context: Context,
  addressText: string,
  path: AttributePath,
): Value | undefined {
  const provider = providerOf(context, addressText);
  if (provider === undefined) return undefined;
  const name = `provider ${provider.alias === undefined ? provider.name : `${provider.name}.${provider.alias}`}`;
  return inBlock(context, provider, provider.expressions, path, name);
}

function providerOf(context: Context, addressText: string): ProviderConfiguration | undefined {
  const instance = context.instances.get(addressText);
  if (instance === undefined) return undefined;
  const { module, ...address } = instance.address;
  const key = context.configuration.resource(module, address)?.providerConfigKey;
  if (key === undefined) return undefined;
  const providers = context.configuration.whole()?.providers ?? new Map<string, ProviderConfiguration>();
  return providers.get(ownKey(providers, key) ?? '');
}

/**
 * The key of the configuration that a key stands for; undefined where that is not clear. Older Terraforms name the
 * configuration that the module sees (`module.net:aws`), which may be handed down under another name: then it is clear
 * only where there is no other of this provider.
 */
export function ownKey(
  providers: ReadonlyMap<string, ProviderConfiguration>,
  key: string,
): string | undefined {
  const exact = providers.get(key);
  if (exact !== undefined && (!key.includes(':') || exact.expressions.size > 0)) return key;
  const local = key.slice(key.lastIndexOf(':') + 1).split('.')[0] ?? '';
  const alike = [...providers].filter(
    ([other, one]) => one.name === local && (!other.includes(':') || one.expressions.size > 0),
  );
  return alike.length === 1 ? alike[0]?.[0] : undefined;
}

function inBlock(
  context: Context,
  provider: ProviderConfiguration,
  block: ConfigurationBlock,
  path: AttributePath,
  name: string,
): Value | undefined {
  const [step, ...below] = path;
  const member = step === undefined ? undefined : block.get(String(step));
  if (member?.kind === 'expression') {
    return ofExpression(context, member.expression, provider, below, `${name} ${step}`);
  }
  const [index, ...deeper] = below;
  const nested = member?.kind === 'blocks' && typeof index === 'number' ? member.blocks[index] : undefined;
  return nested === undefined ? undefined : inBlock(context, provider, nested, deeper, `${name} ${step}`);
}

/** A constant; or a variable that is all of it, when its value looks like what it should be. */
function ofExpression(
  context: Context,
  expression: ConfigurationExpression,
  provider: ProviderConfiguration,
  below: AttributePath,
  name: string,
): Value | undefined {
  if (expression.constantValue !== undefined)
    return partAt(fromJson(expression.constantValue, [hop(name)]), below);
  const written = writtenReferences(expression.references);
  const reference = parseReference(written.length === 1 ? (written[0] ?? '') : '');
  const isRoot = (provider.moduleAddress ?? '') === '';
  if (reference.kind === 'variable' && isRoot) {
    const value = knownVariable(context, [], reference.name);
    const steps = [...reference.rest.map((step) => step.key), ...below];
    const part = value === undefined ? undefined : partAt(value, steps);
    if (part?.kind === 'known' && LIKELY.test(String(part.value))) return part;
  }
  return unknown(name, `\`${name}\` is an expression whose value the plan does not hold`);
}

/** A region, an account id, an ARN. Anything else may be only an ingredient. */
const LIKELY = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}|\d{12}|arn:[a-z-]+:.+)$/u;
