/**
 * The references that a plan's `configuration` lists for an expression: `module.net["a.b"].subnets[0]`,
 * `data.aws_subnets.db.ids`, `each.value`. Splats and computed indexes are cut off: `aws_subnet.s[*].id` and
 * `aws_subnet.s[count.index].id` are both listed as `aws_subnet.s`.
 */
export type Reference =
  | {
      readonly kind: 'resource';
      readonly mode: 'managed' | 'data' | 'ephemeral';
      readonly type: string;
      readonly name: string;
      /** `[0]`, `["a"]`, `.id`: what follows, an instance key first where there is one. */
      readonly rest: readonly Step[];
    }
  | { readonly kind: 'module'; readonly call: string; readonly rest: readonly Step[] }
  | { readonly kind: 'variable'; readonly name: string; readonly rest: readonly Step[] }
  | { readonly kind: 'local'; readonly name: string; readonly rest: readonly Step[] }
  /** `each.key`, `count.index`, `path.module`, `terraform.workspace`, `self.id`: the first two steps of it. */
  | { readonly kind: 'scope'; readonly root: string; readonly name: string; readonly rest: readonly Step[] }
  | { readonly kind: 'unreadable' };

export interface Step {
  readonly kind: 'attribute' | 'index';
  readonly key: string | number;
}

const SCOPES = new Set(['each', 'count', 'path', 'terraform', 'tofu', 'self', 'provider']);
const STEP = /\.([^.[\]\s]+)|\[(-?\d+)\]|\["((?:[^"\\]|\\.)*)"\]|^([^.[\]\s]+)/guy;

/** A reference as Terraform lists it. What it does not write this way is `unreadable`. */
export function parseReference(text: string): Reference {
  const steps = stepsOf(text);
  if (steps === undefined) return { kind: 'unreadable' };
  const [root, name, third, ...rest] = steps;
  if (root === undefined) return { kind: 'unreadable' };
  const head = String(root.key);
  if (head === 'var' || head === 'local') {
    if (name === undefined) return { kind: 'unreadable' };
    return {
      kind: head === 'var' ? 'variable' : 'local',
      name: String(name.key),
      rest: tail(third, rest),
    };
  }
  if (head === 'module') {
    return name === undefined
      ? { kind: 'unreadable' }
      : { kind: 'module', call: String(name.key), rest: tail(third, rest) };
  }
  if (SCOPES.has(head))
    return { kind: 'scope', root: head, name: String(name?.key ?? ''), rest: tail(third, rest) };
  return resourceReference(steps);
}

function resourceReference(steps: readonly Step[]): Reference {
  const first = String(steps[0]?.key);
  const mode = first === 'data' || first === 'ephemeral' ? first : 'managed';
  const [type, name, ...rest] = mode === 'managed' && first !== 'resource' ? steps : steps.slice(1);
  if (type?.kind !== 'attribute' || name?.kind !== 'attribute') return { kind: 'unreadable' };
  return { kind: 'resource', mode, type: String(type.key), name: String(name.key), rest };
}

function tail(third: Step | undefined, rest: readonly Step[]): readonly Step[] {
  return third === undefined ? [] : [third, ...rest];
}

/** `a.b[0]["c.d"]` as steps; undefined where it is written in another way. */
function stepsOf(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const [, attribute, index, key, first] = match;
    if (index !== undefined) steps.push({ kind: 'index', key: Number(index) });
    else if (key !== undefined) steps.push({ kind: 'index', key: unquoted(key) });
    else steps.push({ kind: 'attribute', key: attribute ?? first ?? '' });
  }
  return steps;
}

/** The text of a quoted key: HCL's escapes, `$${` and `%%{` included. */
function unquoted(quoted: string): string {
  return quoted
    .replaceAll(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gu, (_, code: string) => unescaped(code))
    .replaceAll('$${', () => '${')
    .replaceAll('%%{', () => '%{');
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unescaped(written: string): string {
  if (written.length === 1) return ESCAPES.get(written) ?? written;
  const code = Number.parseInt(written.slice(1), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/**
 * The references that were written, without the prefixes that Terraform lists behind each: `x.a[0].id`, `x.a[0]`,
 * `x.a` is one reference.
 */
export function writtenReferences(listed: readonly string[]): readonly string[] {
  const written: string[] = [];
  let previous: string | undefined;
  for (const text of listed) {
    const isPrefix = previous !== undefined && previous.length > text.length && previous.startsWith(text);
    const next = previous?.[text.length];
    if (!isPrefix || (next !== '.' && next !== '[')) written.push(text);
    previous = text;
  }
  return [...new Set(written)];
}
