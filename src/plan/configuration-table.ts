import { blockOf, expressionOf } from './configuration-block.ts';
import { type Json, member } from './json.ts';
import { Kinds } from './kinds.ts';
import { LONGEST_ROW, largeNumbers, wholeNumbers } from './numbers.ts';
import type {
  ConfigurationBlock,
  ConfigurationExpression,
  ResourceConfiguration,
  ResourceConfigurations,
  ResourceKind,
} from './plan.ts';
import type { Range } from './range.ts';
import type { Source } from './source.ts';

type ResourceName = Pick<ResourceConfiguration, 'mode' | 'type' | 'name'>;

interface ConfigurationKind extends ResourceKind {
  readonly providerConfigKey: string | undefined;
}

const NO_KIND: ConfigurationKind = { mode: 'managed', type: '', providerConfigKey: undefined };

/** Resources that were asked for lately, with their blocks. */
const MOST_RECENT = 500;

/** The resources of a module's configuration as rows: most of a large configuration is never asked for. */
export class ConfigurationTable implements ResourceConfigurations {
  readonly #source: Source;
  readonly #kinds = new Kinds<ConfigurationKind>();
  readonly #rows = new Map<string, number>();
  readonly #starts = largeNumbers();
  readonly #lengths = wholeNumbers();
  readonly #kindOf = wholeNumbers();
  readonly #recent = new Map<number, ResourceConfiguration>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** False where one of this name is there already, which Terraform never writes. */
  add(name: ResourceName, { start, end }: Range, providerConfigKey: string | undefined): boolean {
    const { mode, type } = name;
    const text = nameText(name);
    if (this.#rows.has(text)) return false;
    const row = this.#rows.size;
    this.#rows.set(this.#source.addresses.known(text), row);
    this.#starts.set(row, start);
    this.#lengths.set(row, Math.min(end - start, LONGEST_ROW));
    this.#kindOf.set(
      row,
      this.#kinds.numberOf([type, mode, providerConfigKey], () => ({ mode, type, providerConfigKey })),
    );
    return true;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(name: ResourceName): ResourceConfiguration | undefined {
    const text = nameText(name);
    const row = this.#rows.get(text);
    const found = row === undefined ? undefined : this.#resource(name.name, row);
    return found?.type === name.type ? found : undefined;
  }

  providerConfigKey(name: ResourceName): string | undefined {
    const row = this.#rows.get(nameText(name));
    const kind = row === undefined ? undefined : this.#kinds.get(this.#kindOf.get(row));
    return kind?.type === name.type ? kind.providerConfigKey : undefined;
  }

  *[Symbol.iterator](): Iterator<ResourceConfiguration> {
    for (const [text, row] of this.#rows) {
      const start = nameText({ ...this.#kind(row), name: '' }).length;
      yield this.#resource(text.slice(start), row);
    }
  }

  #resource(name: string, row: number): ResourceConfiguration {
    const recent = this.#recent.get(row);
    if (recent !== undefined) return recent;
    if (this.#recent.size >= MOST_RECENT) this.#recent.clear();
    const made = new ReadConfiguration(name, this.#kind(row), () => this.#json(row));
    this.#recent.set(row, made);
    return made;
  }

  #kind(row: number): ConfigurationKind {
    return this.#kinds.get(this.#kindOf.get(row)) ?? NO_KIND;
  }

  #json(row: number): Json {
    const start = this.#starts.get(row);
    return this.#source.parse(start, start + this.#lengths.get(row));
  }
}

class ReadConfiguration implements ResourceConfiguration {
  readonly mode: ResourceConfiguration['mode'];
  readonly type: string;
  readonly name: string;
  readonly providerConfigKey: string | undefined;
  readonly #read: () => Json;
  #block: ConfigurationBlock | undefined;

  constructor(name: string, { mode, type, providerConfigKey }: ConfigurationKind, read: () => Json) {
    this.mode = mode;
    this.type = type;
    this.name = name;
    this.providerConfigKey = providerConfigKey;
    this.#read = read;
  }

  get expressions(): ConfigurationBlock {
    this.#block ??= blockOf(member(this.#read(), 'expressions'));
    return this.#block;
  }

  get count(): ConfigurationExpression | undefined {
    return this.#expression('count_expression');
  }

  get forEach(): ConfigurationExpression | undefined {
    return this.#expression('for_each_expression');
  }

  #expression(name: string): ConfigurationExpression | undefined {
    const given = member(this.#read(), name);
    return given === undefined || given === null ? undefined : expressionOf(given);
  }
}

/** `aws_vpc.main`, `data.aws_subnets.db`. */
function nameText({ mode, type, name }: ResourceName): string {
  return `${mode === 'managed' ? '' : `${mode}.`}${type}.${name}`;
}
