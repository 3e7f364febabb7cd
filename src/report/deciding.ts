import type {
  ConditionReport,
  Location,
  Reason,
  RequestReport,
  StatementReport,
  TrailStep,
  Truth,
  Value,
} from '../generated/report.ts';
import { partText } from './values.ts';

/** The statements that made the decision, out of those that the explanation holds. */
export function decidingStatements(request: RequestReport): readonly StatementReport[] {
  const { explanation } = request;
  switch (request.decision) {
    case 'explicit-deny': {
      const certain = explanation.filter(({ effect, truth }) => effect === 'Deny' && truth === 'true');
      return certain.length > 0 ? certain : denies(explanation, 'unknown');
    }
    case 'implicit-deny':
      return [
        ...explanation.filter(({ effect, truth }) => effect === 'Allow' && truth !== 'true'),
        ...denies(explanation, 'unknown'),
      ];
    case 'undetermined':
      // A Deny that matches is of a policy that may not be attached.
      return explanation.filter(
        ({ effect, truth }) => truth === 'unknown' || (effect === 'Deny' && truth === 'true'),
      );
    case 'allowed':
      return explanation.filter(({ effect, truth }) => effect === 'Allow' && truth === 'true');
  }
}

/** Denied whatever is filled in, and by which statement depends on that. */
export function isDeniedByOneOfSeveral({ decision, explanation }: RequestReport): boolean {
  return (
    decision === 'explicit-deny' &&
    !explanation.some(({ effect, truth }) => effect === 'Deny' && truth === 'true')
  );
}

const denies = (statements: readonly StatementReport[], wanted: Truth) =>
  statements.filter(({ effect, truth }) => effect === 'Deny' && truth === wanted);

/** The conditions that made the statement what it is: all of one that matches, else those that do not hold. */
export function decidingConditions(statement: StatementReport): readonly ConditionReport[] {
  if (statement.truth === 'true') return statement.conditions;
  const same = statement.conditions.filter(({ truth }) => truth === statement.truth);
  return same.length > 0 ? same : statement.conditions;
}

/** The statement as a person finds it: its Sid, else its number. */
export function statementName({ sid, index }: StatementReport): string {
  return sid ?? `statement ${index + 1}`;
}

/** `scp/network.json:14`, else the policy's own name. */
export function statementPlace({ location, policy }: StatementReport): string {
  return location === undefined ? policy : placeText(location);
}

/** `main.tf:14`. */
export function placeText({ path, line }: { readonly path: string; readonly line?: number }): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** Where a value comes from in the end: the last hop of its trail that has a place. */
export function lastPlace(trail: readonly TrailStep[]): { path: string; line?: number } | undefined {
  const last = trail.findLast(({ path }) => path !== undefined);
  if (last?.path === undefined) return undefined;
  return { path: last.path, ...(last.line === undefined ? {} : { line: last.line }) };
}

/** Where a subnet, a security group or a VPC of the request is defined, where the source has it. */
export function definitionOf(
  part: Parameters<typeof partText>[0],
  value: Value,
  { relatedLocations = [] }: RequestReport,
): Location | undefined {
  if (value.sensitive) return undefined;
  const text = partText(part, value);
  return relatedLocations.find(({ message }) => message === text)?.location;
}

/** What in the statement itself is not as the request needs it, in words. */
export function targetTexts(request: RequestReport, statement: StatementReport): readonly string[] {
  const said = (truth: Truth, words: string, what: string) => {
    if (truth === 'true') return [];
    return [
      truth === 'false'
        ? `its ${words} does not cover \`${what}\``
        : `not known whether its ${words} covers \`${what}\``,
    ];
  };
  return [
    ...said(statement.action, 'Action', request.request),
    ...said(statement.resource, 'Resource', request.resource),
  ];
}

/** What would settle an undetermined request: each command or flag once. */
export function settlements(request: RequestReport): readonly string[] {
  const reasons: readonly Reason[] = [
    ...request.reasons,
    ...request.explanation.flatMap(({ undecidable }) => (undecidable === undefined ? [] : [undecidable])),
  ];
  return [...new Set(reasons.flatMap(({ settle }) => (settle === undefined ? [] : [settle])))];
}
