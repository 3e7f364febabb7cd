// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like template strings.
import t from 'tap';
import { authorize } from '../../src/iam/authorize.ts';
import type { Text } from '../../src/iam/value.ts';
import { type Given, givenValue } from './given.ts';
import { requestOf, scpOf } from './samples.ts';

const V = { unknown: 'v' };
const numbered = (count: number, suffix = '') =>
  Array.from({ length: count }, (_, index) => `p${index}${suffix}`);
const bucket = (...parts: Text): Text => ['arn:aws:s3:::', ...parts];

/** A statement that denies only what few of all texts are, and what stands for the unknown ones. */
const ROWS: readonly {
  readonly name: string;
  readonly statement: object;
  readonly resource?: Text;
}[] = [
  {
    name: 'one of many texts, and another after it',
    statement: { Resource: 'arn:aws:s3:::p1-k', Condition: { StringEquals: { 'a:b': numbered(13) } } },
    resource: bucket(givenValue(V), '-', givenValue({ unknown: 'w' })),
  },
  {
    name: 'two texts that make a quoted wildcard',
    statement: { Resource: 'arn:aws:s3:::x${*}y' },
    resource: bucket(givenValue(V), givenValue({ unknown: 'w' })),
  },
  {
    name: 'what the last of very many patterns alone means',
    statement: {
      Condition: {
        StringLike: { 'a:b': [...numbered(200, '*'), 'z*'] },
        StringNotLike: { 'a:b': numbered(200, '*') },
      },
    },
  },
];
for (const { name, statement, resource } of ROWS) {
  t.test(`an unknown value may be ${name}`, (t) => {
    const given: Readonly<Record<string, Given>> = { 'a:b': { one: V } };
    const policies = scpOf({ Effect: 'Deny', Action: '*', Resource: '*', ...statement });
    t.match(authorize(policies, [requestOf(given, resource)]), { kind: 'undetermined' });
    t.end();
  });
}
