import { blockOf } from './configuration-block.ts';
import { noModule, readModule } from './configuration-module.ts';
import { withoutUndefined } from './given.ts';
import { isObject, type Json, member } from './json.ts';
import { namesOf } from './names.ts';
import type { Configuration, ProviderConfiguration } from './plan.ts';
import type { Range } from './range.ts';
import { Scanner } from './scanner.ts';
import type { Source } from './source.ts';

const CONFIGURATION = namesOf('provider_config', 'root_module');

/** Reads the `configuration` at a range. */
export function readConfiguration(source: Source, range: Range): Configuration {
  const scanner = new Scanner(source.bytes, range.start);
  let providers: ReadonlyMap<string, ProviderConfiguration> = new Map();
  let root = noModule(source);
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    const name = scanner.keyOf(CONFIGURATION);
    if (name === undefined) scanner.skipValue();
    else if (name === 'provider_config') providers = providersOf(scanner.value());
    else if (!scanner.skipNull()) root = readModule(scanner, source);
  }
  return { providers, root };
}

function providersOf(json: Json): ReadonlyMap<string, ProviderConfiguration> {
  const entries = isObject(json) ? Object.entries(json) : [];
  return new Map(entries.map(([key, provider]) => [key, providerOf(key, provider)]));
}

function providerOf(key: string, json: Json): ProviderConfiguration {
  const text = (name: string) => textOf(member(json, name));
  return {
    name: text('name') ?? key,
    ...withoutUndefined({
      fullName: text('full_name'),
      alias: text('alias'),
      moduleAddress: text('module_address'),
    }),
    expressions: blockOf(member(json, 'expressions')),
  };
}

function textOf(json: Json | undefined): string | undefined {
  return typeof json === 'string' ? json : undefined;
}
