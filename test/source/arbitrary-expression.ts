import fc from 'fast-check';
import type { BinaryOperator, Expression } from '../../src/source/expression.ts';

/** An expression, and a way to write it. */
export interface Written {
  readonly text: string;
  readonly tree: Expression;
}

const literal = (value: string | number | boolean | null): Expression => ({ kind: 'literal', value });

const name = fc.constantFrom('a', 'var', 'local', 'each', 'größe', 'my-name', '_x', '__proto__', 'if', 'for');
const root = fc.constantFrom('a', 'var', 'local', 'each', 'größe', 'my-name', '_x', '__proto__');

/** Characters that mean something somewhere. */
const character = fc.constantFrom(
  ...['a', ' ', '"', '\\', '$', '%', '{', '}', '~', '#', '/', '<', '\n', '\t', '\r', 'é', '💥', "'", '['],
);
const text = fc
  .array(character, { maxLength: 8 })
  .map((all) => all.join(''))
  // A third `$` before an escape is the one thing that is not read.
  .filter((each) => !/[$%]{2}\{/.test(each));

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  é: '\\u00e9',
};

/** As it stands between quotes; a `$` at the end would join what follows. */
function quoted(value: string): string {
  const escaped = value.replace(/["\\\n\t\ré]/g, (found) => ESCAPES[found] ?? found);
  return escaped.replace(/([$%])\{/g, '$1$1{');
}

const number = fc.oneof(fc.nat(1000), fc.constantFrom(1.5, 0.25, 1e21));

const leaf: fc.Arbitrary<Written> = fc.oneof(
  fc
    .constantFrom<boolean | null>(true, false, null)
    .map((value) => ({ text: String(value), tree: literal(value) })),
  number.map((value) => ({ text: String(value).replace('+', ''), tree: literal(value) })),
  text.map((value) => ({ text: `"${quoted(value)}"`, tree: literal(value) })),
  fc.tuple(root, fc.array(name, { maxLength: 3 })).map(([first, steps]) => ({
    text: [first, ...steps].join('.'),
    tree: steps.reduce<Expression>((object, step) => ({ kind: 'attribute', object, name: step }), {
      kind: 'variable',
      name: first,
    }),
  })),
);

const BINARY: readonly BinaryOperator[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
];

/** In parentheses: what it is part of cannot take it apart. */
const grouped = ({ text, tree }: Written): Written => ({ text: `(${text})`, tree });

/** Text, value, text, value, …: a template, in quotes. */
function template(parts: readonly (readonly [string, Written])[], end: string): Written {
  const trees = [...parts.flatMap(([before, { tree }]) => [literal(before), tree]), literal(end)];
  const joined = trees.filter((part) => part.kind !== 'literal' || part.value !== '');
  const written = parts.map(([before, part]) => `${quoted(before)}\${ ${part.text} }`).join('');
  const [only = literal('')] = joined;
  return {
    text: `"${written}${quoted(end)}"`,
    tree: joined.length < 2 ? only : { kind: 'template', parts: joined },
  };
}

/** Lines of an indentation that `<<-` takes away, each a text and a value; as an argument, so that a line break is right. */
function indentedHeredoc(lines: readonly (readonly [string, Written])[]): Written {
  const doubled = lines.map(
    ([text, value]) => `    x${text.replace(/([$%])\{/g, '$1$1{')}\${ ${value.text} }\n`,
  );
  const parts = lines.flatMap(([text, value], at) => [
    literal(`${at === 0 ? '' : '\n'}x${text}`),
    value.tree,
  ]);
  const tree: Expression =
    parts.length === 0 ? literal('') : { kind: 'template', parts: [...parts, literal('\n')] };
  return {
    text: `h(<<-EOT\n${doubled.join('')}    EOT\n)`,
    tree: { kind: 'call', name: 'h', arguments: [tree], expandLast: false },
  };
}

/** Expressions of every kind that can be told from their text alone. */
export const written: fc.Arbitrary<Written> = fc.letrec<{ any: Written }>((tie) => {
  const any = tie('any');
  const noText = any.filter(({ tree }) => tree.kind !== 'literal' && tree.kind !== 'template');
  const plain = text.filter((each) => !/[$%]$/.test(each));
  const line = text
    .map((each) => each.replace(/[\r\n]|[$%]+[\r\n]*$/g, ''))
    .filter((each) => !/[$%]\{?$|[$%]{2}\{/.test(each));
  const unconditional = noText.filter(({ tree }) => tree.kind !== 'conditional');
  return {
    any: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(any, { maxLength: 3 }).map(
        (items): Written => ({
          text: `[${items.map((item) => item.text).join(',\n')}]`,
          tree: { kind: 'tuple', items: items.map(({ tree }) => tree) },
        }),
      ),
      fc.tuple(any, any).map(
        ([first, second]): Written => ({
          text: `f({ b = ${first.text}, "a" = ${second.text} }...)`,
          tree: {
            kind: 'call',
            name: 'f',
            arguments: [
              {
                kind: 'object',
                entries: [
                  { key: literal('b'), value: first.tree },
                  { key: literal('a'), value: second.tree },
                ],
              },
            ],
            expandLast: true,
          },
        }),
      ),
      fc.tuple(any.map(grouped), any).map(
        ([collection, key]): Written => ({
          text: `${collection.text}[(${key.text})]`,
          tree: { kind: 'index', collection: collection.tree, key: key.tree },
        }),
      ),
      fc.tuple(any.map(grouped), name).map(
        ([collection, step]): Written => ({
          text: `${collection.text}[*].${step}`,
          tree: {
            kind: 'splat',
            collection: collection.tree,
            each: { kind: 'attribute', object: { kind: 'variable', name: 'splat' }, name: step },
          },
        }),
      ),
      fc.tuple(any.map(grouped), any, any).map(
        ([condition, yes, no]): Written => ({
          text: `${condition.text} ? ${yes.text} : ${no.text}`,
          tree: { kind: 'conditional', condition: condition.tree, yes: yes.tree, no: no.tree },
        }),
      ),
      fc.tuple(any.map(grouped), fc.constantFrom(...BINARY), any.map(grouped)).map(
        ([left, operator, right]): Written => ({
          text: `${left.text} ${operator} ${right.text}`,
          tree: { kind: 'binary', operator, left: left.tree, right: right.tree },
        }),
      ),
      any.map(grouped).map(
        (operand): Written => ({
          text: `!${operand.text}`,
          tree: { kind: 'unary', operator: '!', operand: operand.tree },
        }),
      ),
      fc.tuple(root, any, any, any.map(grouped)).map(
        ([variable, collection, value, condition]): Written => ({
          text: `[for ${variable} in ${collection.text} : ${value.text} if ${condition.text}]`,
          tree: {
            kind: 'for',
            valueVariable: variable,
            collection: collection.tree,
            value: value.tree,
            condition: condition.tree,
            grouped: false,
          },
        }),
      ),
      fc.array(fc.tuple(line, unconditional), { maxLength: 3 }).map(indentedHeredoc),
      fc
        .tuple(fc.array(fc.tuple(plain, noText), { maxLength: 3 }), plain)
        .map(([parts, end]) => template(parts, end)),
    ),
  };
}).any;
