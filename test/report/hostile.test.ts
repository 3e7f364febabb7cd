import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import t from 'tap';
import type { Report } from '../../src/generated/report.ts';
import { moduleOf } from '../../src/report/address.ts';
import * as escapes from '../../src/report/escape.ts';
import { SEED } from '../seed.ts';
import { BLOBS, OUTPUTS, sample } from './samples.ts';

/** What breaks out of some place or other. */
const FRAGMENTS = [
  '\u001b[31m',
  '\u009b2J',
  '\u0007',
  '\n',
  '\r\n',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\ufff9',
  '\0',
  '\ud800',
  '\u{e0041}',
  '::error file=x::',
  '\n::add-mask::',
  '##[error]',
  '##',
  '[',
  '%0A::',
  '<script>',
  '</code>',
  '</summary>',
  '</details>',
  '<img src=x onerror=alert(1)>',
  '<!--',
  '-->',
  '&lt;',
  '&#60;',
  '|',
  '\\|',
  '`',
  '```\n',
  '~~~',
  '*',
  '**',
  '_',
  '__',
  '[a](javascript:alert(1))',
  '](1)',
  '![i](https://evil.example/)',
  '@octocat',
  'a@b.example',
  '#1',
  'GH-12',
  'o/r#3',
  'https://evil.example',
  'www.evil.example',
  'mailto:x@y.example',
  ':tada:',
  '$x$',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '";',
  '%%{init:{}}%%',
  'end',
  '-->|x|',
  '{{0}}',
  '${',
  '=1+1',
  '- ',
  '1. ',
  '# ',
  '> ',
  '+ ',
  '===',
  '---',
  '\t',
  '    ',
  'ü',
  '漢',
  'subnet-0a1b2c3d',
];

const hostileText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

/** Members that programs made: everything else was written by strangers, at least in part. */
const OURS = new Set([
  'formatVersion',
  'name',
  'ruleId',
  'level',
  'decision',
  'presence',
  'truth',
  'action',
  'effect',
  'code',
  'kind',
  'certainty',
  'lineHash',
]);

/** The same report with every text replaced by one of the given, in turn. */
function poisoned(report: Report, texts: readonly string[]): Report {
  let next = 0;
  const walk = (value: unknown, member: string): unknown => {
    if (typeof value === 'string')
      return OURS.has(member) ||
        member === 'actions' ||
        (member === 'resource' && /^(?:true|false|unknown)$/u.test(value)) ||
        (member === 'from' && value.length < 13)
        ? value
        : texts[next++ % texts.length];
    if (Array.isArray(value)) return value.map((item) => walk(item, member));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, key)]));
  };
  return walk(report, '') as Report;
}

const lines = (text: string) => text.split('\n');
// as at GitHub, addresses with a scheme and mail become links; bare domains and `//x` do not; `www.` is looked for below
const renderer = new MarkdownIt({ html: true, linkify: true });
renderer.linkify.set({ fuzzyLink: false }).add('//', null);

/** Elements and attributes that a summary is made of; nothing else may stand in it. */
const OURS_IN_HTML =
  /^<\/?(?:h2|h3|p|table|thead|tbody|tr|th|td|ul|li|strong|em|code|pre|blockquote|summary|details|hr)>$|^<br ?\/?>$|^<details open>$|^<code class="language-(?:mermaid|hcl)">$|^<!-- -->$/u;
const OUR_LINK = new RegExp(
  `^<a href="(?:${BLOBS}|https://github\\.com/tfvpc/tfvpc/)[A-Za-z0-9\\-._~/%#&;=?+,@$]*">$|^</a>$`,
  'u',
);

const CHECKS: Readonly<Record<string, (text: string) => unknown>> = {
  'summary.md': (text) => {
    const html = renderer.render(text);
    const strange = (html.match(/<[^>]*>/gu) ?? []).filter(
      (tag) => !OURS_IN_HTML.test(tag) && !OUR_LINK.test(tag),
    );
    const running = html
      .replace(/<(code|pre)\b[\s\S]*?<\/\1>/gu, '')
      .replace(/<a href[^>]*>/gu, '')
      .replace(/&#(\d+);/gu, (_, number) => String.fromCodePoint(Number(number)));
    const linked = running.match(/@\w|#\d|\bGH-\d|https?:\/\/|www\.|:tada:/giu) ?? [];
    const cells = new Set(
      lines(text)
        .filter((line) => line.startsWith('| '))
        .map((line) => line.split('|').length),
    );
    return strange.length === 0 && linked.length === 0 && cells.size <= 1
      ? undefined
      : { strange, linked, cells: [...cells] };
  },
  'annotations.txt': (text) =>
    lines(text).filter(
      (line) => line !== '' && !/^::(?:error|warning|notice) (?:[a-zA-Z]+=[^:,]*,?)+::/u.test(line),
    )[0],
  'junit.xml': (text) => {
    const known =
      /<\?xml version="1\.0" encoding="UTF-8"\?>|<\/?(?:testsuites|testsuite|testcase|failure|skipped)(?: [a-z]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*\/?>|&#\d+;/gu;
    return /[<&]/u.exec(text.replaceAll(known, ''))?.[0];
  },
  'graph.mmd': (text) =>
    lines(text).filter(
      (line) =>
        !/^(?:%%\{init: \{"flowchart": \{"wrappingWidth": 420\}\}\}%%|flowchart LR| {2}\w+[[({]+"[^"`;%]*(?:#\d+;[^"`;%]*)*"[\])}]+:::\w+| {2}\w+ --> \w+| {2}classDef [\w #:;,-]+|)$/u.test(
          line,
        ),
    )[0],
  'graph.dot': (text) =>
    lines(text).filter(
      (line) =>
        !/^(?:digraph tfvpc \{| {2}rankdir=LR;| {2}node .*| {2}\w+ \[label="(?:[^"\\]|\\.)*", [^"]*(?:"[^"]*"[^"]*)*\];| {2}\w+ -> \w+;|\}|)$/u.test(
          line,
        ),
    )[0],
  'results.sarif': (text) => {
    const uris = [...text.matchAll(/"uri": "([^"]*)"/gu)].map(([, uri = '']) => uri);
    return uris.find(
      (uri) => !/^[A-Za-z0-9\-._~/%]+$/u.test(uri) || uri.startsWith('/') || uri.split('/').includes('..'),
    );
  },
};

function complaint(file: string, text: string): unknown {
  const acting = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##\[/u.exec(text);
  if (acting !== null) return [acting[0], text.slice(Math.max(0, acting.index - 80), acting.index + 20)];
  const command = file === 'annotations.txt' ? null : /^\s*::.*/mu.exec(text);
  return command === null ? CHECKS[file]?.(text) : command[0];
}

t.test('whatever stands in a plan or a policy, no output does more than show it', async (t) => {
  for (const name of ['pull-request', 'proofs', 'several-plans']) {
    const report = sample(name);
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 3, maxLength: 40 }), (texts) => {
        for (const [file, write] of Object.entries(OUTPUTS)) {
          const wrong = complaint(file, write(poisoned(report, texts)));
          if (wrong !== undefined) throw new Error(`${file}: ${JSON.stringify(wrong)}`);
        }
      }),
      { numRuns: 40, seed: SEED },
    );
  }
  t.pass('no counterexample');
});

t.test('each escape in its place', async (t) => {
  const cases: [(text: string) => string, string, string][] = [
    [escapes.visible, 'a\u001b[1mb', 'a\\u001b[1mb'],
    [escapes.visible, 'a\nb', 'a\\u000ab'],
    [escapes.visible, '\u202egnp', '\\u202egnp'],
    [escapes.visible, '\u{e0041}', '\\u{e0041}'],
    [escapes.visible, '\ud83d\ude00 ü 漢', '\ud83d\ude00 ü 漢'],
    [escapes.visible, 'x ::error::y', 'x \\u003a:error::y'],
    [escapes.visible, 'lambda:x a::b', 'lambda:x a::b'],
    [escapes.visible, 'a##[error]', 'a#\\u0023[error]'],
    [escapes.escapeTerminal, 'one\n  ::two\u0007', 'one\n  \\u003a:two\\u0007'],
    [escapes.html, '<a href="x">&\'', '&#60;a href=&#34;x&#34;&#62;&#38;&#39;'],
    [escapes.markdown, 'a|b', 'a&#124;b'],
    [escapes.markdown, 'vpc_config _x_', 'vpc_config &#95;x&#95;'],
    [escapes.markdown, '@octocat #1', '&#64;&#8203;octocat &#35;&#8203;1'],
    [escapes.markdown, '1. x', '1&#46; x'],
    [escapes.markdown, '- x', '&#45; x'],
    [escapes.code, 'a@b', '<code>a&#64;<!-- -->b</code>'],
    [
      escapes.prose,
      'unknown `a|b` in vpc-0a1b2c3d',
      'unknown <code>a&#124;b</code> in <code>vpc-0a1b2c3d</code>',
    ],
    [escapes.prose, 'one ` alone', 'one &#96; alone'],
    [(text) => escapes.codeBlock('', [text]), 'a ``` b', '````\na ``` b\n````'],
    [escapes.mermaid, 'a["x"];%%', 'a#91;#34;x#34;#93;#59;#37;#37;'],
    [escapes.dot, 'a"b\\', 'a\\"b\\\\'],
    [escapes.commandData, '50%\r\n', '50%25%0D%0A'],
    [escapes.commandProperty, 'a:b,c', 'a%3Ab%2Cc'],
    [escapes.xml, '<a b="&">\uffff', '&#60;a b=&#34;&#38;&#34;&#62;\ufffd'],
    [escapes.csvCell, '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    [escapes.csvCell, ' +1', '"\' +1"'],
    [escapes.csvCell, '@SUM', '"\'@SUM"'],
    [escapes.csvCell, 'plain', 'plain'],
    [escapes.csvCell, 'a,b', '"a,b"'],
    [escapes.linkTarget, 'https://x/a b"<>)', 'https://x/a%20b%22%3C%3E%29'],
  ];
  for (const [write, text, expected] of cases) t.equal(write(text), expected, JSON.stringify(text));
});

t.test('the module of an address, whatever its keys are', async (t) => {
  const cases = [
    ['aws_lambda_function.a', ''],
    ['data.aws_subnets.a[0]', ''],
    [
      'module.a["x.y[\\"z\\"]"].module.b[0].aws_lambda_function.f["k.l"]',
      'module.a["x.y[\\"z\\"]"].module.b[0]',
    ],
    ['module.a.data.aws_subnets.b', 'module.a'],
    ['', ''],
  ];
  for (const [address = '', module] of cases) t.equal(moduleOf(address), module, address);
  t.ok(moduleOf('["'.repeat(50_000)).length < 1e6, 'malformed ones cost no more than their length');
});
