import type { ResourceAddress } from './address.ts';
import type { Json } from './json.ts';
import { Kinds } from './kinds.ts';
import { LONGEST_ROW, largeNumbers, wholeNumbers } from './numbers.ts';
import type { ResourceKind } from './plan.ts';
import type { PassedRange } from './range.ts';
import type { NamedInstance } from './resource-header.ts';
import type { Source } from './source.ts';

/**
 * The elements of a list of a plan: where each stands, at which address and of which kind. There may be a million, so
 * each is a row of numbers; everything else is read from the file when it is asked for.
 */
export class Elements<Kind extends ResourceKind> {
  readonly #source: Source;
  readonly #kinds = new Kinds<Kind>();
  readonly #starts = largeNumbers();
  readonly #lengths = wholeNumbers();
  /** How many members an element has in it; 0 once it was parsed and had so many. */
  readonly #members = wholeNumbers();
  readonly #kindOf = wholeNumbers();
  readonly #addressOf = wholeNumbers();
  /** By the number of an address: its first row, from 1. */
  readonly #rowOf = wholeNumbers();
  /** Of rows whose address is not what its text spells. */
  readonly #odd = new Map<number, ResourceAddress>();
  #size = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  get size(): number {
    return this.#size;
  }

  /** `fields` tell kinds apart, beside mode and type. */
  add(
    { address, addressText, isSpelt }: NamedInstance,
    { start, end, members }: PassedRange,
    fields: readonly (string | undefined)[],
    kind: (named: ResourceKind) => Kind,
  ): number {
    const row = this.#size++;
    const { mode, type } = address;
    this.#starts.set(row, start);
    this.#lengths.set(row, Math.min(end - start, LONGEST_ROW));
    this.#members.set(row, members);
    this.#kindOf.set(
      row,
      this.#kinds.numberOf([type, mode, ...fields], () => kind({ mode, type })),
    );
    const number = this.#source.addresses.numberOf(addressText);
    this.#addressOf.set(row, number);
    if (this.#rowOf.get(number) === 0) this.#rowOf.set(number, row + 1);
    if (!isSpelt) this.#odd.set(row, address);
    return row;
  }

  /** The first row with this address. */
  find(addressText: string): number | undefined {
    const number = this.#source.addresses.find(addressText);
    const row = number === undefined ? 0 : this.#rowOf.get(number);
    return row === 0 ? undefined : row - 1;
  }

  addressText(row: number): string {
    return this.#source.addresses.text(this.#addressOf.get(row));
  }

  address(row: number): ResourceAddress {
    return this.#odd.get(row) ?? this.#source.addressSpelt(this.addressText(row));
  }

  kind(row: number): Kind {
    const kind = this.#kinds.get(this.#kindOf.get(row));
    if (kind === undefined) throw new RangeError('no such row');
    return kind;
  }

  /** The element itself. Throws InputError when the file has changed. */
  json(row: number): Json {
    const start = this.#starts.get(row);
    const json = this.#source.parse(start, start + this.#lengths.get(row), this.#members.get(row));
    this.#members.set(row, 0);
    return json;
  }

  /** In the order of the list. */
  *rows(condition: (kind: Kind) => boolean = () => true): Iterable<number> {
    const wanted = this.#kinds.which(condition);
    for (let row = 0; row < this.#size; row++) if (wanted[this.#kindOf.get(row)] === true) yield row;
  }
}

/** One of them; everything about it is looked up when it is asked for. */
export class Element<Kind extends ResourceKind> {
  readonly #elements: Elements<Kind>;
  readonly #row: number;
  #address: ResourceAddress | undefined;

  constructor(elements: Elements<Kind>, row: number) {
    this.#elements = elements;
    this.#row = row;
  }

  get address(): ResourceAddress {
    this.#address ??= this.#elements.address(this.#row);
    return this.#address;
  }

  get addressText(): string {
    return this.#elements.addressText(this.#row);
  }

  protected get kind(): Kind {
    return this.#elements.kind(this.#row);
  }

  protected get json(): Json {
    return this.#elements.json(this.#row);
  }
}
