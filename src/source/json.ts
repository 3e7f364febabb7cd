/** JSON as a configuration has it. Names are untrusted: objects are only read through `Object.entries`. */
export type HclJson = null | boolean | number | string | readonly HclJson[] | HclObject;
export interface HclObject {
  readonly [name: string]: HclJson;
}

export function isHclObject(json: HclJson | undefined): json is HclObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function isHclArray(json: HclJson | undefined): json is readonly HclJson[] {
  return Array.isArray(json);
}
