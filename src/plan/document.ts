import { ChangeTable } from './change-table.ts';
import { checkMajor } from './format-version.ts';
import { InstanceTable } from './instance-table.ts';
import { readState, readStateValues } from './instances.ts';
import type { Json } from './json.ts';
import { namesOf } from './names.ts';
import type { Range } from './range.ts';
import { readDeferredChange, readResourceChange } from './resource-changes.ts';
import type { Scanner } from './scanner.ts';
import type { Source } from './source.ts';

/** What one pass over a plan finds. */
export interface Document {
  /** Every member of the plan, with the position of its name. */
  readonly members: Map<string, number>;
  formatVersion?: Json;
  terraformVersion?: string | undefined;
  timestamp?: string | undefined;
  errored: boolean;
  complete: boolean;
  variables?: Range;
  outputChanges?: Range;
  configuration?: Range;
  resourceChangeCount: number;
  readonly resourceChanges: ChangeTable;
  readonly deferredChanges: ChangeTable;
  /** Of each deferred change. */
  readonly deferralReasons: string[];
  driftCount: number;
  readonly priorState: InstanceTable;
  readonly plannedValues: InstanceTable;
}

function emptyDocument(source: Source): Document {
  return {
    members: new Map(),
    errored: false,
    complete: true,
    resourceChangeCount: 0,
    resourceChanges: new ChangeTable(source),
    deferredChanges: new ChangeTable(source),
    deferralReasons: [],
    driftCount: 0,
    priorState: new InstanceTable(source),
    plannedValues: new InstanceTable(source),
  };
}

const MEMBERS = namesOf(
  'format_version',
  'terraform_version',
  'timestamp',
  'errored',
  'complete',
  'variables',
  'output_changes',
  'configuration',
  'resource_changes',
  'deferred_changes',
  'resource_drift',
  'prior_state',
  'planned_values',
);

type Reader = (scanner: Scanner, document: Document, source: Source) => void;

/** How the value of each member is read that is there and not null. */
const READERS = {
  format_version: (scanner, document, source) => {
    document.formatVersion = scanner.value();
    checkMajor(document.formatVersion, source.path);
  },
  terraform_version: (scanner, document) => {
    document.terraformVersion = scanner.string();
  },
  timestamp: (scanner, document) => {
    const timestamp = scanner.value();
    if (typeof timestamp === 'string') document.timestamp = timestamp;
  },
  errored: (scanner, document) => {
    document.errored = scanner.value() === true;
  },
  complete: (scanner, document) => {
    document.complete = scanner.value() !== false;
  },
  variables: (scanner, document) => {
    document.variables = scanner.objectRange();
  },
  output_changes: (scanner, document) => {
    document.outputChanges = scanner.objectRange();
  },
  configuration: (scanner, document) => {
    document.configuration = scanner.objectRange();
  },
  resource_changes: readResourceChanges,
  deferred_changes: readDeferredChanges,
  resource_drift: (scanner, document) => {
    for (let more = scanner.enterArray(); more; more = scanner.nextItem()) {
      scanner.skipValue();
      document.driftCount++;
    }
  },
  prior_state: (scanner, document, source) => readState(scanner, source, document.priorState),
  planned_values: (scanner, document, source) => readStateValues(scanner, source, document.plannedValues),
} satisfies Record<string, Reader>;

/** Reads the object that stands here as a plan, whatever it is. Throws ScanError, and InputError for another major. */
export function readDocument(scanner: Scanner, source: Source): Document {
  const document = emptyDocument(source);
  for (let more = scanner.enterObject(); more; more = scanner.nextMember()) {
    note(scanner, document.members);
    const name = scanner.keyOf(MEMBERS);
    if (name === undefined) scanner.skipValue();
    else if (!scanner.skipNull()) READERS[name](scanner, document, source);
  }
  return document;
}

/** Which of two members of the same name counts would be a matter of the reader. */
function note(scanner: Scanner, members: Map<string, number>): void {
  const name = scanner.key();
  const first = members.get(name);
  if (first !== undefined) throw scanner.duplicate(name, first);
  members.set(name, scanner.keyPosition);
}

function readResourceChanges(scanner: Scanner, document: Document, source: Source): void {
  for (let more = scanner.enterArray(); more; more = scanner.nextItem()) {
    readResourceChange(scanner, source, document.resourceChanges);
    document.resourceChangeCount++;
  }
}

function readDeferredChanges(scanner: Scanner, document: Document, source: Source): void {
  for (let more = scanner.enterArray(); more; more = scanner.nextItem())
    readDeferredChange(scanner, source, document.deferredChanges, document.deferralReasons);
}
