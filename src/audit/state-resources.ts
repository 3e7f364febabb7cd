import { items, member, type StateResource, textOf } from './existing.ts';
import { EXISTING_TYPES } from './existing-types.ts';

/**
 * The resources of a state that may hold functions: what `terraform show -json` prints of one, or a state file of version
 * 4 itself. Undefined for JSON that is neither.
 * https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export function stateResources(json: unknown): readonly StateResource[] | undefined {
  if (isShown(json)) return shownResources(member(member(json, 'values'), 'root_module'));
  return member(json, 'version') === 4 ? rawResources(items(member(json, 'resources'))) : undefined;
}

const isWanted = (resource: unknown): boolean =>
  Object.hasOwn(EXISTING_TYPES, String(member(resource, 'type'))) && member(resource, 'mode') !== 'data';

/** Of an empty state nothing is printed but the versions. */
function isShown(json: unknown): boolean {
  if (member(json, 'format_version') === undefined || typeof json !== 'object' || json === null) return false;
  const others = Object.keys(json).filter(
    (name) => name !== 'format_version' && name !== 'terraform_version',
  );
  return others.length === 0 || member(json, 'values') !== undefined;
}

/** Modules are gone through with a list of what is left: they may be nested as deeply as anybody likes. */
function shownResources(root: unknown): readonly StateResource[] {
  const found: StateResource[] = [];
  const modules = [root];
  for (let module = modules.pop(); module !== undefined; module = modules.pop()) {
    for (const resource of items(member(module, 'resources'))) {
      if (!isWanted(resource)) continue;
      found.push({
        type: String(member(resource, 'type')),
        address: String(member(resource, 'address')),
        attributes: member(resource, 'values'),
        sensitive: member(resource, 'sensitive_values'),
      });
    }
    modules.push(...items(member(module, 'child_modules')));
  }
  return found.sort((a, b) => (a.address < b.address ? -1 : 1));
}

function rawResources(resources: readonly unknown[]): readonly StateResource[] {
  return resources.filter(isWanted).flatMap((resource) =>
    items(member(resource, 'instances'))
      .filter((instance) => member(instance, 'deposed') === undefined)
      .map((instance) => ({
        type: String(member(resource, 'type')),
        address: addressOf(resource, instance),
        attributes: member(instance, 'attributes'),
        sensitive: sensitiveNames(member(instance, 'sensitive_attributes')),
      })),
  );
}

/** Paths: of each the first step names the attribute. One that cannot be read may be any. */
function sensitiveNames(paths: unknown): unknown {
  const names = items(paths).map((path) => textOf(member(items(path)[0], 'value')));
  return names.includes(undefined) || Object.fromEntries(names.map((name) => [name, true]));
}

function addressOf(resource: unknown, instance: unknown): string {
  const module = member(resource, 'module');
  const key = member(instance, 'index_key');
  const prefix = typeof module === 'string' ? `${module}.` : '';
  const suffix = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return `${prefix}${String(member(resource, 'type'))}.${String(member(resource, 'name'))}${suffix}`;
}
