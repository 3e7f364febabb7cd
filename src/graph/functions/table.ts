import { ADDRESSES } from './addresses.ts';
import { ELEMENTS } from './elements.ts';
import { ENCODING } from './encoding.ts';
import { FILES } from './files.ts';
import { FORMAT } from './format.ts';
import type { FunctionFamily, TerraformFunction } from './function.ts';
import { LISTS } from './lists.ts';
import { MAPS } from './maps.ts';
import { NUMBERS } from './numbers.ts';
import { PAIRS } from './pairs.ts';
import { PATHS } from './paths.ts';
import { PATTERNS } from './patterns.ts';
import { STRINGS } from './strings.ts';
import { TYPES } from './types.ts';

const FAMILIES: readonly FunctionFamily[] = [
  LISTS,
  ELEMENTS,
  MAPS,
  PAIRS,
  STRINGS,
  PATTERNS,
  FORMAT,
  NUMBERS,
  ADDRESSES,
  ENCODING,
  TYPES,
  FILES,
  PATHS,
];

/** Every function that is evaluated, by name, but for `try`, `can` and those of templates, which need their scope. */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  FAMILIES.flatMap((family) => Object.entries(family)),
);
