import { buildGraph } from '../../src/graph/build.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Value } from '../../src/graph/value.ts';
import { bytesOf } from '../../src/plan/bytes.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';
import type { SourceFiles } from '../../src/source/files.ts';
import type { Source } from '../../src/source/module.ts';
import { openSource } from '../../src/source/source.ts';

/** The members of a plan's JSON that a test needs; the rest is filled in. */
export interface PlanJson {
  readonly resource_changes?: readonly object[];
  readonly prior_state?: object;
  readonly planned_values?: object;
  readonly configuration?: object;
  readonly variables?: object;
  readonly deferred_changes?: readonly object[];
}

export function planOf(json: PlanJson): Plan {
  const text = JSON.stringify({ format_version: '1.2', resource_changes: [], ...json });
  return readPlan(bytesOf(new TextEncoder().encode(text)), { path: 'plan.json' });
}

/** Files in memory, by path. */
export function sourceOf(files: Readonly<Record<string, string>>): Source {
  const memory: SourceFiles = {
    list: (path) => {
      const prefix = path === '.' ? '' : `${path}/`;
      const below = Object.keys(files).filter((name) => name.startsWith(prefix));
      const names = new Set(below.map((name) => name.slice(prefix.length).split('/')[0] ?? ''));
      return names.size === 0 ? undefined : [...names];
    },
    readText: (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
  };
  return openSource(memory, '.');
}

export function graphOf(json: PlanJson, files?: Readonly<Record<string, string>>): Graph {
  return buildGraph(planOf(json), files === undefined ? undefined : sourceOf(files));
}

type Actions = 'create' | 'update' | 'no-op' | 'delete' | 'read' | 'replace' | 'forget,create' | 'forget';

export interface ChangeParts {
  readonly after?: object | null;
  readonly unknown?: object;
  readonly before?: object | null;
  readonly actions?: Actions;
  readonly more?: object;
  readonly sensitive?: object;
}

/** A resource change of an address as Terraform writes it; by default a create. */
export function change(address: string, parts: ChangeParts = {}): object {
  const { after = {}, unknown = {}, before = null, actions = 'create', more = {}, sensitive } = parts;
  return {
    address,
    ...namesIn(address),
    change: {
      actions: (actions === 'replace' ? 'delete,create' : actions).split(','),
      before,
      after,
      after_unknown: unknown,
      ...(sensitive === undefined ? {} : { after_sensitive: sensitive }),
      ...more,
    },
  };
}

/** A subnet, security group or the like that this plan creates: everything computed is unknown. */
export function created(address: string, unknown: readonly string[] = [], after: object = {}): object {
  return change(address, {
    after,
    unknown: Object.fromEntries(['id', 'arn', ...unknown].map((name) => [name, true])),
  });
}

/** A resource in `prior_state`. */
export function stated(address: string, values: object): object {
  const { module_address: _, ...names } = namesIn(address);
  return { address, ...names, values };
}

const LAST = /(?:^|\.)(data\.)?([a-z_0-9]+)\.([a-z_0-9-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?$/u;

function namesIn(address: string): { module_address?: string; [name: string]: unknown } {
  const match = LAST.exec(address);
  if (match === null) throw new Error(`no address: ${address}`);
  const module = address.slice(0, match.index);
  return {
    ...(module === '' ? {} : { module_address: module }),
    mode: match[1] === undefined ? 'managed' : 'data',
    type: match[2],
    name: match[3],
    ...(match[4] === undefined ? {} : { index: JSON.parse(match[4]) }),
  };
}

/**
 * A value in a line: `"text"`, `new aws_vpc.v.id`, `one of (…)`, `[…]`, `{…}`, `rest(…)`; `?` is unknown.
 */
export function shown(value: Value | undefined): string {
  switch (value?.kind) {
    case undefined:
      return 'absent';
    case 'known':
      return JSON.stringify(value.value);
    case 'new':
      return `new ${value.instance}.${value.attribute}`;
    case 'unknown':
      return value.of === undefined ? '?' : `? ${value.of.instance}.${value.of.attribute}`;
    case 'one-of':
      return `one of (${value.candidates.map(shown).join(' | ')})`;
    case 'template':
      return value.parts.map((part) => (part.kind === 'known' ? part.value : `\${${shown(part)}}`)).join('');
    case 'list': {
      const items = [...value.items.map(shown), ...restShown(value.rest)];
      return `${value.isSet && value.items.length > 1 ? 'set ' : ''}[${items.join(', ')}]`;
    }
    case 'object': {
      const members = [...value.attributes].map(([name, member]) => `${name}: ${shown(member)}`);
      const ofNew = value.newKeys?.map(([key, member]) => `${shown(key)}: ${shown(member)}`);
      return `{${[...members, ...(ofNew ?? restShown(value.rest))].join(', ')}}`;
    }
  }
}

function restShown(rest: (Value & { kind: 'list' })['rest']): readonly string[] {
  if (rest === undefined) return [];
  const bounds = `${rest.atLeast ?? 0}..${rest.atMost ?? ''}`;
  const what = rest.of === undefined ? '?' : `${rest.of.instance}.${rest.of.attribute}`;
  return [`${bounds} of (${rest.candidates?.map(shown).join(' | ') ?? what})`];
}
