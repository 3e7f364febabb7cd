import { InputError } from '../error.ts';
import {
  formatModulePath,
  type ModulePath,
  parseAddress,
  parseModulePath,
  type ResourceAddress,
} from './address.ts';
import { AddressBook } from './address-book.ts';
import type { PlanBytes } from './bytes.ts';
import { explain } from './explain.ts';
import type { Json } from './json.ts';
import { parseSlice } from './parse-json.ts';
import { RecentValues } from './recent-values.ts';
import { isMode } from './resource-header.ts';
import { ScanError } from './scan-error.ts';

/** Bytes of JSON: enough for several questions in a row. What is kept for longer costs more to keep than to parse again. */
const RECENT = 1 << 20;

/** What the parts of a reader share: the bytes, what is wanted of them, and the way back to a value. */
export class Source {
  readonly bytes: PlanBytes;
  /** Where the JSON begins: behind a byte order mark, and what a wrapper printed. */
  readonly start: number;
  /** The file as the user named it. */
  readonly path: string;
  /** Which types of resources are read; the others are checked and passed. */
  readonly keep: (type: string) => boolean;

  /** Of everything in the plan. */
  readonly addresses = new AddressBook();

  readonly #recent = new RecentValues(RECENT);
  readonly #modules = new Map<string, ModulePath | undefined>([['', []]]);

  constructor(bytes: PlanBytes, start: number, path: string, keep: (type: string) => boolean) {
    this.bytes = bytes;
    this.start = start;
    this.path = path;
    this.keep = keep;
  }

  /** The path that a module's address spells: one and the same for all resources in it. */
  modulePath(address: string): ModulePath | undefined {
    const known = this.#modules.get(address);
    if (known !== undefined) return known;
    const path = parseModulePath(address);
    this.#modules.set(address, path);
    return path;
  }

  /** What an address that names an instance spells. Throws RangeError for one that names none. */
  addressSpelt(text: string): ResourceAddress {
    const keyless = text.includes('[') ? undefined : this.#keyless(text);
    if (keyless !== undefined) return keyless;
    const address = parseAddress(text);
    if (address === undefined) throw new RangeError('no address');
    return { ...address, module: this.modulePath(formatModulePath(address.module)) ?? address.module };
  }

  /** An address without keys: its steps are what stands between the dots. */
  #keyless(text: string): ResourceAddress | undefined {
    const steps = text.split('.');
    const name = steps.pop();
    const type = steps.pop();
    const mode = steps.length % 2 === 0 ? 'managed' : steps.pop();
    const module = this.modulePath(steps.join('.'));
    if (module === undefined || type === undefined || name === undefined || !isMode(mode)) return undefined;
    return { module, mode, type, name };
  }

  /**
   * The value between two positions that a scan has found, parsed. Throws InputError when it is not there any more.
   * @param members how many members it has in it, where that was counted; 0: whether any comes twice is known
   */
  parse(start: number, end: number, members?: number): Json {
    const recent = this.#recent.get(start);
    if (recent !== undefined) return recent;
    const value = this.readAgain(() => parseSlice(this.bytes, start, end, members));
    this.#recent.add(start, end - start, value);
    return value;
  }

  /**
   * Reads a part that was found to be JSON before: if it is not now, then the file was written to in between.
   * JSON.parse's own message is not shown, as it quotes the plan.
   */
  readAgain<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      const changed =
        error instanceof SyntaxError ||
        (error instanceof ScanError && (error.kind === 'truncated' || error.kind === 'malformed'));
      if (changed)
        throw new InputError('unreadable', 'the file changed while it was read', { path: this.path });
      throw error instanceof ScanError ? explain(error, this) : error;
    }
  }
}
