import type { Condition, Policy, PolicyHole, PolicySource, PolicyValue, Statement } from './policy.ts';
import type { Text } from './value.ts';

/**
 * The document of a policy, such that reading it again gives the same policy (at other positions). What is not in the
 * language, and so only in the findings, is not written.
 */
export function formatPolicy(policy: Policy, kind: PolicySource['kind']): PolicySource {
  const writer = new Writer();
  writePolicy(policy, writer);
  return { label: policy.label, kind, parts: writer.parts };
}

/** Text and holes, in order. */
class Writer {
  readonly parts: (string | PolicyHole)[] = [];

  text(text: string): void {
    const last = this.parts.at(-1);
    if (typeof last === 'string') this.parts[this.parts.length - 1] = last + text;
    else this.parts.push(text);
  }

  string(text: Text): void {
    this.text('"');
    for (const part of text) {
      if (typeof part === 'string') this.text(JSON.stringify(part).slice(1, -1));
      else this.parts.push({ value: part, place: 'in-string' });
    }
    this.text('"');
  }

  /** Each item written in turn, with commas between. */
  list<T>(open: string, items: readonly T[], close: string, write: (item: T) => void): void {
    this.text(open);
    for (const [index, item] of items.entries()) {
      if (index > 0) this.text(',');
      write(item);
    }
    this.text(close);
  }
}

function writePolicy({ version, id, statements }: Policy, writer: Writer): void {
  writer.text(`{"Version":"${version}"`);
  if (id !== undefined) writer.text(`,"Id":${JSON.stringify(id)}`);
  writer.list(',"Statement":[', statements, ']}', (statement) => writeStatement(statement, writer));
}

function writeStatement({ sid, effect, actions, resources, conditions }: Statement, writer: Writer): void {
  writer.text('{');
  if (sid !== undefined) writer.text(`"Sid":${JSON.stringify(sid)},`);
  writer.text(`"Effect":"${effect}",`);
  writeValues(actions.negated ? 'NotAction' : 'Action', actions.patterns, writer);
  writer.text(',');
  writeValues(resources.negated ? 'NotResource' : 'Resource', resources.patterns, writer);
  if (conditions.length > 0) writeConditions(conditions, writer);
  writer.text('}');
}

function writeConditions(conditions: readonly Condition[], writer: Writer): void {
  const byOperator = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const { name } = condition.operator;
    byOperator.set(name, [...(byOperator.get(name) ?? []), condition]);
  }
  writer.list(',"Condition":{', [...byOperator], '}', ([name, keys]) => {
    writer.list(`${JSON.stringify(name)}:{`, keys, '}', ({ key, values }) =>
      writeValues(key, values, writer),
    );
  });
}

function writeValues(name: string, values: readonly PolicyValue[], writer: Writer): void {
  writer.list(`${JSON.stringify(name)}:[`, values, ']', ({ text }) => writer.string(text));
}
