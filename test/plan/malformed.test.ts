import { Buffer } from 'node:buffer';
import t from 'tap';
import { InputError, type InputErrorCode } from '../../src/error.ts';
import { read, SAMPLE } from './sample.ts';

const PLAN = JSON.stringify(SAMPLE);

interface Case {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly code: InputErrorCode;
  readonly message: string;
}

function bad(name: string, text: string | Uint8Array, code: InputErrorCode, message: string): Case {
  return { name, text, code, message };
}

/** The sample with one text replaced, which must be in it. */
function plan(from: string, to: string): string {
  if (!PLAN.includes(from)) throw new Error(`not in the sample: ${from}`);
  return PLAN.replace(from, () => to);
}

const HEADER = '"address":"aws_x.y","mode":"managed","type":"aws_x","name":"y"';
const changes = (...elements: readonly string[]) =>
  `{"format_version":"1.2","resource_changes":[${elements.join(',')}]}`;
const state = (resources: string) =>
  `{"format_version":"1.2","prior_state":{"values":{"root_module":{"resources":[${resources}]}}}}`;

const CASES: readonly Case[] = [
  bad('an empty file', '', 'empty', 'the file is empty'),
  bad('whitespace alone', ' \r\n\t', 'empty', 'the file holds only whitespace'),
  bad('a byte order mark alone', '\ufeff', 'empty', 'the file holds only whitespace'),
  bad('a UTF-16 byte order mark alone', Buffer.from([0xff, 0xfe]), 'empty', 'the file is empty'),

  bad('a binary plan file', 'PK\x03\x04\x14\0\x08tfplan', 'binary-plan', 'this is a binary plan file'),
  bad('a gzip file', Buffer.from([0x1f, 0x8b, 8, 0, 1]), 'not-a-plan', 'this is a gzip file'),
  bad(
    'a JSON array',
    '[{"format_version":"1.2"}]',
    'not-a-plan',
    'this is a JSON array, and a plan is a JSON object',
  ),
  bad(
    'an array over several lines',
    '[\n{"a":1}\n]',
    'not-a-plan',
    'this is a JSON array, and a plan is a JSON object',
  ),
  bad('a JSON string', '"plan"', 'not-a-plan', 'this is not the JSON of a plan'),
  bad('some text', 'hello\nworld\n', 'not-a-plan', 'this is not the JSON of a plan'),
  bad(
    'binary noise',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    'not-a-plan',
    'this is not the JSON of a plan',
  ),
  bad(
    'human output of a plan',
    'Terraform will perform the following actions:\n\n  + {\n  {\n  }\n',
    'not-a-plan',
    'this is what terraform plan prints for people, and not JSON',
  ),
  bad(
    'a .tf file',
    '# main\nresource "aws_x" "y" {\n}\n',
    'not-a-plan',
    'this is Terraform configuration, and not the JSON of a plan',
  ),
  bad('an empty object', '{}', 'not-a-plan', 'this JSON is not a plan: it has no `format_version`'),
  bad('a SARIF report', '{"version":"2.1.0","runs":[]}', 'not-a-plan', 'this is a SARIF report'),
  bad(
    'a CloudFormation template',
    '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{}}',
    'not-a-plan',
    'this is a CloudFormation template',
  ),
  bad('a policy', '{"Version":"2012-10-17","Statement":[]}', 'not-a-plan', 'this is a policy document'),
  bad(
    'provider schemas',
    '{"format_version":"1.0","provider_schemas":{}}',
    'not-a-plan',
    'this is the output of terraform providers schema -json',
  ),
  bad(
    'an encrypted plan',
    '{"meta":{},"encrypted_data":"x","encryption_version":"v0"}',
    'not-a-plan',
    'this is a plan file that OpenTofu has encrypted, or a state',
  ),
  bad(
    'what tofu show -json -config prints',
    '{"provider_config":{},"root_module":{}}',
    'not-a-plan',
    'this is the JSON of a configuration, and not of a plan',
  ),
  bad(
    'a redacted plan',
    '{"plan_format_version":"1.2","resource_changes":[]}',
    'not-a-plan',
    'this is a redacted plan of HCP Terraform, without the values that are needed',
  ),
  bad(
    'the messages of plan -json',
    '{"@level":"info","@message":"x"}\n{"@level":"info","@message":"y"}\n',
    'not-a-plan',
    'these are the messages of terraform plan -json, one per line, and not the plan',
  ),

  bad(
    'show -json of a state',
    '{"format_version":"1.0","terraform_version":"1.5.7","values":{}}',
    'is-a-state',
    'this is the JSON of a state, and not of a plan',
  ),
  bad(
    'show -json of an empty state',
    '{"format_version":"1.0"}',
    'is-a-state',
    'this is the JSON of an empty state: it has neither changes nor planned values',
  ),
  bad(
    'a state file',
    '{"version":4,"terraform_version":"1.5.7","serial":1,"lineage":"x","resources":[]}',
    'is-a-state',
    'this is a state file, and not a plan',
  ),

  bad(
    'the next major version',
    plan('"1.2"', '"2.0"'),
    'unsupported-format-version',
    'format version `2.0` is not supported: expected 0.x or 1.x',
  ),
  bad(
    'the next major version, of another shape',
    '{"format_version":"2.0","resource_changes":{}}',
    'unsupported-format-version',
    'format version `2.0` is not supported: expected 0.x or 1.x',
  ),
  bad(
    'a version that is none',
    plan('"1.2"', '"x"'),
    'unsupported-format-version',
    'format version `x` is not supported: expected 0.x or 1.x',
  ),
  bad(
    'a version that is a number',
    plan('"1.2"', '1.2'),
    'unsupported-format-version',
    'format version `that is no string` is not supported: expected 0.x or 1.x',
  ),
  bad(
    'no version',
    plan('"format_version":"1.2",', ''),
    'unsupported-format-version',
    'the plan has no `format_version`: expected 0.x or 1.x',
  ),

  bad(
    'a plan whose middle is missing',
    changes(`{${HEADER},"change":{"after":{"a":1`),
    'malformed-json',
    'line 1, byte 132: expected `,` or `}`, found `]` inside `resource_changes[0].change.after`',
  ),
  bad(
    'a plan that ends in a value that is not read',
    '{"format_version":"1.2",\n"checks":[{"a":[1,2',
    'truncated',
    'line 2, byte 44: the JSON ends inside `checks[0].a`: the file is truncated',
  ),
  bad(
    'a plan that ends between members',
    '{"format_version":"1.2",',
    'truncated',
    'line 1, byte 24: the JSON ends too early: the file is truncated',
  ),
  bad(
    'a comma too many, in what is not read',
    '{"format_version":"1.2","checks":[{"a":1,}]}',
    'malformed-json',
    'line 1, byte 41: expected a member name in quotes, found `}` inside `checks[0]`',
  ),
  bad(
    'a bracket that closes a brace',
    '{"format_version":"1.2","checks":[{"a":[1}]}',
    'malformed-json',
    'line 1, byte 41: expected `,` or `]`, found `}` inside `checks[0].a`',
  ),
  bad(
    'a raw newline in a string',
    '{"timestamp":"a\nb"}',
    'malformed-json',
    'line 1, byte 15: expected no control character in a string, found the byte 0x0a inside `timestamp`',
  ),
  bad(
    'a number with a leading zero',
    '{"a b":[01]}',
    'malformed-json',
    'line 1, byte 9: expected `,` or `]`, found `1` inside `["a b"]`',
  ),
  bad(
    'names below values are not shown',
    changes(`{${HEADER},"change":{"after":{"secret":tru}}}`),
    'malformed-json',
    'line 1, byte 139: expected `true`, found `}` inside `resource_changes[0].change.after`',
  ),
  bad(
    'nor those of what an action is given',
    '{"action_invocations":[{"config_values":{"secret":tru}}]}',
    'malformed-json',
    'line 1, byte 53: expected `true`, found `}` inside `action_invocations[0].config_values`',
  ),
  bad(
    'nor those of a state file',
    '{"version":4,"resources":[{"instances":[{"attributes":{"secret":tru}}]}]}',
    'malformed-json',
    'line 1, byte 67: expected `true`, found `}` inside `resources[0].instances[0].attributes`',
  ),

  bad(
    'a member twice',
    '{"format_version":"1.2","resource_changes":[],\n"checks":1,"checks":2}',
    'malformed-json',
    'line 2, byte 58: a second member `checks` in one object inside `checks`, after the one at byte 47',
  ),
  bad(
    'a member twice, once with an escape',
    '{"resource\\u005fchanges":[],"resource_changes":[]}',
    'malformed-json',
    'line 1, byte 28: a second member `resource_changes` in one object inside `resource_changes`, after the one at byte 1',
  ),
  bad(
    'a change twice',
    changes(`{${HEADER},"change":{},"change":{}}`),
    'malformed-json',
    'line 1, byte 120: a second member `change` in one object inside `resource_changes[0].change`',
  ),
  bad(
    'two plans in one file',
    `${PLAN}\n${PLAN}`,
    'malformed-json',
    'more JSON behind the end of the plan, which nothing would read',
  ),
  bad(
    'a brace too many',
    `${PLAN}}`,
    'malformed-json',
    'more JSON behind the end of the plan, which nothing would read',
  ),

  bad(
    'changes that are an object',
    '{"format_version":"1.2","resource_changes":{}}',
    'not-a-plan',
    'line 1, byte 43: `resource_changes`: expected an array, found an object',
  ),
  bad(
    'a change that is a number',
    changes('1'),
    'not-a-plan',
    'line 1, byte 44: `resource_changes[0]`: expected an object, found a number',
  ),
  bad(
    'a change without a name',
    changes('{"change":{"actions":["create"]}}'),
    'not-a-plan',
    '`resource_changes[0]`: expected `address`, `mode`, `type` and `name` that say the same',
  ),
  bad(
    'a change of all instances that is not put off',
    changes(
      '{"address":"module.m[*].aws_x.y","module_address":"module.m[*]","mode":"managed","type":"aws_x","name":"y"}',
    ),
    'not-a-plan',
    '`resource_changes[0]`: expected `address`, `mode`, `type` and `name` that say the same',
  ),
  bad(
    'a change whose address contradicts its type',
    changes('{"address":"aws_x.y","type":"aws_z"}'),
    'not-a-plan',
    '`resource_changes[0]`: expected `address`, `mode`, `type` and `name` that say the same',
  ),
  bad(
    'a type that is no string',
    changes('{"type":[]}'),
    'not-a-plan',
    '`resource_changes[0].type`: expected a string, found an array',
  ),
  bad(
    'an index that is an object',
    changes(`{${HEADER},"index":{}}`),
    'not-a-plan',
    '`resource_changes[0].index`: expected a number or a string, found an object',
  ),
  bad(
    'an instance twice',
    state(`{${HEADER}},{${HEADER}}`),
    'not-a-plan',
    '`prior_state.values.root_module.resources[1]`: expected each instance once',
  ),
  bad(
    'values that are an array',
    state(`{${HEADER},"values":[]}`),
    'not-a-plan',
    '`prior_state.values.root_module.resources[0].values`: expected an object, found an array',
  ),
  bad(
    'a depth bomb',
    `{"format_version":"1.2","checks":${'['.repeat(1e5)}`,
    'too-deep',
    'is nested deeper than 1000 levels',
  ),
  bad(
    'a depth bomb of modules',
    `{"format_version":"1.2","planned_values":{"root_module":${'{"child_modules":['.repeat(1e5)}`,
    'too-deep',
    'is nested deeper than 1000 levels',
  ),
];

function errorOf(text: string | Uint8Array): unknown {
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}

for (const { name, text, code, message } of CASES) {
  t.test(name, async (t) => {
    const error = errorOf(text);
    if (!(error instanceof InputError)) throw error;
    t.equal(error.code, code);
    t.ok(error.message.endsWith(message), error.message);
    t.equal(error.details.path, 'plan.json');
  });
}

interface Repeated {
  readonly name: string;
  readonly text: string;
  /** Where it is told to be. */
  readonly place: string;
}

const changed = (change: string) => changes(`{${HEADER},"change":{${change}}}`);
const configured = (module: string) => `{"format_version":"1.2","configuration":{"root_module":{${module}}}}`;
const AFTER = 'a second member of one name in one object inside `resource_changes[0].change.after`';

const REPEATED: readonly Repeated[] = [
  { name: 'values', text: changed('"after":{"a":1},"after":{"a":2}'), place: `byte 134: ${AFTER}` },
  {
    name: 'an attribute, once with an escape',
    text: changed('"after":{"é\\"{":1,"v":[{"secret":"}"},{"secret":2,"secr\\u0065t":[]}]}'),
    place: `byte 169: ${AFTER}`,
  },
  {
    name: 'a sensitive mark',
    text: changed('"after_sensitive":{"a":true,"a":false}'),
    place: 'after_sensitive`',
  },
  {
    name: 'a variable of a module',
    text: configured('"variables":{"v":{},"v":{"default":1}}'),
    place: 'a second member `v` in one object inside `configuration.root_module.variables.v`',
  },
  {
    name: 'a module call',
    text: configured('"module_calls":{"m":{},"m":{}}'),
    place: 'a second member `m` in one object inside `configuration.root_module.module_calls.m`',
  },
  {
    name: 'an argument',
    text: configured('"resources":[{"type":"aws_x","name":"y","expressions":{"a":{},"a":{}}}]'),
    place: 'inside `configuration.root_module.resources[0].expressions.a`',
  },
  {
    name: 'the value of a variable',
    text: '{"format_version":"1.2","resource_changes":[],"variables":{"v":{"value":1,"value":2}}}',
    place: 'inside `variables.v.value`',
  },
];

t.test('a resource that is configured twice is refused', async (t) => {
  const resource = '{"type":"aws_x","name":"y"}';
  const plan = read(configured(`"resources":[${resource},${resource}]`));
  const message = '`configuration.root_module.resources[1]`: expected each resource once';
  t.throws(() => plan.configuration(), { code: 'not-a-plan', message });
});

t.test('a name that comes twice in what is read is refused', async (t) => {
  for (const { name, text, place } of REPEATED) {
    const plan = read(text);
    const readAll = () => {
      const { resources = [] } = plan.configuration()?.root ?? {};
      return [
        plan.variables,
        [...plan.resourceChanges].map((one) => one.change()),
        [...resources].map((one) => one.expressions),
      ];
    };
    t.throws(readAll, { code: 'malformed-json', message: place }, name);
  }
});

t.test('a plan cut off at any byte is refused', async (t) => {
  for (const bytes of [Buffer.from(PLAN), Buffer.from(`\ufeff${PLAN}`, 'utf16le')]) {
    for (let length = 0; length < bytes.length; length++) {
      const error = errorOf(bytes.subarray(0, length));
      if (!(error instanceof InputError)) throw error;
      const codes = ['truncated', 'empty', length < 4 ? 'not-a-plan' : 'truncated'];
      if (!codes.includes(error.code)) t.fail(`${length}: ${error.message}`);
    }
  }
});

t.test('one byte changed anywhere is read, or refused as an input error', async (t) => {
  const bytes = Buffer.from(PLAN);
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = '"\\{}[],:0 \n'.charCodeAt(at % 11);
    const result = errorOf(changed);
    if (result instanceof Error && !(result instanceof InputError)) throw result;
  }
  t.pass();
});
