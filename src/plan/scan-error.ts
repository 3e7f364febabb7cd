/**
 * What can stop a scan. `duplicate`: two members of one name, of which one counts; `too-long`: one value is larger than
 * what can be parsed at once; `shape`: valid JSON, but not what a plan has in this place.
 */
export type ScanErrorKind = 'truncated' | 'malformed' | 'duplicate' | 'too-deep' | 'too-long' | 'shape';

/** A fault at a position. Never leaves this folder: readPlan says it with line and path, as an InputError. */
export class ScanError extends Error {
  override readonly name = 'ScanError';
  readonly kind: ScanErrorKind;
  readonly position: number;
  /** Of a duplicate: where the first one is. */
  readonly first: number | undefined;

  constructor(kind: ScanErrorKind, position: number, message: string, first?: number) {
    super(message);
    this.kind = kind;
    this.position = position;
    this.first = first;
  }
}
