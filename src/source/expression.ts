import type { Position } from '../error.ts';

/**
 * An expression of the Terraform language, as its parser saw it.
 * https://developer.hashicorp.com/terraform/language/expressions
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
    }
  /** A variable in scope: `var`, `local`, `each`, `module`, `data`, a resource type, a `for` variable, an iterator. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly collection: Expression; readonly key: Expression }
  /** `list[*].a.b`: `each` is applied to every element, with the element as the variable `splat`. */
  | { readonly kind: 'splat'; readonly collection: Expression; readonly each: Expression }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: 'for';
      readonly keyVariable?: string;
      readonly valueVariable: string;
      readonly collection: Expression;
      /** Given for an object result `{for … : key => value}`. */
      readonly key?: Expression;
      readonly value: Expression;
      readonly condition?: Expression;
      /** `{for … : k => v...}` */
      readonly grouped: boolean;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: readonly Expression[];
      /** The last argument is expanded: `f(list...)`. */
      readonly expandLast: boolean;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly operand: Expression }
  /** Something that could not be read: its text, and the references that stand in it. */
  | { readonly kind: 'unsupported'; readonly text: string; readonly references: readonly Expression[] };

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||';

/** An expression and where it stands. */
export interface LocatedExpression {
  /** Parsed when it is first looked at, then kept. */
  readonly expression: Expression;
  /** Path of the file below the source's boundary, POSIX slashes. */
  readonly path: string;
  /** Of the argument that holds it. Absent where the file could not be located. */
  readonly position?: Position;
}
