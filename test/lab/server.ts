import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import * as protoLoader from '@grpc/proto-loader';
import { applyChange, remember } from './applying.ts';
import type { Cloud } from './cloud.ts';
import { readData } from './data-source.ts';
import { planChange } from './planning.ts';
import { type Block, type ProviderSchema, wireBlock } from './schema.ts';
import {
  type Attributes,
  type DynamicValue,
  decode,
  encode,
  get,
  isAttributes,
  isUnknown,
  text,
  type Value,
} from './value.ts';

/** A provider that listens, and how Terraform reaches it (an entry of TF_REATTACH_PROVIDERS). */
export interface Served {
  readonly reattach: object;
  readonly close: () => void;
}

/** What the requests of the protocol carry, as far as they are read here. */
interface Message {
  readonly type_name: string;
  readonly id: string;
  readonly config: DynamicValue;
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly planned_state: DynamicValue;
  readonly current_state: DynamicValue;
  readonly raw_state: DynamicValue;
  readonly private: Uint8Array;
}

interface Settings {
  readonly region: string;
  readonly defaultTags: Attributes;
}

const REGION = 'us-east-1';

/** Serves one provider on the loopback interface: the Terraform plugin protocol, version 5. */
export async function serve(schema: ProviderSchema, cloud: Cloud): Promise<Served> {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  server.addService(service(), handlers(schema, cloud));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return {
    reattach: {
      Protocol: 'grpc',
      ProtocolVersion: 5,
      Pid: process.pid,
      Test: true,
      Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
    },
    close: () => server.forceShutdown(),
  };
}

function service(): grpc.ServiceDefinition {
  const file = fileURLToPath(new URL('tfplugin5.proto', import.meta.url));
  const definition = protoLoader.loadSync(file, {
    keepCase: true,
    longs: Number,
    defaults: true,
    oneofs: true,
  });
  const found = definition['tfplugin5.Provider'];
  if (!found || 'format' in found) throw new Error('the protocol has no Provider service');
  return found;
}

function handlers(schema: ProviderSchema, cloud: Cloud): grpc.UntypedServiceImplementation {
  const settings = new Map<string, Settings>();
  // Each alias of a provider has its own connection.
  const settingsOf = (peer: string) => settings.get(peer) ?? { region: REGION, defaultTags: {} };
  const wire = {
    provider: { version: 0, block: wireBlock(schema.provider.block) },
    resource_schemas: wireSchemas(schema.resource_schemas),
    data_source_schemas: wireSchemas(schema.data_source_schemas),
  };
  const nothing = answer(() => ({}));
  return {
    GetSchema: answer(() => wire),
    PrepareProviderConfig: answer(({ config }) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: nothing,
    ValidateDataSourceConfig: nothing,
    Stop: nothing,
    Configure: answer(({ config }, peer) => {
      settings.set(peer, settingsFrom(decode(config)));
      return {};
    }),
    UpgradeResourceState: answer(({ raw_state }) => ({ upgraded_state: encode(decode(raw_state)) })),
    ImportResourceState: answer(({ type_name, id }) => imported(schema, cloud, type_name, id)),
    ReadResource: answer((message) => {
      const current = decode(message.current_state);
      if (isAttributes(current)) remember(cloud, message.type_name, current);
      return { new_state: message.current_state, private: message.private };
    }),
    PlanResourceChange: answer((message, peer) => plan(schema, message, settingsOf(peer))),
    ApplyResourceChange: answer((message, peer) => apply(schema, cloud, message, settingsOf(peer))),
    ReadDataSource: answer(({ type_name: type, config }, peer) => {
      const { region } = settingsOf(peer);
      const state = readData(cloud, {
        type,
        region,
        block: blockOf(schema.data_source_schemas, type),
        config: attributes(decode(config)),
      });
      return { state: encode(state) };
    }),
  };
}

/** A handler; what it throws reaches Terraform as an error of the provider. */
function answer(respond: (message: Message, peer: string) => object): grpc.handleUnaryCall<Message, object> {
  return (call, reply) => {
    try {
      reply(null, respond(call.request, call.getPeer()));
    } catch (error) {
      const summary = error instanceof Error ? error.message : String(error);
      reply(null, { diagnostics: [{ severity: 'ERROR', summary: `lab: ${summary}` }] });
    }
  };
}

function plan(schema: ProviderSchema, message: Message, { region, defaultTags }: Settings): object {
  const proposed = decode(message.proposed_new_state);
  if (!isAttributes(proposed)) return { planned_state: message.proposed_new_state };
  const prior = decode(message.prior_state);
  const { state, replacing } = planChange({
    type: message.type_name,
    block: blockOf(schema.resource_schemas, message.type_name),
    prior: isAttributes(prior) ? prior : null,
    proposed,
    config: attributes(decode(message.config)),
    region,
    defaultTags,
  });
  return {
    planned_state: encode(state),
    requires_replace: replacing.map((attribute_name) => ({ steps: [{ attribute_name }] })),
    legacy_type_system: true,
  };
}

function apply(schema: ProviderSchema, cloud: Cloud, message: Message, { region }: Settings): object {
  const type = message.type_name;
  const planned = decode(message.planned_state);
  if (!isAttributes(planned)) {
    destroy(cloud, type, decode(message.prior_state));
    return { new_state: message.planned_state };
  }
  const state = applyChange(cloud, type, blockOf(schema.resource_schemas, type), planned, region);
  return { new_state: encode(state), legacy_type_system: true };
}

/** The tag `lab = "indestructible"` makes AWS refuse, so that Terraform keeps a deposed object. */
function destroy(cloud: Cloud, type: string, object: Value): void {
  if (get(get(object, 'tags'), 'lab') === 'indestructible')
    throw new Error('this object is tagged indestructible');
  cloud.remove(type, text(get(object, 'id')) ?? '');
}

/** An object of the world, in the form of the resource's state. */
function imported(schema: ProviderSchema, cloud: Cloud, type: string, id: string): object {
  const object = cloud.objects(type).find((candidate) => candidate.id === id);
  if (!object) throw new Error(`there is no ${type} ${id} in the world to import`);
  const { attributes: known = {}, block_types = {} } = blockOf(schema.resource_schemas, type);
  const state = Object.fromEntries([
    ...Object.entries(known).map(([name, { type: kind }]) => [name, get(object, name) ?? emptyOf(kind)]),
    ...Object.entries(block_types).map(([name, { nesting_mode }]) => [
      name,
      get(object, name) ?? (nesting_mode === 'single' ? null : []),
    ]),
  ]);
  return { imported_resources: [{ type_name: type, state: encode(state) }] };
}

function emptyOf(type: Value | undefined): Value {
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === 'string') return '';
  if (kind === 'number') return 0;
  if (kind === 'bool') return false;
  return kind === 'map' ? {} : [];
}

function settingsFrom(config: Value): Settings {
  const region = get(config, 'region');
  const tags = get(get(get(config, 'default_tags'), 0), 'tags');
  return {
    region: isUnknown(region) ? REGION : (text(region) ?? REGION),
    defaultTags: isAttributes(tags) ? tags : {},
  };
}

function wireSchemas(schemas: ProviderSchema['resource_schemas']): object {
  return Object.fromEntries(
    Object.entries(schemas).map(([type, { block }]) => [type, { version: 0, block: wireBlock(block) }]),
  );
}

function blockOf(schemas: ProviderSchema['resource_schemas'], type: string): Block {
  const found = schemas[type];
  if (!found) throw new Error(`the lab has no schema of ${type}`);
  return found.block;
}

function attributes(value: Value): Attributes {
  if (!isAttributes(value)) throw new Error('a configuration without attributes');
  return value;
}
