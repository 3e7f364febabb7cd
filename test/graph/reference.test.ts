// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Terraform templates
import t from 'tap';
import { parseReference } from '../../src/graph/reference.ts';

/** As Terraform 1.11 lists references to the instances of these keys. */
const KEYS: readonly (readonly [listed: string, key: string])[] = [
  [String.raw`aws_vpc.v["a\"b"].id`, 'a"b'],
  ['aws_vpc.v["a$${b"].id', 'a${b'],
  [String.raw`aws_vpc.v["é\n"].id`, 'é\n'],
  [String.raw`aws_vpc.v["\u0001x"].id`, '\u0001x'],
  [String.raw`aws_vpc.v["a\\b"].id`, 'a\\b'],
  ['aws_vpc.v["%{c"].id', '%{c'],
  ['aws_vpc.v["😀"].id', '😀'],
];

t.test('instance keys as Terraform writes them', async (t) => {
  for (const [listed, key] of KEYS) {
    const reference = parseReference(listed);
    t.same(reference.kind === 'resource' && reference.rest[0], { kind: 'index', key }, listed);
  }
});

t.test('what is no reference', async (t) => {
  for (const text of ['', 'var', 'local', 'module', 'aws_vpc', 'aws_vpc[0]', 'data.aws_vpc', 'a b'])
    t.equal(parseReference(text).kind, 'unreadable', text);
});
