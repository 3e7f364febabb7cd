import { type ComparisonKind, type CompiledComparison, comparisonOf } from './comparison.ts';
import type { Truth } from './decision.ts';
import { takesVariables } from './operator.ts';
import type { PatternPart } from './pattern.ts';
import type { Policy, PolicyValue } from './policy.ts';
import type { Request } from './request.ts';
import { knownText, resolveTemplate, resolveText } from './resolve.ts';
import { isStatic, type Template, templateOf } from './template.ts';
import { or, truthOf } from './truth.ts';
import type { Text } from './value.ts';
import { IMPOSSIBLE, type Need, type World } from './world.ts';

/** The values of one element or condition: those that are the same for every request, and those that are not. */
export interface Matcher {
  readonly kind: ComparisonKind;
  /** As AWS spells the operator or element. */
  readonly name: string;
  readonly version: Policy['version'];
  readonly fixed: CompiledComparison;
  readonly templates: readonly Template[];
  /** Values that hold something that is no policy variable. */
  readonly malformed: number;
}

/** Whether `${…}` is a policy variable. */
function holdsVariables(kind: ComparisonKind): boolean {
  return kind === 'Resource' || (kind !== 'Action' && takesVariables(kind));
}

/** @param name as AWS spells the operator or element */
export function compileMatcher(
  kind: ComparisonKind,
  name: string,
  values: readonly PolicyValue[],
  version: Policy['version'],
): Matcher {
  const effective = holdsVariables(kind) ? version : '2008-10-17';
  const templates = values.map(({ text }) => templateOf(text, effective));
  const sound = templates.filter((template) => template !== undefined);
  const fixed = sound.filter(isStatic).map((template) => template.map(partOf));
  return {
    kind,
    name,
    version: effective,
    fixed: comparisonOf(kind, fixed),
    templates: sound.filter((template) => !isStatic(template)),
    malformed: templates.length - sound.length,
  };
}

function partOf(piece: { readonly kind: 'written' | 'quoted'; readonly text: string }): PatternPart {
  return { text: piece.text, wild: piece.kind === 'written' };
}

/** Whether a text of the request matches one of the values. */
export function matchTruth(matcher: Matcher, text: Text, request: Request, world: World): Truth {
  const known = knownText(text);
  if (known !== undefined && matcher.templates.length === 0 && matcher.malformed === 0) {
    return documented(matcher.fixed, known, matcher, world);
  }
  return world.ask(() => matchSlowly(matcher, text, request, world));
}

function matchSlowly(matcher: Matcher, text: Text, request: Request, world: World): Truth {
  let truth = world.consensus(() =>
    withText(text, world, (known) => documented(matcher.fixed, known, matcher, world)),
  );
  for (const template of matcher.templates) {
    if (truth === 'true') return truth;
    truth = or(truth, templateTruth(matcher, template, text, request, world));
  }
  if (truth !== 'true' && matcher.malformed > 0) {
    return world.doubtCase({ text: `a value of ${matcher.name} holds something that is no policy variable` });
  }
  return truth;
}

function templateTruth(
  matcher: Matcher,
  template: Template,
  text: Text,
  request: Request,
  world: World,
): Truth {
  const identity = sameIdentity(template, text, matcher.kind);
  if (identity !== undefined) return identity;
  return world.consensus(() => {
    const value = resolveTemplate(template, matcher.version, request, world);
    if (value === 'no-value') return 'false';
    if (value === IMPOSSIBLE || 'need' in value) return value;
    if ('undocumented' in value) return world.doubtCase({ text: value.undocumented });
    const one = comparisonOf(matcher.kind, [value.parts]);
    return withText(text, world, (known) => documented(one, known, matcher, world));
  });
}

/** Two values that do not exist yet are equal exactly if they are the same. Undefined: there is something else to compare. */
function sameIdentity(template: Template, text: Text, kind: ComparisonKind): Truth | undefined {
  const [piece, ...more] = template;
  const [value, ...rest] = text;
  if (kind !== 'StringEquals' || piece?.kind !== 'hole' || more.length + rest.length > 0) return undefined;
  if (typeof value !== 'object' || value.kind !== 'new' || piece.value.kind !== 'new') return undefined;
  return truthOf(value.name === piece.value.name);
}

/** What a comparison says of a text; a doubt where AWS does not document it. */
function documented({ test }: CompiledComparison, known: string, matcher: Matcher, world: World): Truth {
  const truth = test(known);
  return truth === 'unknown' ? world.doubtCase(undocumented(matcher, known)) : truth;
}

function withText(
  text: Text,
  world: World,
  then: (known: string) => Truth,
): Truth | Need | typeof IMPOSSIBLE {
  const resolved = resolveText(text, world);
  return resolved === IMPOSSIBLE || 'need' in resolved ? resolved : then(resolved.text);
}

function undocumented({ name, kind }: Matcher, text: string): { readonly text: string } {
  return { text: `AWS does not document how ${name} compares \`${text}\`: ${ILL_TYPED[kind]}` };
}

const NEVER = 'every text can be compared';
const NUMBER = 'it or the value in the policy is no number';
const DATE = 'it or the value in the policy is no date';
const ARN = 'it or the value in the policy is no ARN';

const ILL_TYPED = {
  StringEquals: NEVER,
  StringEqualsIgnoreCase: NEVER,
  StringLike: NEVER,
  NumericEquals: NUMBER,
  NumericLessThan: NUMBER,
  NumericLessThanEquals: NUMBER,
  NumericGreaterThan: NUMBER,
  NumericGreaterThanEquals: NUMBER,
  DateEquals: DATE,
  DateLessThan: DATE,
  DateLessThanEquals: DATE,
  DateGreaterThan: DATE,
  DateGreaterThanEquals: DATE,
  Bool: 'it or the value in the policy is neither true nor false',
  BinaryEquals: 'it or the value in the policy is not base64',
  IpAddress: 'it or the value in the policy is no IP address',
  ArnEquals: ARN,
  ArnLike: ARN,
  Action: NEVER,
  Resource: NEVER,
} as const satisfies Record<ComparisonKind, string>;
