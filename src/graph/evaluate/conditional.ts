import type { Expression } from '../../source/expression.ts';
import type { Context } from '../context.ts';
import type { Value } from '../value.ts';
import { asText, isCertainlyText, isNoTruth, isNull, truthOf } from './convert.ts';
import { allValues, failure, isFailure, oneOfResults, type Result, reasonOf } from './result.ts';
import { alike } from './sets.ts';

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
  return oneOfResults(context, '?:', ofOneType(arms), because);
}

/** Where neither fails: a number beside a text is a text. */
function ofOneType(arms: readonly Result[]): readonly Result[] {
  const values = allValues(arms);
  return 'kind' in values ? arms : alike(values);
}

/** The arm that the condition chooses. Both are of one type: a number beside a text is a text, beside a truth value an error. */
function chosenArm(
  { yes, no }: Expression & { kind: 'conditional' },
  truth: boolean,
  inScope: Inner,
): Result {
  const chosen = inScope(truth ? yes : no);
  if (areApart(chosen, truth ? no : yes)) return failure('the arms are of different types');
  if (isFailure(chosen) || !mayBeConverted(chosen)) return chosen;
  const other = inScope(truth ? no : yes);
  if (isFailure(other)) return chosen;
  if (chosen.kind !== 'known') return alike([chosen, other])[0] ?? chosen;
  if (isCertainlyText(other)) return asText(chosen);
  const isOfType =
    other.kind !== 'known' || other.value === null || typeof other.value === typeof chosen.value;
  return isOfType ? chosen : failure('the arms are of different types');
}

function mayBeConverted(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(mayBeConverted);
  return value.kind === 'known' && value.value !== null && typeof value.value !== 'string';
}

/** Whether what is chosen and the other arm, as it is written, are certainly of no one type. */
function areApart(chosen: Result, other: Expression): boolean {
  const written = writtenShape(other);
  const shape = written === undefined ? undefined : shapeOf(chosen);
  if (shape === undefined || shape === '') return false;
  return (PRIMITIVES.has(shape) ? 'text' : shape.split(' ')[0]) !== written;
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
  return yes !== undefined && no !== undefined && areOfOneType(yes, no);
}

/** The empty shape is that of null, and of the elements of an empty list. */
function areOfOneType(yes: string, no: string): boolean {
  if (yes === '' || no === '' || yes === no) return true;
  if (yes.startsWith(LIST) && no.startsWith(LIST))
    return areOfOneType(yes.slice(LIST.length), no.slice(LIST.length));
  return PRIMITIVES.has(yes) && PRIMITIVES.has(no) && (yes === 'text' || no === 'text');
}

const LIST = 'list of ';
const PRIMITIVES: ReadonlySet<string> = new Set(['text', 'number', 'boolean']);

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
      return arm.value === null ? '' : typeof arm.value === 'string' ? 'text' : typeof arm.value;
    case 'new':
    case 'template':
      return 'text';
    case 'list':
      return shapeOfList(arm.items);
    case 'object':
      return arm.rest === undefined ? `object ${[...arm.attributes.keys()].sort().join()}` : undefined;
  }
}

/** With the shape of the elements, as far as it shows: undefined where they have several. */
function shapeOfList(items: readonly Value[]): string | undefined {
  const shapes = new Set(items.filter(({ kind }) => kind !== 'unknown').map(shapeOf));
  shapes.delete('');
  const [only] = shapes;
  if (shapes.size === 0) return LIST;
  return shapes.size === 1 && only !== undefined ? `${LIST}${only}` : undefined;
}
