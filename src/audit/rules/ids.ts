import type { Condition, PolicyValue } from '../../iam/policy.ts';
import { withOperator } from '../edit.ts';
import { type IdKind, type NetworkKey, networkKey } from '../probe.ts';
import { ANY, type Candidate, type PolicyRule, type Room, type StatementView } from '../room.ts';
import { eachCondition, edited, idMatching, isLiteralWildcard, probeWith, valuesOf } from './values.ts';

/** Ids as AWS makes them: 17 hexadecimal digits, or 8 in old ones. */
const ID = /^(vpc|subnet|sg)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** A value that no request can carry under its key. */
export const notAnId: PolicyRule = (room) =>
  eachCondition(room, (view, condition) => {
    const key = networkKey(condition.key);
    if (key === undefined) return [];
    const other = whatIsCompared(condition);
    if (other !== undefined) return [otherKind(room, view, condition, key, other)];
    return condition.values.flatMap((value): readonly Candidate[] => {
      const why = faultOf(condition, key, value);
      if (why === undefined) return [];
      const meant = idIn(value.text.join(''), key);
      return [
        {
          ruleId: 'TFVPC215',
          message: why,
          at: value,
          statement: view.statement.index,
          witness: probeWith(room, view, key, meant ?? `${key.kind}-0123456789abcdef0`),
          claim: ANY,
          rewrites:
            meant === undefined ? [] : [edited(room, view, condition, corrected(condition, value, meant))],
          mayOpen: ({ network }) => valuesOf(network, key).some((id) => id === meant || !ID.test(id)),
        },
      ];
    });
  });

/** What the operator compares, where it is not texts. */
function whatIsCompared({ operator: { base } }: Condition): string | undefined {
  const [, name] = /^(Numeric|Date|Bool|Binary|IpAddress|Arn)/.exec(base) ?? [];
  return name === undefined ? undefined : COMPARED[name];
}

const COMPARED: Readonly<Record<string, string>> = {
  Numeric: 'numbers',
  Date: 'dates',
  Bool: 'true and false',
  Binary: 'binary values',
  IpAddress: 'IP addresses',
  Arn: 'ARNs',
};

function otherKind(
  room: Room,
  view: StatementView,
  condition: Condition,
  key: NetworkKey,
  what: string,
): Candidate {
  const { name } = condition.operator;
  const text = name.replace(/Arn(Not)?(Equals|Like)/, 'String$1Like');
  return {
    ruleId: 'TFVPC215',
    message: `${name} compares ${what}, and ${key.name} holds ids such as \`${key.kind}-0123456789abcdef0\``,
    at: condition,
    statement: view.statement.index,
    witness: probeWith(room, view, key, `${key.kind}-0123456789abcdef0`),
    claim: ANY,
    rewrites: text === name ? [] : [edited(room, view, condition, withOperator(condition, text))],
  };
}

function faultOf(condition: Condition, key: NetworkKey, value: PolicyValue): string | undefined {
  const [text, ...more] = value.text;
  if (typeof text !== 'string' || more.length > 0 || text.includes('${')) return undefined;
  if (isLiteralWildcard(condition, value)) return undefined;
  if (condition.operator.base === 'StringLike' && /[*?]/.test(text))
    return idMatching(key, text) === undefined ? `no ${NAMES[key.kind]} id matches \`${text}\`` : undefined;
  const compared = condition.operator.base === 'StringEqualsIgnoreCase' ? text.toLowerCase() : text;
  const [, kind] = ID.exec(compared) ?? [];
  if (kind === key.kind) return undefined;
  return `\`${text}\` is no ${NAMES[key.kind]} id: ${whyNot(text, kind, key)}`;
}

const NAMES = { vpc: 'VPC', subnet: 'subnet', sg: 'security group' } as const satisfies Record<
  IdKind,
  string
>;

function whyNot(text: string, kind: string | undefined, key: NetworkKey): string {
  if (kind !== undefined) return `it is one of another kind, and ${key.name} never holds it`;
  if (text.startsWith('arn:')) return `${key.name} holds ids, not ARNs`;
  if (ID.test(text.trim().toLowerCase())) return 'ids are compared with case and without blanks';
  if (text.startsWith(`${key.kind}-`)) return 'ids have 17 hexadecimal digits, or 8 in old ones';
  return `${key.name} holds ids such as \`${key.kind}-0123456789abcdef0\``;
}

/** The id that was surely meant: in an ARN, in capitals, with blanks. */
function idIn(text: string, { kind }: NetworkKey): string | undefined {
  const candidate = (/^arn:aws[a-z-]*:ec2:[^:]*:[^:]*:[a-z-]+\/(.+)$/.exec(text.trim())?.[1] ?? text)
    .trim()
    .toLowerCase();
  return ID.exec(candidate)?.[1] === kind && candidate !== text ? candidate : undefined;
}

const corrected = (condition: Condition, value: PolicyValue, meant: string): Condition => ({
  ...condition,
  values: condition.values.map((one) => (one === value ? { ...one, text: [meant] } : one)),
});

/** Whether a condition compares with something that cannot be what its author meant. */
export function hasFaultyValue(condition: Condition): boolean {
  const key = networkKey(condition.key);
  if (key === undefined || condition.operator.base === 'Null') return false;
  if (whatIsCompared(condition) !== undefined) return true;
  return condition.values.some(
    (value) => isLiteralWildcard(condition, value) || faultOf(condition, key, value) !== undefined,
  );
}
