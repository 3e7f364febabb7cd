/**
 * IAM for the policies that the tests write, as plainly as the User Guide says it: known values only, String
 * operators, Null, set operators. It shares nothing with src/iam, and throws on what it does not know.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export type Decision = 'allowed' | 'explicit-deny' | 'implicit-deny';

export interface ConcreteRequest {
  readonly action: string;
  readonly resource: string;
  /** Context keys that are in the request; `lambda:VpcIds` is single-valued, the lists are multivalued. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** SCPs beside FullAWSAccess: only a Deny matters. Documents are JSON texts. */
export function decideByScps(documents: readonly string[], request: ConcreteRequest): Decision {
  return documents.flatMap(statementsOf).some((statement) => isDeny(statement, request))
    ? 'explicit-deny'
    : 'allowed';
}

/** Identity policies alone. */
export function decideByIdentity(documents: readonly string[], request: ConcreteRequest): Decision {
  const statements = documents.flatMap(statementsOf);
  if (statements.some((statement) => isDeny(statement, request))) return 'explicit-deny';
  const allows = statements.some((statement) => statement.Effect === 'Allow' && applies(statement, request));
  return allows ? 'allowed' : 'implicit-deny';
}

function statementsOf(document: string): readonly Statement[] {
  const { Statement } = JSON.parse(document);
  return [Statement].flat();
}

function isDeny(statement: Statement, request: ConcreteRequest): boolean {
  return statement.Effect === 'Deny' && applies(statement, request);
}

function applies({ Action, Resource, Condition = {} }: Statement, request: ConcreteRequest): boolean {
  return (
    list(Action).some((pattern) => isLike(pattern.toLowerCase(), request.action.toLowerCase())) &&
    list(Resource).some((pattern) => isLike(pattern, request.resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, list(values), request.context[key])),
    )
  );
}

/** One operator on one key. `given` is undefined where the key is absent. */
function holds(
  operator: string,
  values: readonly string[],
  given: string | readonly string[] | undefined,
): boolean {
  if (operator === 'Null') return values.includes(String(given === undefined));
  const [set, name = set] = operator.split(':');
  const { compare, negated } = operatorOf(name ?? operator);
  const satisfies = (element: string) => values.some((value) => compare(value, element)) !== negated;
  if (set === 'ForAllValues') return given === undefined || list(given).every(satisfies);
  if (set === 'ForAnyValue') return given !== undefined && list(given).some(satisfies);
  if (given === undefined) return negated;
  if (typeof given !== 'string') throw new Error(`${operator} on a multivalued key is undefined`);
  return satisfies(given);
}

function operatorOf(name: string): {
  compare: (pattern: string, value: string) => boolean;
  negated: boolean;
} {
  switch (name) {
    case 'StringEquals':
      return { compare: (pattern, value) => pattern === value, negated: false };
    case 'StringNotEquals':
      return { compare: (pattern, value) => pattern === value, negated: true };
    case 'StringLike':
      return { compare: isLike, negated: false };
    case 'StringNotLike':
      return { compare: isLike, negated: true };
    default:
      throw new Error(`the evaluator of the tests does not know ${name}`);
  }
}

/** `*` is any text, `?` one character. */
function isLike(pattern: string, value: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's').test(value);
}

function list(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
