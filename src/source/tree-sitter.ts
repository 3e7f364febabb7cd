import { fileURLToPath } from 'node:url';
import type { Node } from 'web-tree-sitter';

export type { Node };

/**
 * A parser that knows where everything stands, and gets over faults: tree-sitter with the grammar of the Terraform
 * language. It is used for places alone; what an expression means is asked of HashiCorp's own parser, because this
 * grammar nests `a ? b : c ? d : e` the wrong way round. No other file knows these packages.
 */
export interface TreeSitter {
  /** The root of the file's tree; undefined when the parser gives up. */
  readonly parse: (text: string) => Node | undefined;
}

let loading: Promise<TreeSitter> | undefined;

/** Loads the parser at the first call: about 30 ms. */
export function loadTreeSitter(): Promise<TreeSitter> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TreeSitter> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  const grammar = import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(fileURLToPath(grammar)));
  return {
    parse: (text) => {
      const tree = parser.parse(text);
      return tree?.rootNode;
    },
  };
}
