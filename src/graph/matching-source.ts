import type {
  Configuration,
  ConfigurationBlock,
  ConfigurationExpression,
  ModuleCall,
  ModuleConfiguration,
  ResourceConfiguration,
} from '../plan/plan.ts';
import type { Source, SourceBlock, SourceModule } from '../source/module.ts';
import { agrees } from './agreement.ts';

/**
 * The source, of which a module is there only when it is the one that the plan was made from: the same resources,
 * module calls, constants and references. A stale checkout would prove things that are not so.
 * @param mismatch hears of each module that was left out, once
 */
export function matchingSource(
  source: Source,
  configuration: Configuration | undefined,
  mismatch: (directory: string, what: string) => void,
): Source {
  const checked = new Map<string, Promise<SourceModule | undefined>>();
  const check = async (calls: readonly string[]): Promise<SourceModule | undefined> => {
    const [module, planned] = [await source.module(calls), moduleAt(configuration, calls)];
    if (module === undefined || planned === undefined) return undefined;
    const difference = differenceOf(module, planned);
    if (difference === undefined) return module;
    mismatch(module.directory, difference);
    return undefined;
  };
  return {
    ...source,
    module: (calls) => {
      const key = JSON.stringify(calls);
      const known = checked.get(key) ?? check(calls);
      checked.set(key, known);
      return known;
    },
  };
}

function moduleAt(
  configuration: Configuration | undefined,
  calls: readonly string[],
): ModuleConfiguration | undefined {
  let module = configuration?.root;
  for (const call of calls) module = module?.moduleCalls.get(call)?.module;
  return module;
}

/** What differs, in words; undefined when nothing does. */
function differenceOf(module: SourceModule, planned: ModuleConfiguration): string | undefined {
  const resources = [...planned.resources];
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const names = new Set(managed.map(nameOf));
  const strange = [...module.resources.keys()].find(
    (name) => !/^(data|ephemeral)\./.test(name) && !names.has(name),
  );
  if (strange !== undefined) return `${strange} is not in the plan`;
  const missing = managed.find((resource) => !module.resources.has(nameOf(resource)));
  if (missing !== undefined) return `${nameOf(missing)} is only in the plan`;
  const call = [...planned.moduleCalls.keys()].find((name) => !module.moduleCalls.has(name));
  if (call !== undefined) return `module.${call} is only in the plan`;
  for (const resource of resources) {
    const changed = changedIn(module.resources.get(nameOf(resource)), resource);
    if (changed !== undefined) return `${nameOf(resource)}: \`${changed}\` is another in the plan`;
  }
  for (const [name, planCall] of planned.moduleCalls) {
    const written = module.moduleCalls.get(name);
    const changed = changedIn(written, planCall);
    if (changed !== undefined) return `module.${name}: \`${changed}\` is another in the plan`;
    const added = addedArgument(written, planCall);
    if (added !== undefined) return `module.${name}: \`${added}\` is not in the plan`;
  }
  return undefined;
}

function nameOf({ mode, type, name }: Pick<ResourceConfiguration, 'mode' | 'type' | 'name'>): string {
  return mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`;
}

/** The first argument that the plan has otherwise, `count` and `for_each` included. */
function changedIn(
  block: SourceBlock | undefined,
  { expressions, count, forEach }: Pick<ResourceConfiguration, 'expressions' | 'count' | 'forEach'>,
): string | undefined {
  if (block === undefined) return undefined;
  return (
    (count && changedExpression(block, 'count', count)) ??
    (forEach && changedExpression(block, 'for_each', forEach)) ??
    changedArgument(block, expressions)
  );
}

/** A variable of the module that the source sets and the plan does not. */
function addedArgument(
  block: SourceBlock | undefined,
  { expressions, module }: ModuleCall,
): string | undefined {
  const names = [...(block?.arguments.keys() ?? [])];
  return names.find((name) => module.variables.has(name) && !expressions.has(name));
}

/** The first argument that the plan has otherwise, those of written-out nested blocks included. */
function changedArgument(block: SourceBlock, planned: ConfigurationBlock): string | undefined {
  for (const [name, member] of planned) {
    const changed =
      member.kind === 'expression'
        ? changedExpression(block, name, member.expression)
        : changedBlocks(block, name, member.blocks);
    if (changed !== undefined) return changed;
  }
  return undefined;
}

function changedExpression(
  block: SourceBlock,
  name: string,
  planned: ConfigurationExpression,
): string | undefined {
  const written = block.arguments.get(name)?.expression;
  return written === undefined || agrees(planned, written) ? undefined : name;
}

function changedBlocks(
  block: SourceBlock,
  name: string,
  planned: readonly ConfigurationBlock[],
): string | undefined {
  const written = block.blocks.get(name) ?? [];
  // A dynamic block leaves no trace in the plan, so that the written ones cannot be counted off.
  if (written.some(({ kind }) => kind === 'dynamic')) return undefined;
  for (const [index, one] of planned.entries()) {
    const nested = written[index];
    const changed = nested?.kind === 'static' ? changedArgument(nested.block, one) : undefined;
    if (changed !== undefined) return `${name}.${changed}`;
  }
  return undefined;
}
