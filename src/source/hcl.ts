import type { HclJson } from './json.ts';

/**
 * HashiCorp's own parser of the Terraform language, compiled to WebAssembly by @cdktf/hcl2json. No other file knows
 * that package.
 *
 * Its functions are promises; what they wrap answers at once as soon as the WebAssembly runs. It is called directly
 * here, so that an expression is parsed when it is looked at and not before: one costs about half a millisecond, a
 * module has a thousand, and a question concerns a handful.
 */
export interface Hcl {
  /** A file as JSON: expressions are templates (`"${var.a}"`). Throws an HclError when it does not parse. */
  readonly file: (path: string, text: string) => HclJson;
  /** The syntax tree of one expression. Throws an HclError when it does not parse. */
  readonly expression: (text: string) => HclNode;
}

/** A node of a syntax tree. Parentheses, keys of objects and the element of a splat have an empty type. */
export interface HclNode {
  readonly type: string;
  readonly children: readonly HclNode[];
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
  /** Absent for nodes of empty type. */
  readonly meta?: HclMeta;
}

export interface HclMeta {
  readonly value?: string;
  readonly type?: string;
  readonly traversal?: readonly HclTraversalStep[];
  readonly operator?: string;
  readonly name?: string;
  readonly expandedFinalArgument?: boolean;
  readonly keyVar?: string;
  readonly valVar?: string;
  readonly keyExpression?: string;
  readonly conditionalExpression?: string;
  readonly groupedValue?: boolean;
}

export interface HclTraversalStep {
  readonly type: 'nameTraversal' | 'indexTraversal';
  /** Of an index: the text in quotes as it is, or a number. Absent for anything else. */
  readonly segment?: string;
}

/** The text is not in the Terraform language. */
export class HclError extends Error {
  override readonly name = 'HclError';
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string) {
    super(message.replace(/^parse config: /, ''));
    const place = /:(\d+),(\d+)/.exec(message);
    this.line = place === null ? undefined : Number(place[1]);
    this.column = place === null ? undefined : Number(place[2]);
  }
}

type Answer = (error: string | null, json: string) => void;
type Ask = (path: string, text: string, answer: Answer) => void;

let loading: Promise<Hcl> | undefined;

/** Loads the parser at the first call: about 150 ms. */
export function loadHcl(): Promise<Hcl> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Hcl> {
  const { parse } = await import('@cdktf/hcl2json');
  await parse('load.tf', '');
  const wasm: unknown = Reflect.get(globalThis, '__parse_terraform_config_wasm__');
  const file = askOf(wasm, 'parse');
  const tree = askOf(wasm, 'getExpressionAst');
  return {
    file: (path, text) => JSON.parse(call(file, path, text)),
    expression: (text) => JSON.parse(call(tree, '', text)),
  };
}

function askOf(wasm: unknown, name: string): Ask {
  const found: unknown = typeof wasm === 'object' && wasm !== null ? Reflect.get(wasm, name) : undefined;
  if (typeof found !== 'function') throw new Error(`@cdktf/hcl2json has no \`${name}\``);
  return (path, text, answer) => Reflect.apply(found, undefined, [path, text, answer]);
}

/** Set when a call was broken off halfway: what WebAssembly holds is then no longer sound. */
let broken = false;

function call(ask: Ask, path: string, text: string): string {
  if (broken) throw new HclError('the parser gave up on an earlier text');
  const answers: (string | HclError)[] = [];
  try {
    ask(path, text, (error, json) => {
      answers.push(typeof error === 'string' ? new HclError(error) : json);
    });
  } catch {
    // A text nested so deeply that the stack of WebAssembly was not enough for it.
    broken = true;
  }
  const [answer] = answers;
  if (broken || answer === undefined) {
    broken = true;
    throw new HclError('the parser gave up: nested too deeply');
  }
  if (answer instanceof HclError) throw answer;
  return answer;
}
