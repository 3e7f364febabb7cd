import { changeOf } from './change.ts';
import { readConfiguration } from './configuration.ts';
import type { Document } from './document.ts';
import { supportedVersion } from './format-version.ts';
import { withoutUndefined } from './given.ts';
import { isObject, type Json, member } from './json.ts';
import type { Change, Configuration, Plan } from './plan.ts';
import type { Range } from './range.ts';
import type { Source } from './source.ts';

/** The plan that a pass has found. Throws InputError for a format version that is none. */
export function planOf(document: Document, source: Source): Plan {
  const variables = once(() => variablesOf(parsed(source, document.variables)));
  const outputChanges = once(() => outputChangesOf(parsed(source, document.outputChanges)));
  return {
    formatVersion: supportedVersion(document.formatVersion, source.path),
    ...withoutUndefined({ terraformVersion: document.terraformVersion, timestamp: document.timestamp }),
    errored: document.errored,
    complete: document.complete,
    resourceChangeCount: document.resourceChangeCount,
    resourceChanges: document.resourceChanges,
    deferredChanges: deferredChanges(document),
    driftCount: document.driftCount,
    priorState: document.priorState,
    plannedValues: document.plannedValues,
    get variables() {
      return variables();
    },
    get outputChanges() {
      return outputChanges();
    },
    configuration: once(() => configurationOf(document.configuration, source)),
  };
}

function configurationOf(range: Range | undefined, source: Source): Configuration | undefined {
  return range === undefined ? undefined : source.readAgain(() => readConfiguration(source, range));
}

function parsed(source: Source, range: Range | undefined): Json {
  return range === undefined ? {} : source.parse(range.start, range.end);
}

function deferredChanges(document: Document): Plan['deferredChanges'] {
  const changes = [...document.deferredChanges];
  return changes.map((resourceChange, index) => ({
    reason: document.deferralReasons[index] ?? 'unknown',
    resourceChange,
  }));
}

/** A variable whose value is left out is left out here. */
function variablesOf(json: Json): ReadonlyMap<string, Json> {
  const variables = new Map<string, Json>();
  for (const [name, variable] of entriesOf(json)) {
    const value = member(variable, 'value');
    if (value !== undefined) variables.set(name, value);
  }
  return variables;
}

function outputChangesOf(json: Json): ReadonlyMap<string, Change> {
  return new Map(entriesOf(json).map(([name, change]) => [name, changeOf(change)]));
}

function entriesOf(json: Json): readonly (readonly [string, Json])[] {
  return isObject(json) ? Object.entries(json) : [];
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
