import type { Truth } from './decision.ts';
import { compileMatcher, type Matcher, matchTruth } from './matcher.ts';
import type { Condition, Operator, Policy } from './policy.ts';
import type { ContextValue, MultiValue, Request, Rest, SingleValue } from './request.ts';
import { fits, knownText, resolveText } from './resolve.ts';
import { and, not, or, truthOf } from './truth.ts';
import type { Text } from './value.ts';
import { IMPOSSIBLE, type Need, type World } from './world.ts';

type SetOperator = NonNullable<Operator['set']>;

/** A condition, ready to be asked about many requests. */
export interface CompiledCondition {
  readonly condition: Condition;
  readonly operator: Operator;
  /** Lower case. */
  readonly key: string;
  /** Undefined for `Null`, which looks at no value. */
  readonly matcher: Matcher | undefined;
  /** What a `Null` wants: `true` the key to be absent, `false` to be present; both, if its values say both. */
  readonly wantsAbsent: boolean;
  readonly wantsPresent: boolean;
}

/** @param version of the policy: whether `${…}` is a variable */
export function compileCondition(condition: Condition, version: Policy['version']): CompiledCondition {
  const { operator, key, values } = condition;
  const { base } = operator;
  const wanted = values.map(({ text }) => text.join('').toLowerCase());
  return {
    condition,
    operator,
    key: key.toLowerCase(),
    matcher: base === 'Null' ? undefined : compileMatcher(base, operator.name, values, version),
    wantsAbsent: wanted.includes('true'),
    wantsPresent: wanted.includes('false'),
  };
}

/**
 * Whether a condition holds for a request: the truth table of condition operators.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionTruth(condition: CompiledCondition, request: Request, world: World): Truth {
  const value = request.context.lookup(condition.key);
  if (value.kind === 'absent') return absentTruth(condition, world);
  if (value.presence.kind === 'present') return presentTruth(condition, value, request, world);
  const { name } = value.presence;
  const option = world.option(name);
  if (option?.kind === 'presence') {
    return option.present ? presentTruth(condition, value, request, world) : absentTruth(condition, world);
  }
  return world.ask(() => {
    const absent = absentTruth(condition, world);
    const present = presentTruth(condition, value, request, world);
    return absent === present && absent !== 'unknown' ? absent : world.doubtName(name);
  });
}

function absentTruth({ operator, wantsAbsent }: CompiledCondition, world: World): Truth {
  if (operator.base === 'Null' && operator.set === undefined) return truthOf(wantsAbsent);
  if (operator.ifExists && operator.set === 'ForAnyValue')
    return world.doubtCase(silent(operator, 'is absent'));
  if (operator.set !== undefined) return truthOf(operator.set === 'ForAllValues' || operator.ifExists);
  return truthOf(operator.negated || operator.ifExists);
}

function presentTruth(
  condition: CompiledCondition,
  value: SingleValue | MultiValue,
  request: Request,
  world: World,
): Truth {
  const { operator, matcher } = condition;
  if (matcher === undefined) return nullTruth(condition, value, world);
  if (value.kind === 'single') return elementTruth(operator, matcher, [value.value], request, world);
  const { set } = operator;
  if (set === undefined) return unsetTruth(operator, value, world);
  const truth = elementsTruth(set, value, world, (element) =>
    elementTruth(operator, matcher, element, request, world),
  );
  return set === 'ForAnyValue' && operator.ifExists ? unlessEmpty(truth, operator, value, world) : truth;
}

function nullTruth(
  { operator, wantsAbsent, wantsPresent }: CompiledCondition,
  value: ContextValue,
  world: World,
): Truth {
  if (operator.set !== undefined) return truthOf(operator.set === 'ForAllValues');
  if (wantsAbsent === wantsPresent || value.kind !== 'multi') return truthOf(wantsPresent);
  return unlessEmpty(truthOf(wantsPresent), operator, value, world);
}

/** An operator without a set operator on a multivalued key: documented for an empty set only. */
function unsetTruth(operator: Operator, value: MultiValue, world: World): Truth {
  const empty = emptiness(value, world);
  if (empty === 'true') return truthOf(operator.negated);
  if (empty === 'unknown') return empty;
  const text = `${operator.name} is used on a multivalued key: AWS does not define it without ForAllValues or ForAnyValue`;
  return world.doubtCase({ text });
}

/** The truth of a condition which AWS does not document for a key that is present without a value. */
function unlessEmpty(truth: Truth, operator: Operator, value: MultiValue, world: World): Truth {
  const empty = emptiness(value, world);
  if (empty === 'true') return world.doubtCase(silent(operator, 'is present without a value'));
  return empty === 'false' || truth === 'unknown' ? truth : 'unknown';
}

function silent(operator: Operator, state: string): { readonly text: string } {
  return { text: `AWS does not document what ${operator.name} means when the key ${state}` };
}

function emptiness({ values, rest }: MultiValue, world: World): Truth {
  if (values.length > 0) return 'false';
  if (rest === undefined || rest.atMost === 0) return 'true';
  const option = world.option(rest.name);
  if (option?.kind === 'elements') return truthOf(option.elements.length === 0);
  return (rest.atLeast ?? 0) > 0 ? 'false' : world.doubtName(rest.name);
}

/** How the truths of the elements of a set make one: what it is of no element, and which one settles it. */
const QUANTIFIERS = {
  ForAllValues: { join: and, none: 'true', settles: 'false' },
  ForAnyValue: { join: or, none: 'false', settles: 'true' },
} as const satisfies Record<SetOperator, { join: typeof and; none: Truth; settles: Truth }>;

function elementsTruth(
  set: SetOperator,
  value: MultiValue,
  world: World,
  truthOfOne: (element: Text) => Truth,
): Truth {
  const { join, none, settles } = QUANTIFIERS[set];
  return world.ask(() => {
    let truth: Truth = none;
    for (const element of value.values) {
      truth = join(truth, truthOfOne([element]));
      if (truth === settles) return truth;
    }
    return join(truth, ofRest(value, world, truthOfOne, join, none));
  });
}

/** The truths of the further elements of a set, joined. */
function ofRest(
  { rest }: MultiValue,
  world: World,
  truth: (element: Text) => Truth,
  join: typeof and,
  none: Truth,
): Truth {
  if (rest === undefined || rest.atMost === 0) return none;
  return world.consensus(() => {
    const option = world.option(rest.name);
    if (option?.kind !== 'elements') return { need: rest.name };
    const clash = option.elements
      .map((element) => misfit(element, rest, world))
      .find((one) => one !== undefined);
    return clash ?? option.elements.map(truth).reduce(join, none);
  });
}

/** A further element that is the same as some other value must be of the shape that the elements have. */
function misfit(element: Text, { shape }: Rest, world: World): Need | typeof IMPOSSIBLE | undefined {
  if (shape === undefined || knownText(element) !== undefined) return undefined;
  const resolved = resolveText(element, world);
  if (resolved === IMPOSSIBLE || 'need' in resolved) return resolved;
  return fits(resolved.text, shape) ? undefined : IMPOSSIBLE;
}

/** Whether one element satisfies the comparison by itself. */
export function elementTruth(
  operator: Operator,
  matcher: Matcher,
  text: Text,
  request: Request,
  world: World,
): Truth {
  const truth = matchTruth(matcher, text, request, world);
  return operator.negated ? not(truth) : truth;
}
