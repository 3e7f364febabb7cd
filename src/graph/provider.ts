import { type ModulePath, parseModulePath } from '../plan/address.ts';
import type { ConfigurationBlock, ConfigurationExpression, ProviderConfiguration } from '../plan/plan.ts';
import type { SourceProvider } from '../source/module.ts';
import { agrees, blocksAgree } from './agreement.ts';
import { asSensitive, behind, hop, unknown } from './construct.ts';
import type { Context } from './context.ts';
import { blockList } from './evaluate/blocks.ts';
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
  return inBlock(context, { provider, path }, provider.expressions, path, name);
}

interface Asked {
  readonly provider: ProviderConfiguration;
  readonly path: AttributePath;
}

/** By the source, of a configuration of the root module that the plan may have been made from. */
function inSource(context: Context, { provider, path }: Asked): Value | undefined {
  const [step, ...below] = path;
  const isRoot = (provider.moduleAddress ?? '') === '';
  const written = isRoot ? context.sourceModule([])?.providers.find(isWritten(provider)) : undefined;
  const argument = written?.arguments.get(String(step));
  const planned = provider.expressions.get(String(step));
  const nested = written?.blocks.get(String(step));
  if (planned?.kind === 'expression' && argument !== undefined)
    return agrees(planned.expression, argument.expression)
      ? partAt(context.evaluate(argument, { module: [] }), below)
      : undefined;
  return planned?.kind === 'blocks' && nested !== undefined && blocksAgree(planned.blocks, nested)
    ? partAt(blockList(context, nested, String(step), { module: [] }), below)
    : undefined;
}

const isWritten = (provider: ProviderConfiguration) => (written: SourceProvider) => {
  const alias = written.arguments.get('alias')?.expression;
  const isAlias =
    alias === undefined
      ? provider.alias === undefined
      : alias.kind === 'literal' && alias.value === provider.alias;
  return written.name === provider.name && isAlias;
};

function providerOf(context: Context, addressText: string): ProviderConfiguration | undefined {
  const instance = context.instances.get(addressText);
  if (instance === undefined) return undefined;
  const { address } = instance;
  const key = context.configuration.resource(address.module, address)?.providerConfigKey;
  if (key === undefined) return undefined;
  const providers = context.configuration.whole()?.providers ?? new Map<string, ProviderConfiguration>();
  return providers.get(ownKey(providers, key) ?? '') ?? handedDown(context, address.module, providers, key);
}

/**
 * The root module's configuration, where the source shows that all calls on the way hand it down under its own name: they
 * have no `providers`, and no module on the way has a configuration itself.
 * https://developer.hashicorp.com/terraform/language/modules/develop/providers#implicit-provider-inheritance
 */
function handedDown(
  context: Context,
  module: ModulePath,
  providers: ReadonlyMap<string, ProviderConfiguration>,
  key: string,
): ProviderConfiguration | undefined {
  const local = key.slice(key.lastIndexOf(':') + 1);
  const isHandedDown = module.every(({ name }, depth) => {
    const call = context.sourceModule(module.slice(0, depth))?.moduleCalls.get(name);
    const called = context.sourceModule(module.slice(0, depth + 1));
    const own = called?.providers.some((provider) => provider.name === local) ?? true;
    return call !== undefined && !call.arguments.has('providers') && !own;
  });
  const root = providers.get(local);
  return module.length > 0 && isHandedDown && root?.alias === undefined ? root : undefined;
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
  asked: Asked,
  block: ConfigurationBlock,
  path: AttributePath,
  name: string,
): Value | undefined {
  const [step, ...below] = path;
  const member = step === undefined ? undefined : block.get(String(step));
  if (member?.kind === 'expression') {
    return ofExpression(context, member.expression, asked, below, `${name} ${step}`);
  }
  const [index, ...deeper] = below;
  const nested = member?.kind === 'blocks' && typeof index === 'number' ? member.blocks[index] : undefined;
  return nested === undefined ? undefined : inBlock(context, asked, nested, deeper, `${name} ${step}`);
}

/** A constant; what the source says; or a variable that is all of it, when its value looks like what it should be. */
function ofExpression(
  context: Context,
  expression: ConfigurationExpression,
  asked: Asked,
  below: AttributePath,
  name: string,
): Value | undefined {
  if (expression.constantValue !== undefined)
    return partAt(fromJson(expression.constantValue, [hop(name)]), below);
  const bySource = inSource(context, asked);
  if (bySource !== undefined) return behind([hop(name)], bySource);
  const written = writtenReferences(expression.references);
  const reference = parseReference(written.length === 1 ? (written[0] ?? '') : '');
  const isRoot = (asked.provider.moduleAddress ?? '') === '';
  if (reference.kind === 'variable' && isRoot) {
    const value = knownVariable(context, [], reference.name);
    const steps = [...reference.rest.map((step) => step.key), ...below];
    const part = value === undefined ? undefined : partAt(value, steps);
    if (part?.kind === 'known' && LIKELY.test(String(part.value))) return part;
  }
  const value = unknown(name, `\`${name}\` is an expression whose value the plan does not hold`);
  return written.some((text) => isDeclaredSensitive(context, asked, text)) ? asSensitive(value) : value;
}

/** Whether what is referred to is a variable that is declared sensitive. */
function isDeclaredSensitive(context: Context, { provider }: Asked, text: string): boolean {
  const reference = parseReference(text);
  const module = parseModulePath(provider.moduleAddress ?? '') ?? [];
  return (
    reference.kind === 'variable' &&
    context.configuration.module(module)?.variables.get(reference.name)?.sensitive === true
  );
}

/** A region, an account id, an ARN. Anything else may be only an ingredient. */
const LIKELY = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}|\d{12}|arn:[a-z-]+:.+)$/u;
