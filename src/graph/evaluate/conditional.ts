import type { Expression } from '../../source/expression.ts';
import type { Context } from '../context.ts';
import { asText, isCertainlyText, isNoTruth, isNull, truthOf } from './convert.ts';
import { failure, isFailure, oneOfResults, type Result, reasonOf } from './result.ts';

type Inner = (expression: Expression) => Result;

/** `condition ? yes : no`; one of both where the condition is not known. */
export function conditional(
  context: Context,
  expression: Expression & { kind: 'conditional' },
  inScope: Inner,
): Result {
  const condition = inScope(expression.condition);
  if (isFailure(condition)) return condition;
  const truth = truthOf(condition);
  if (truth !== undefined) return chosenArm(expression, truth, inScope);
  if (isNoTruth(condition)) return failure('the condition is neither true nor false');
  const because = reasonOf(condition) ?? { reason: 'a condition is not known before the apply' };
  const arms = [inScope(expression.yes), inScope(expression.no)];
  if (isNull(condition) !== false || !areAlike(arms)) context.doubt();
  return oneOfResults(context, '?:', arms, because);
}

/** The arm that the condition chooses. Both are of one type: a number beside a text is a text, beside a truth value an error. */
function chosenArm(
  { yes, no }: Expression & { kind: 'conditional' },
  truth: boolean,
  inScope: Inner,
): Result {
  const chosen = inScope(truth ? yes : no);
  if (areApart(chosen, truth ? no : yes)) return failure('the arms are of different types');
  if (chosen.kind !== 'known' || chosen.value === null || typeof chosen.value === 'string') return chosen;
  const other = inScope(truth ? no : yes);
  if (isFailure(other)) return chosen;
  if (isCertainlyText(other)) return asText(chosen);
  const isOfType =
    other.kind !== 'known' || other.value === null || typeof other.value === typeof chosen.value;
  return isOfType ? chosen : failure('the arms are of different types');
}

/** Whether what is chosen and the other arm, as it is written, are certainly of no one type. */
function areApart(chosen: Result, other: Expression): boolean {
  const written = writtenShape(other);
  const shape = written === undefined ? undefined : shapeOf(chosen);
  return shape !== undefined && shape !== '' && shape.split(' ')[0] !== written;
}

/** The shape of an arm that is not chosen, where it shows without working it out. */
function writtenShape(arm: Expression): string | undefined {
  switch (arm.kind) {
    case 'literal':
      return arm.value === null ? undefined : 'text';
    case 'tuple':
      return 'list';
    case 'object':
      return 'object';
    default:
      return undefined;
  }
}

/** Whether neither arm fails, and one type fits both: else the whole may fail. */
function areAlike(arms: readonly Result[]): boolean {
  const [yes, no] = arms.map(shapeOf);
  return yes !== undefined && no !== undefined && (yes === '' || no === '' || yes === no);
}

function shapeOf(arm: Result): string | undefined {
  switch (arm.kind) {
    case 'failure':
    case 'unknown':
      return undefined;
    case 'one-of': {
      const shapes = new Set(arm.candidates.map(shapeOf));
      return shapes.size === 1 ? [...shapes][0] : undefined;
    }
    case 'known':
      return arm.value === null ? '' : 'text';
    case 'new':
    case 'template':
      return 'text';
    case 'list':
      return 'list';
    case 'object':
      return arm.rest === undefined ? `object ${[...arm.attributes.keys()].sort().join()}` : undefined;
  }
}
