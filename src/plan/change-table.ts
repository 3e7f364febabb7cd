import { changeOf } from './change.ts';
import { Element, Elements } from './elements.ts';
import { member } from './json.ts';
import type { Actions, Change, ResourceChange, ResourceChanges, ResourceKind } from './plan.ts';
import type { PassedRange } from './range.ts';
import type { NamedInstance } from './resource-header.ts';
import type { Source } from './source.ts';

/** What a resource change says beside its address and its values. */
export interface ChangeHeader {
  readonly actions: Actions;
  readonly provider_name?: string | undefined;
  readonly action_reason?: string | undefined;
  readonly previous_address?: string | undefined;
  readonly deposed?: string | undefined;
}

interface ChangeKind extends ResourceKind {
  readonly actions: Actions;
  readonly providerName: string | undefined;
  readonly actionReason: string | undefined;
}

/** Resource changes as rows: the objects are made when they are asked for. */
export class ChangeTable implements ResourceChanges {
  readonly #elements: Elements<ChangeKind>;
  /** By row; few have one. */
  readonly #previousAddresses = new Map<number, string>();
  readonly #deposed = new Map<number, string>();
  /** First rows that are not deposed, by address, where another one comes before it that is. */
  readonly #behindDeposed = new Map<string, number>();
  readonly #left = new Set<string>();
  readonly #latest: Latest = {};

  constructor(source: Source) {
    this.#elements = new Elements(source);
  }

  add(named: NamedInstance, range: PassedRange, header: ChangeHeader): void {
    const { actions, provider_name: providerName, action_reason: actionReason } = header;
    const before = this.#elements.find(named.addressText);
    const row = this.#elements.add(named, range, [actions, providerName, actionReason], (kind) => ({
      ...kind,
      actions,
      providerName,
      actionReason,
    }));
    if (header.deposed !== undefined) this.#deposed.set(row, header.deposed);
    else if (before !== undefined) this.#noteCurrent(named.addressText, before, row);
    this.#notePrevious(row, header);
  }

  #noteCurrent(addressText: string, before: number, row: number): void {
    if (this.#deposed.has(before) && !this.#behindDeposed.has(addressText))
      this.#behindDeposed.set(addressText, row);
  }

  #notePrevious(row: number, { previous_address: previous, deposed }: ChangeHeader): void {
    if (previous === undefined) return;
    this.#previousAddresses.set(row, previous);
    if (deposed === undefined) this.#left.add(previous);
  }

  get length(): number {
    return this.#elements.size;
  }

  [Symbol.iterator](): Iterator<ResourceChange> {
    return this.of(() => true)[Symbol.iterator]();
  }

  *of(isWanted: (kind: ChangeKind) => boolean): Iterable<ResourceChange> {
    for (const row of this.#elements.rows(isWanted)) yield this.#change(row);
  }

  get(addressText: string): ResourceChange | undefined {
    const first = this.#elements.find(addressText);
    if (first === undefined) return undefined;
    const row = this.#deposed.has(first) ? this.#behindDeposed.get(addressText) : first;
    return row === undefined ? undefined : this.#change(row);
  }

  hasLeft(addressText: string): boolean {
    return this.#left.has(addressText);
  }

  *addressTexts(isWanted: (kind: ChangeKind) => boolean): Iterable<string> {
    for (const row of this.#elements.rows(isWanted))
      if (!this.#deposed.has(row)) yield this.#elements.addressText(row);
  }

  #change(row: number): ResourceChange {
    const more = { previousAddress: this.#previousAddresses.get(row), deposed: this.#deposed.get(row) };
    return new ReadChange(this.#elements, row, more, this.#latest);
  }
}

/** The change that was asked for last: questions come many in a row about one resource. */
interface Latest {
  row?: number;
  change?: Change;
}

class ReadChange extends Element<ChangeKind> implements ResourceChange {
  readonly previousAddress: string | undefined;
  readonly deposed: string | undefined;
  readonly #row: number;
  readonly #latest: Latest;

  constructor(
    elements: Elements<ChangeKind>,
    row: number,
    { previousAddress, deposed }: Pick<ResourceChange, 'previousAddress' | 'deposed'>,
    latest: Latest,
  ) {
    super(elements, row);
    this.previousAddress = previousAddress;
    this.deposed = deposed;
    this.#row = row;
    this.#latest = latest;
  }

  get actions(): Actions {
    return this.kind.actions;
  }

  get providerName(): string | undefined {
    return this.kind.providerName;
  }

  get actionReason(): string | undefined {
    return this.kind.actionReason;
  }

  readonly change = (): Change => {
    const latest = this.#latest;
    if (latest.row === this.#row && latest.change !== undefined) return latest.change;
    latest.change = changeOf(member(this.json, 'change') ?? {});
    latest.row = this.#row;
    return latest.change;
  };
}
