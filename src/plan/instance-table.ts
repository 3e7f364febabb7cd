import { Element, Elements } from './elements.ts';
import { isObject, member } from './json.ts';
import type { Instances, ResourceInstance, ResourceKind } from './plan.ts';
import type { PassedRange } from './range.ts';
import type { NamedInstance } from './resource-header.ts';
import type { Source } from './source.ts';

interface InstanceKind extends ResourceKind {
  readonly providerName: string | undefined;
}

/** Instances of a state as rows: the objects are made when they are asked for. */
export class InstanceTable implements Instances {
  readonly #elements: Elements<InstanceKind>;

  constructor(source: Source) {
    this.#elements = new Elements(source);
  }

  add(named: NamedInstance, range: PassedRange, providerName: string | undefined): void {
    this.#elements.add(named, range, [providerName], (kind) => ({ ...kind, providerName }));
  }

  get size(): number {
    return this.#elements.size;
  }

  has(addressText: string): boolean {
    return this.#elements.find(addressText) !== undefined;
  }

  get(addressText: string): ResourceInstance | undefined {
    const row = this.#elements.find(addressText);
    return row === undefined ? undefined : this.#instance(row);
  }

  [Symbol.iterator](): Iterator<ResourceInstance> {
    return this.of(() => true)[Symbol.iterator]();
  }

  *of(isWanted: (kind: InstanceKind) => boolean): Iterable<ResourceInstance> {
    for (const row of this.#elements.rows(isWanted)) yield this.#instance(row);
  }

  *addressTexts(isWanted: (kind: InstanceKind) => boolean): Iterable<string> {
    for (const row of this.#elements.rows(isWanted)) yield this.#elements.addressText(row);
  }

  #instance(row: number): ResourceInstance {
    return new ReadInstance(this.#elements, row);
  }
}

class ReadInstance extends Element<InstanceKind> implements ResourceInstance {
  get providerName(): string | undefined {
    return this.kind.providerName;
  }

  readonly values = () => {
    const values = member(this.json, 'values');
    return isObject(values) ? values : {};
  };

  readonly sensitiveValues = () => member(this.json, 'sensitive_values') ?? {};
}
