import { type CompiledCondition, compileCondition, conditionTruth } from './condition.ts';
import type { Reason, Truth } from './decision.ts';
import { compileMatcher, type Matcher, matchTruth } from './matcher.ts';
import { matchesAll } from './pattern.ts';
import type { Policy, Statement, StatementPart } from './policy.ts';
import type { Request } from './request.ts';
import { and, not } from './truth.ts';
import type { Text } from './value.ts';
import type { World } from './world.ts';

/** A statement, ready to be asked about many requests. */
export interface CompiledStatement {
  readonly policy: Policy;
  readonly statement: Statement;
  /** Which way it decides; both, where its effect is not known. */
  readonly denies: boolean;
  readonly allows: boolean;
  readonly actions: CompiledElement;
  readonly resources: CompiledElement;
  readonly conditions: readonly CompiledCondition[];
  /** Given when the statement holds more conditions than what was compiled, or its effect is not known: why. */
  readonly doubt: Reason | undefined;
}

/** Action or NotAction, Resource or NotResource. */
export interface CompiledElement {
  readonly negated: boolean;
  readonly matcher: Matcher;
  /** It matches whatever the request holds. */
  readonly everything: boolean;
  /** Given when it holds more than what was compiled: why. */
  readonly doubt: Reason | undefined;
}

const BY_DEFAULT = ['action', 'resource', 'condition'] as const satisfies readonly StatementPart[];

/** The statement with its patterns and values ready to be compared. */
export function compileStatement(policy: Policy, statement: Statement): CompiledStatement {
  const { undecidable, effect, actions, resources, conditions } = statement;
  const doubted: readonly StatementPart[] =
    undecidable === undefined ? [] : (statement.doubted ?? BY_DEFAULT);
  const unsure = doubted.includes('effect');
  const reason = undecidable === undefined ? undefined : reasonOf(undecidable);
  const doubtOf = (part: StatementPart): Reason | undefined => (doubted.includes(part) ? reason : undefined);
  const actionMatcher = compileMatcher('Action', 'Action', actions.patterns, policy.version);
  const resourceMatcher = compileMatcher('Resource', 'Resource', resources.patterns, policy.version);
  return {
    policy,
    statement,
    denies: unsure || effect === 'Deny',
    allows: unsure || effect === 'Allow',
    actions: compileElement(actions.negated, actionMatcher, doubtOf('action')),
    resources: compileElement(resources.negated, resourceMatcher, doubtOf('resource')),
    conditions: conditions.map((condition) => compileCondition(condition, policy.version)),
    doubt: doubtOf('condition') ?? doubtOf('effect'),
  };
}

function compileElement(negated: boolean, matcher: Matcher, doubt: Reason | undefined): CompiledElement {
  const everything = !negated && doubt === undefined && matcher.fixed.terms.patterns.some(matchesAll);
  return { negated, matcher, everything, doubt };
}

function reasonOf({ reason, settle }: { readonly reason: string; readonly settle?: string }): Reason {
  return settle === undefined ? { text: reason } : { text: reason, settle };
}

/** Whether a statement applies to a request: its action, its resource and all of its conditions match. */
export function statementTruth(compiled: CompiledStatement, request: Request, world: World): Truth {
  return world.ask(() => {
    const action = actionTruth(compiled, request, world);
    if (action === 'false') return action;
    const target = and(action, resourceTruth(compiled, request, world));
    if (target === 'false') return target;
    return and(target, conditionsTruth(compiled, request, world));
  });
}

/** Whether `Action` names the request's action, or `NotAction` does not: compared without case. */
export function actionTruth(compiled: CompiledStatement, request: Request, world: World): Truth {
  return elementTruth(compiled.actions, [request.action], request, world);
}

/** Whether `Resource` names the request's resource, or `NotResource` does not. */
export function resourceTruth(compiled: CompiledStatement, request: Request, world: World): Truth {
  if (compiled.resources.everything) return 'true';
  return elementTruth(compiled.resources, request.resource, request, world);
}

function elementTruth(element: CompiledElement, text: Text, request: Request, world: World): Truth {
  if (element.everything) return 'true';
  if (element.doubt !== undefined) return world.doubtCase(element.doubt);
  const truth = matchTruth(element.matcher, text, request, world);
  return element.negated ? not(truth) : truth;
}

function conditionsTruth(compiled: CompiledStatement, request: Request, world: World): Truth {
  let truth: Truth = compiled.doubt === undefined ? 'true' : world.doubtCase(compiled.doubt);
  for (const condition of compiled.conditions) {
    truth = and(truth, conditionTruth(condition, request, world));
    if (truth === 'false') return truth;
  }
  return truth;
}
