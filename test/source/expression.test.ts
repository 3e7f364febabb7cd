// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Terraform.
import fc from 'fast-check';
import t from 'tap';
import { openSource } from '../../src/source/source.ts';
import { written } from './arbitrary-expression.ts';
import { memoryFiles } from './memory-files.ts';
import { show } from './show.ts';

type Case = readonly [sentence: string, text: string, tree: string];

const EXPRESSIONS: readonly Case[] = [
  ['null', 'null', 'null'],
  ['a truth value', 'true', 'true'],
  ['a number', '12.50', '12.5'],
  ['a number with an exponent', '1e3', '1000'],
  ['a negative number', '-3', '-3'],
  ['a text', '"a"', '"a"'],
  ['the empty text', '""', '""'],
  ['escapes', '"q\\" \\n \\\\ \\u00e9 \\U0001F600"', '"q\\" \\n \\\\ é 😀"'],
  ['an escaped template is text', '"$${x} %%{y} $z 5%"', '"${x} %{y} $z 5%"'],
  ['a third $ before an escape is not guessed at', '"$$${x}"', 'unsupported<>'],
  ['a template', '"a-${var.b}-c"', 'T("a-", var.b, "-c")'],
  ['two interpolations side by side', '"${a}${b}"', 'T(a, b)'],
  ['one interpolation alone is the value itself', '"${aws_vpc.main.id}"', 'aws_vpc.main.id'],
  ['a text within an interpolation within a text', '"a${f("b${c}")}"', 'T("a", f(T("b", c)))'],
  ['a trimmed interpolation', '"a ${~ b ~} c"', 'T("a", b, "c")'],
  ['a trimmed interpolation within a call', 'f("a ${b ~} c")', 'f(T("a ", b, "c"))'],
  ['an if directive', '"a%{ if b }c%{ else }d%{ endif }"', 'T("a", (b ? "c" : "d"))'],
  ['an if directive without else', '"a%{ if b }c%{ endif }"', 'T("a", (b ? "c" : ""))'],
  [
    'a for directive joins what it makes',
    '"a%{ for k, v in m }${k}=${v};%{ endfor }"',
    'T("a", join("", for(k, v in m : T(k, "=", v, ";"))))',
  ],
  ['a heredoc', '<<EOT\n  a ${b}\n  "c" \\n\nEOT', 'T("  a ", b, "\\n  \\"c\\" \\\\n\\n")'],
  ['an indented heredoc', '<<-EOT\n    a\n      b\n    EOT', '"a\\n  b\\n"'],
  ['a backslash before an escape in a heredoc', '<<EOT\n\\$${x}\nEOT', '"\\\\${x}\\n"'],
  [
    'a heredoc within a call',
    'jsondecode(<<-E\n    {"a": "${b}"}\n  E\n)',
    'jsondecode(T("{\\"a\\": \\"", b, "\\"}\\n"))',
  ],
  [
    'a heredoc that ends with a trimming directive',
    '<<E\n%{ for x in y ~}\n${x}\n%{ endfor ~}\nE',
    'join("", for(x in y : T(x, "\\n")))',
  ],
  ['a condition in a template keeps its numbers', '"x${c ? 1.50 : 2}"', 'T("x", (c ? 1.5 : 2))'],
  ['a condition in an indented heredoc', '<<-E\n  ${c ? "a" : b}\n  E', 'T((c ? "a" : T(b)), "\\n")'],
  ['a number there that would change is not guessed at', '<<-E\n  ${c ? 1.50 : b}\n  E', 'unsupported<>'],
  ['a `$` by way of a text', '"${"$"}{aws.id}"', '"${aws.id}"'],
  ['the same in an indented heredoc is not guessed at', '<<-E\n  ${"$"}{aws.id}\n  E', 'unsupported<aws.id>'],
  ['what looks like a trimming mark and is text', '"{~ ${a} ~}"', 'T("{~ ", a, " ~}")'],
  ['a reference', 'aws_subnet.private.id', 'aws_subnet.private.id'],
  ['a name with a dash', 'local.my-subnets', 'local.my-subnets'],
  ['a name in another script', 'local.größe', 'local.größe'],
  ['a number as index', 'aws_subnet.a[0].id', 'aws_subnet.a[0].id'],
  ['a legacy index', 'aws_subnet.a.0.id', 'aws_subnet.a[0].id'],
  ['a key with quotes and dots', 'module.a["x\\"y.z"].id', 'module.a["x\\"y.z"].id'],
  ['a key that looks like a number', 'm["0"]', 'm["0"]'],
  ['a computed index', 'm[var.k].id', 'm[var.k].id'],
  ['a template as index', 'm["a-${k}"]', 'm[T("a-", k)]'],
  ['a negative index', 'm[-1]', 'm[(-1)]'],
  ['an index that is neither text nor number', 'm[true]', 'unsupported<>'],
  ['a splat', 'aws_subnet.a[*].id', '(aws_subnet.a *: splat.id)'],
  ['a splat of nothing more', 'a[*]', '(a *: splat)'],
  ['a full splat takes the index with it', 'a[*].b[0].c', '(a *: splat.b[0].c)'],
  ['a legacy splat does not', 'a.*.b[0]', '(a *: splat.b)[0]'],
  ['a splat in a splat', 'a[*].b[*].c', '(a *: (splat.b *: splat.c))'],
  ['a computed index in a splat', 'a[*].b[var.i].c', '(a *: splat.b[var.i].c)'],
  ['a splat of a call', 'f(x)[*].y', '(f(x) *: splat.y)'],
  ['a condition', 'a ? b : c', '(a ? b : c)'],
  ['conditions nest to the right', 'a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['precedence', 'a || b && !c == d < -e + f * g', '(a || (b && ((!c) == (d < ((-e) + (f * g))))))'],
  ['subtraction is from the left', 'a - b - c', '((a - b) - c)'],
  ['comparison, division, remainder', 'a >= b / c % d', '(a >= ((b / c) % d))'],
  ['the remaining operators', '[a != b, a <= b, a > b]', '[(a != b), (a <= b), (a > b)]'],
  ['parentheses', '(a + b) * c', '((a + b) * c)'],
  ['an attribute of parentheses', '((a)).b[0]', 'a.b[0]'],
  ['a tuple over several lines', '[\n  # one {\n  a,\n  "b", /* } */\n]', '[a, "b"]'],
  ['an object', '{ a = 1, "b" : c, 3 = d }', '{"a": 1, "b": c, "3": d}'],
  ['an object with computed keys', '{ (a) = 1, "x-${b}" = 2 }', '{a: 1, T("x-", b): 2}'],
  ['a computed key after a line without a comma', '{\n  a = f\n  (b) = 2\n}', '{"a": f, b: 2}'],
  [
    'an object within a call keeps its order',
    'f({ c = 1, a = 2, (b) = 3, "d" = 4 })',
    'f({"c": 1, "a": 2, b: 3, "d": 4})',
  ],
  [
    'an object named like a prototype',
    '{ __proto__ = a, constructor = b }',
    '{"__proto__": a, "constructor": b}',
  ],
  ['a for list', '[for s in a : s.id]', 'for(s in a : s.id)'],
  [
    'a for list with a key and a condition',
    '[for k, v in a : v if k != "x"]',
    'for(k, v in a : v if (k != "x"))',
  ],
  ['a for object', '{ for s in a : s.k => s.v }', 'for(s in a : s.k => s.v)'],
  ['a for object that groups', '{ for s in a : s.k => s.v... if s.x }', 'for(s in a : s.k => s.v... if s.x)'],
  ['a call', 'concat(a, [])', 'concat(a, [])'],
  ['a call with expansion', 'merge(local.a, local.b...)', 'merge(local.a, local.b...)'],
  ['a call with a comma at the end', 'f(\n  a,\n  b,\n)', 'f(a, b)'],
  ["a provider's function", 'provider::aws::arn_parse(a)', 'provider::aws::arn_parse(a)'],
  [
    'the way of terraform-aws-modules: a try over a splat',
    'try(element(aws_subnet.private[*].id, 0), aws_subnet.private[*].id[0], null)',
    'try(element((aws_subnet.private *: splat.id), 0), (aws_subnet.private *: splat.id[0]), null)',
  ],
  [
    'the way of wrappers: a try over each.value with defaults',
    'try(each.value.vpc_subnet_ids, var.defaults.vpc_subnet_ids, null)',
    'try(each.value.vpc_subnet_ids, var.defaults.vpc_subnet_ids, null)',
  ],
  [
    'the way of counts: a length of a compact of a list',
    'local.create && length(compact(var.ids)) > 0 ? length(var.ids) : 0',
    '((local.create && (length(compact(var.ids)) > 0)) ? length(var.ids) : 0)',
  ],
  [
    'a policy in jsonencode',
    'jsonencode({ Statement = [{ Condition = { StringNotEquals = { "lambda:VpcIds" = [aws_vpc.a.id] } } }] })',
    'jsonencode({"Statement": [{"Condition": {"StringNotEquals": {"lambda:VpcIds": [aws_vpc.a.id]}}}]})',
  ],
];

/** The trees of locals by name; each text is a file. */
async function localsOf(...texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = Object.fromEntries(texts.map((text, at) => [`${at}.tf`, `locals {\n${text}\n}\n`]));
  const source = openSource(memoryFiles(files), '.');
  const module = await source.module([]);
  t.same(source.problems(), []);
  return new Map([...(module?.locals ?? [])].map(([name, { expression }]) => [name, show(expression)]));
}

t.test('expressions become trees', async (t) => {
  const text = EXPRESSIONS.map(([, text], at) => `x${at} = ${text}\n`).join('');
  const locals = await localsOf(text);
  for (const [at, [sentence, , tree]] of EXPRESSIONS.entries()) t.equal(locals.get(`x${at}`), tree, sentence);
});

const JSON_TEMPLATES: readonly Case[] = [
  ['text', 'a "b" \\ \n', JSON.stringify('a "b" \\ \n')],
  ['an expression', '${a ? b : c ? d : e}', '(a ? b : (c ? d : e))'],
  ['a template', 'a-${b}', 'T("a-", b)'],
  ['an escaped template', '$${a}', '"${a}"'],
  ['a directive that trims to the end', 'a%{ if b ~}  c  %{~ endif ~}', 'T("a", (b ? "c" : ""))'],
  ['what does not parse keeps its references', '${a.b +} ${c.d', 'unsupported<a.b, c.d>'],
  ['braces side by side', '${ {} }', '{}'],
  ['the marker of our own heredoc', 'END\n${a}END.', 'T("END\\n", a, "END.")'],
];

t.test('texts of .tf.json are templates', async (t) => {
  const locals = Object.fromEntries(JSON_TEMPLATES.map(([, text], at) => [`x${at}`, text]));
  const source = openSource(memoryFiles({ 'main.tf.json': JSON.stringify({ locals }) }), '.');
  const module = await source.module([]);
  for (const [at, [sentence, , tree]] of JSON_TEMPLATES.entries()) {
    const found = module?.locals.get(`x${at}`);
    t.equal(found && show(found.expression), tree, sentence);
  }
});

t.test('values of .tf.json keep their types', async (t) => {
  const locals = '{"a": [1, true, null, {"k-${b}": "${c}", "__proto__": 2}]}';
  const source = openSource(memoryFiles({ 'main.tf.json': `{"locals": [${locals}]}` }), '.');
  const found = (await source.module([]))?.locals.get('a');
  t.equal(found && show(found.expression), '[1, true, null, {T("k-", b): c, "__proto__": 2}]');
});

t.test('an expression is parsed once', async (t) => {
  const source = openSource(memoryFiles({ 'main.tf': 'locals {\n  a = f(b)\n}\n' }), '.');
  const found = (await source.module([]))?.locals.get('a');
  t.equal(found?.expression, found?.expression);
});

/** Each is within what HashiCorp's parser takes for a file, and beyond what is read as an expression. */
const HOSTILE: readonly (readonly [sentence: string, text: string])[] = [
  ['deep calls', `${'f('.repeat(100)}a.b${')'.repeat(100)}`],
  ['a chain of operators', `a.b${' + a.b'.repeat(1000)}`],
  ['a chain of conditions', `f(${'a.b ? c.d : '.repeat(400)}e)`],
  ['a very long list in a call', `f(${'"aaaaaaaaaaaaaaaa", '.repeat(20_000)}a.b)`],
];

t.test('an expression beyond all bounds is not parsed, and keeps its references', async (t) => {
  for (const [sentence, text] of HOSTILE) {
    const locals = await localsOf(`x = ${text}`);
    t.match(locals.get('x'), /^unsupported</, sentence);
  }
});

t.test('whatever is written is read, on the top level and within a call', async (t) => {
  const all = fc.sample(written, { numRuns: 120, seed: 20 });
  const locals = await localsOf(...all.map(({ text }, at) => `x${at} = ${text}\ny${at} = g(${text})`));
  for (const [at, { text, tree }] of all.entries()) {
    t.equal(locals.get(`x${at}`), show(tree), text);
    t.equal(locals.get(`y${at}`), `g(${show(tree)})`, text);
  }
});
