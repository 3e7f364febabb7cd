import type { Graph } from '../graph/graph.ts';
import { attributeOfType, type IdentifierKind } from '../graph/identifiers.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { formatModulePath, parseAddress } from '../plan/address.ts';
import type { ConfigurationBlock, ModuleConfiguration, Plan } from '../plan/plan.ts';

/** Answers what the values of a condition are that only the apply reads, as far as the configuration tells. */
export interface ConditionValues {
  /** @returns undefined where the configuration does not tell */
  readonly of: (document: string, condition: ConditionPlace) => Promise<readonly GraphValue[] | undefined>;
}

/** Where a condition stands, and how many there are of each: `dynamic` blocks leave no trace in the configuration. */
export interface ConditionPlace {
  readonly statement: number;
  readonly statements: number;
  readonly conditions: number;
  readonly test: string;
  readonly variable: string;
  readonly values: number;
}

/** What the values of these condition keys are ids of. */
const KINDS: ReadonlyMap<string, IdentifierKind> = new Map([
  ['lambda:vpcids', 'vpc'],
  ['lambda:subnetids', 'subnet'],
  ['lambda:securitygroupids', 'security-group'],
]);

/**
 * The plan keeps the references of an expression and not the expression. A list of ids that refers to one resource
 * alone, and has as many values as that has instances, holds their ids.
 */
export function conditionValues(plan: Plan, graph: Graph): ConditionValues {
  return {
    of: async (document, place) => {
      const { test, variable } = place;
      const address = parseAddress(document);
      const kind = KINDS.get(variable.toLowerCase());
      const root = plan.configuration()?.root;
      if (address === undefined || kind === undefined || root === undefined) return undefined;
      const resource = moduleAt(root, address.module)?.resources.get({ ...address, mode: 'data' });
      const references = referencesOf(statementAt(resource?.expressions, place), test, variable);
      const instances = instancesNamed(graph, references, formatModulePath(address.module));
      const ids = await idsOf(graph, instances, references, kind);
      return ids.length === place.values ? ids : undefined;
    },
  };
}

function moduleAt(
  root: ModuleConfiguration,
  path: readonly { readonly name: string }[],
): ModuleConfiguration | undefined {
  let module: ModuleConfiguration | undefined = root;
  for (const { name } of path) module = module?.moduleCalls.get(name)?.module;
  return module;
}

function blocksOf(block: ConfigurationBlock | undefined, name: string): readonly ConfigurationBlock[] {
  const member = block?.get(name);
  return member?.kind === 'blocks' ? member.blocks : [];
}

/** Undefined where a dynamic block made some of the statements, or some of the conditions. */
function statementAt(
  block: ConfigurationBlock | undefined,
  place: ConditionPlace,
): ConfigurationBlock | undefined {
  const statements = blocksOf(block, 'statement');
  const statement = statements.length === place.statements ? statements[place.statement] : undefined;
  return blocksOf(statement, 'condition').length === place.conditions ? statement : undefined;
}

/** Of the only condition with this test and variable; empty where there is none, or several. */
function referencesOf(
  statement: ConfigurationBlock | undefined,
  test: string,
  variable: string,
): readonly string[] {
  const [only, ...others] = blocksOf(statement, 'condition').filter(
    (condition) => constant(condition, 'test') === test && constant(condition, 'variable') === variable,
  );
  const values = only?.get('values');
  return others.length === 0 && values?.kind === 'expression' ? values.expression.references : [];
}

function constant(block: ConfigurationBlock, name: string): unknown {
  const member = block.get(name);
  return member?.kind === 'expression' ? member.expression.constantValue : undefined;
}

/**
 * The instances of the one resource that is referred to. Each reference is followed by its prefixes: `x[0].id`,
 * `x[0]`, `x`.
 */
function instancesNamed(graph: Graph, references: readonly string[], module: string): readonly string[] {
  const [longest] = references;
  if (longest === undefined || references.some((reference) => !longest.startsWith(reference))) return [];
  const [, type] = /^([a-z][\w-]*)\.[\w-]+/.exec(longest) ?? [];
  if (type === undefined) return [];
  const name = longest.replace(/\.id$/, '');
  const address = module === '' ? name : `${module}.${name}`;
  return graph.instances(type).filter((instance) => instance === address || isInstanceOf(instance, address));
}

const isInstanceOf = (instance: string, resource: string) =>
  instance.startsWith(`${resource}[`) && !instance.slice(resource.length).includes('].');

async function idsOf(
  graph: Graph,
  instances: readonly string[],
  [longest = '']: readonly string[],
  kind: IdentifierKind,
): Promise<readonly GraphValue[]> {
  const [, type = ''] = /^([a-z][\w-]*)\./.exec(longest) ?? [];
  if (attributeOfType(type, 'id')?.kind !== kind) return [];
  const ids = await Promise.all(instances.map((instance) => graph.attribute(instance, ['id'])));
  return ids.filter((id) => id !== undefined);
}
