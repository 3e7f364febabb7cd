import { readQuoted, writeQuoted } from './quoted-key.ts';

/**
 * Terraform's addresses, taken apart: `module.net["a.b"].module.x[0].data.aws_subnet.s["k"]`.
 * https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
export type InstanceKey = number | string;

/** One step of a module path; `key` is absent where the module call has neither count nor for_each. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: InstanceKey;
}

/** From the root module downward; the root itself is `[]`. */
export type ModulePath = readonly ModuleStep[];

export interface ResourceAddress {
  readonly module: ModulePath;
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
  readonly key?: InstanceKey;
}

/** The address of a resource or of one of its instances; undefined when the text is no such address. */
export function parseAddress(text: string): ResourceAddress | undefined {
  const steps = parseSteps(text);
  if (steps === undefined) return undefined;
  const modules = modulesIn(steps);
  const rest = steps.slice(modules.length * 2);
  const mode = modeOf(rest);
  const [type, last, ...more] = mode === 'managed' ? rest : rest.slice(1);
  if (type === undefined || last === undefined || more.length > 0) return undefined;
  if (type.key !== undefined || type.name === 'module') return undefined;
  return { module: modules, mode, type: type.name, ...last };
}

/** The path in a `module_address`; the root module's is empty. Undefined when the text is no module's address. */
export function parseModulePath(text: string): ModulePath | undefined {
  if (text === '') return [];
  const steps = parseSteps(text);
  if (steps === undefined) return undefined;
  const modules = modulesIn(steps);
  return modules.length * 2 === steps.length ? modules : undefined;
}

/** As today's Terraform writes it: parseAddress gives the same address back. */
export function formatAddress(address: ResourceAddress): string {
  const mode = address.mode === 'managed' ? '' : `${address.mode}.`;
  const modules = address.module.length === 0 ? '' : `${formatModulePath(address.module)}.`;
  return `${modules}${mode}${address.type}.${address.name}${formatKey(address.key)}`;
}

export function formatModulePath(path: ModulePath): string {
  return path.map((step) => `module.${step.name}${formatKey(step.key)}`).join('.');
}

/** `[0]`, `["a"]`; nothing for no key. */
export function formatKey(key: InstanceKey | undefined): string {
  if (key === undefined) return '';
  return typeof key === 'number' ? `[${key}]` : `[${writeQuoted(key)}]`;
}

function modulesIn(steps: readonly ModuleStep[]): ModulePath {
  const modules: ModuleStep[] = [];
  for (let i = 0; i + 1 < steps.length; i += 2) {
    const [keyword, step] = [steps[i], steps[i + 1]];
    if (keyword?.name !== 'module' || keyword.key !== undefined || step === undefined) break;
    modules.push(step);
  }
  return modules;
}

function modeOf(steps: readonly ModuleStep[]): ResourceAddress['mode'] {
  const first = steps[0];
  if (first === undefined || first.key !== undefined) return 'managed';
  return first.name === 'data' || first.name === 'ephemeral' ? first.name : 'managed';
}

/** A name ends at the next dot or bracket; Terraform allows letters of any script, digits, `_` and `-`. */
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}-]*/uy;
const INDEX = /\[(0|[1-9][0-9]{0,15})\]/y;

/** The steps between the dots, each with its key: never split at a dot, since keys may hold dots. */
function parseSteps(text: string): readonly ModuleStep[] | undefined {
  const steps: ModuleStep[] = [];
  let at = 0;
  for (;;) {
    const name = matchAt(NAME, text, at)?.[0];
    if (name === undefined) return undefined;
    at += name.length;
    const key = text[at] === '[' ? parseKey(text, at) : undefined;
    if (text[at] === '[' && key === undefined) return undefined;
    steps.push(key === undefined ? { name } : { name, key: key.value });
    at = key?.end ?? at;
    if (at === text.length) return steps;
    if (text[at] !== '.') return undefined;
    at++;
  }
}

function parseKey(
  text: string,
  at: number,
): { readonly value: InstanceKey; readonly end: number } | undefined {
  const index = matchAt(INDEX, text, at);
  if (index !== null) return { value: Number(index[1]), end: at + index[0].length };
  const quoted = readQuoted(text, at + 1);
  if (quoted === undefined || text[quoted.end] !== ']') return undefined;
  return { value: quoted.value, end: quoted.end + 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
