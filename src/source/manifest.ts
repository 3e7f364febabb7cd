import { type HclJson, isHclArray, isHclObject } from './json.ts';

/** What `terraform init` wrote to `.terraform/modules/modules.json`: a directory for each module. */
export interface ModuleManifest {
  /** By key (`api.inner`, the root is the empty text): a directory relative to the root module. */
  readonly directories: ReadonlyMap<string, string>;
}

/** Undefined where the text is no such manifest. */
export function parseManifest(text: string): ModuleManifest | undefined {
  const json = parseJson(text);
  const modules = isHclObject(json) ? json.Modules : undefined;
  if (!isHclArray(modules)) return undefined;
  const directories = new Map<string, string>();
  for (const module of modules) {
    if (!isHclObject(module) || typeof module.Key !== 'string' || typeof module.Dir !== 'string') continue;
    directories.set(module.Key, module.Dir.replaceAll('\\', '/'));
  }
  return { directories };
}

function parseJson(text: string): HclJson | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
