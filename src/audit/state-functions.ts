import { type ExistingFunction, existingFunction, FUNCTION_TYPE, items, member } from './existing.ts';

/**
 * The functions of a state: what `terraform show -json` prints of one, or a state file of version 4 itself.
 * Undefined for JSON that is neither.
 * https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export function stateFunctions(json: unknown): readonly ExistingFunction[] | undefined {
  if (isShown(json)) return shownFunctions(member(member(json, 'values'), 'root_module'));
  return member(json, 'version') === 4 ? rawFunctions(items(member(json, 'resources'))) : undefined;
}

/** Of an empty state nothing is printed but the versions. */
function isShown(json: unknown): boolean {
  if (member(json, 'format_version') === undefined || typeof json !== 'object' || json === null) return false;
  const others = Object.keys(json).filter(
    (name) => name !== 'format_version' && name !== 'terraform_version',
  );
  return others.length === 0 || member(json, 'values') !== undefined;
}

/** Modules are gone through with a list of what is left: they may be nested as deeply as anybody likes. */
function shownFunctions(root: unknown): readonly ExistingFunction[] {
  const found: ExistingFunction[] = [];
  const modules = [root];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const resource of items(member(module, 'resources'))) {
      if (member(resource, 'type') !== FUNCTION_TYPE || member(resource, 'mode') === 'data') continue;
      found.push(existingFunction(String(member(resource, 'address')), member(resource, 'values')));
    }
    modules.push(...items(member(module, 'child_modules')));
  }
  return found.sort((a, b) => (a.address < b.address ? -1 : 1));
}

function rawFunctions(resources: readonly unknown[]): readonly ExistingFunction[] {
  return resources
    .filter((resource) => member(resource, 'type') === FUNCTION_TYPE && member(resource, 'mode') !== 'data')
    .flatMap((resource) =>
      items(member(resource, 'instances'))
        .filter((instance) => member(instance, 'deposed') === undefined)
        .map((instance) => existingFunction(addressOf(resource, instance), member(instance, 'attributes'))),
    );
}

function addressOf(resource: unknown, instance: unknown): string {
  const module = member(resource, 'module');
  const key = member(instance, 'index_key');
  const prefix = typeof module === 'string' ? `${module}.` : '';
  const suffix = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return `${prefix}${FUNCTION_TYPE}.${String(member(resource, 'name'))}${suffix}`;
}
