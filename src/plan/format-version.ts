import { InputError } from '../error.ts';
import type { Json } from './json.ts';

/** https://developer.hashicorp.com/terraform/internals/json-format: the major version changes when readers must. */
const VERSION = /^(\d{1,9})(?:\.\d+)*$/;

/** Refuses another major version as soon as it is seen: the rest may be of any shape. Throws InputError. */
export function checkMajor(version: Json, path: string): void {
  const major = typeof version === 'string' ? VERSION.exec(version)?.[1] : undefined;
  if (major !== undefined && Number(major) > 1) throw unsupported(version, path);
}

/** The `format_version` of a plan that can be read. Throws InputError for none, or an odd one. */
export function supportedVersion(version: Json | undefined, path: string): string {
  if (typeof version === 'string' && VERSION.test(version)) return version;
  throw unsupported(version, path);
}

const LONGEST = 40;

function unsupported(version: Json | undefined, path: string): InputError {
  const code = 'unsupported-format-version';
  if (version === undefined)
    return new InputError(code, 'the plan has no `format_version`: expected 0.x or 1.x', { path });
  const shown = typeof version === 'string' ? version.slice(0, LONGEST) : 'that is no string';
  return new InputError(code, `format version \`${shown}\` is not supported: expected 0.x or 1.x`, { path });
}
