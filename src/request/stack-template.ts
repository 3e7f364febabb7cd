import { inherit, list, object } from '../graph/construct.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { isArray, isObject, type Json, type JsonObject } from '../plan/json.ts';
import { structuralName } from '../policies/value.ts';
import { own } from './difference.ts';
import type { TemplateScope } from './template-scope.ts';
import { MARK, type TemplateText } from './template-text.ts';
import { conditionHolds, templateValue } from './template-value.ts';

/** What a template makes that sets a function's network. */
export interface StackTemplate {
  /** Sorted by logical id. */
  readonly functions: readonly StackFunction[];
  /** Parts of which the plan does not hold what they make, in words. */
  readonly hidden: readonly string[];
  /** A macro may rewrite the functions, or take them away: none are told. */
  readonly isRewritten: boolean;
  /** Equal for templates that say the same with the same parameters. */
  readonly fingerprint: string;
  /** Some values are read from a parameter store or a secret: at each update, whatever they were before. */
  readonly isReadAnew: boolean;
}

export interface StackFunction {
  /** The logical id. */
  readonly id: string;
  readonly properties: ReadonlyMap<string, GraphValue>;
  /** Its condition holds; false where that is not known. */
  readonly isCertain: boolean;
  /** A property has a value that only CloudFormation knows. */
  readonly isOpen: boolean;
}

/** What the functions of a template are. Undefined where it is no template. */
export function readStack(
  template: TemplateText,
  parameters: (declared: Json | undefined) => TemplateScope['parameters'],
  pseudo: TemplateScope['pseudo'],
  owner: string,
): StackTemplate | undefined {
  const { root, holes } = template;
  const resources = isObject(root) ? own(root, 'Resources') : undefined;
  if (!isObject(root) || !isObject(resources)) return undefined;
  const scope: TemplateScope = {
    owner,
    parameters: parameters(own(root, 'Parameters')),
    pseudo,
    mappings: objectIn(root, 'Mappings'),
    conditions: objectIn(root, 'Conditions'),
    holes,
  };
  const globals = objectIn(objectIn(root, 'Globals'), 'Function');
  const entries = Object.entries(resources).sort(([left], [right]) => (left < right ? -1 : 1));
  const given = [...scope.parameters].map(([name, value]) => `${name}=${structuralName(value)}`);
  const fingerprint = [JSON.stringify(root), ...holes.map(structuralName), ...given].join('\n');
  const rewritten = isRewritten(root, resources);
  return {
    fingerprint,
    isRewritten: rewritten,
    isReadAnew: /\{\{resolve:|AWS::SSM::Parameter::Value/.test(fingerprint),
    functions: rewritten
      ? []
      : entries.flatMap(([id, resource]) => functionsIn(id, resource, globals, scope)),
    hidden: [...hiddenTransforms(root), ...entries.flatMap(([id, resource]) => hiddenIn(id, resource))],
  };
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const member = own(object, name);
  return isObject(member) ? member : {};
}

function functionsIn(
  id: string,
  resource: Json,
  globals: JsonObject,
  scope: TemplateScope,
): readonly StackFunction[] {
  if (!isObject(resource)) return [];
  const type = own(resource, 'Type');
  if (!isFunctionType(type)) return [];
  const condition = own(resource, 'Condition');
  const holds = condition === undefined ? true : conditionHolds(String(condition), scope);
  if (holds === false || isTransformed(resource)) return [];
  const properties = propertiesOf(objectIn(resource, 'Properties'), scope);
  const all =
    type === 'AWS::Serverless::Function' ? withGlobals(propertiesOf(globals, scope), properties) : properties;
  return [{ id, properties: all, isCertain: holds === true, isOpen: [...all.values()].some(isOpen) }];
}

const isFunctionType = (type: Json | undefined) =>
  type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function';

/** A macro, as `AWS::Include` is one, puts further properties beside those that are written. */
const isTransformed = (resource: JsonObject) =>
  own(objectIn(resource, 'Properties'), 'Fn::Transform') !== undefined;

function propertiesOf(json: JsonObject, scope: TemplateScope): ReadonlyMap<string, GraphValue> {
  const value = templateValue(json, scope);
  return value?.kind === 'object' ? value.attributes : new Map();
}

/**
 * SAM merges its globals into each function: maps are merged, lists are put before, other values give way.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function withGlobals(
  globals: ReadonlyMap<string, GraphValue>,
  properties: ReadonlyMap<string, GraphValue>,
  depth = 0,
): ReadonlyMap<string, GraphValue> {
  const merged = new Map(globals);
  for (const [name, value] of properties) {
    const global = globals.get(name);
    merged.set(name, global === undefined || depth > 16 ? value : mergedValue(global, value, depth));
  }
  return merged;
}

function mergedValue(global: GraphValue, value: GraphValue, depth: number): GraphValue {
  if (global.kind === 'object' && value.kind === 'object')
    return object(withGlobals(global.attributes, value.attributes, depth + 1));
  if (global.kind === 'list' && value.kind === 'list')
    return list([...global.items, ...value.items].map((item) => inherit(value, item)));
  return value;
}

/** A name that CloudFormation resolves: it may change while the template stays the same. */
function isOpen(value: GraphValue): boolean {
  return /\b(unknown|one-of) /.test(structuralName(value));
}

function transformsOf(root: JsonObject): readonly Json[] {
  const transform = own(root, 'Transform');
  return (isArray(transform) ? transform : [transform]).filter((name) => name !== undefined);
}

/**
 * Whether a macro that is not AWS's own gets the functions to rewrite: one of the whole template, or beside them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html
 */
function isRewritten(root: JsonObject, resources: JsonObject): boolean {
  const beside = own(resources, 'Fn::Transform');
  return [...transformsOf(root), ...(beside === undefined ? [] : [beside])].some(isForeign);
}

/** By its name, or in an object with its name and parameters. */
function isForeign(transform: Json): boolean {
  const name = isObject(transform) ? own(transform, 'Name') : transform;
  return typeof name !== 'string' || !name.startsWith('AWS::');
}

/** Macros may make functions out of anything; SAM's own transform is read here. */
function hiddenTransforms(root: JsonObject): readonly string[] {
  return transformsOf(root)
    .filter((name) => name !== 'AWS::Serverless-2016-10-31' && name !== 'AWS::LanguageExtensions')
    .map(
      (name) =>
        `the macro ${typeof name === 'string' ? name : 'of its template'} may make or change Lambda functions: it cannot be evaluated`,
    );
}

/** What else has a network, or a function with one; SAM makes what CloudFormation has. */
const NETWORKED = [
  'AWS::Lambda::CapacityProvider',
  'AWS::Serverless::CapacityProvider',
  'AWS::Lambda::NetworkConnector',
  'AWS::Serverless::NetworkConnector',
  'AWS::Synthetics::Canary',
];

const NESTED = [
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::Macro',
  'AWS::Serverless::Application',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
];

function hiddenIn(id: string, resource: Json): readonly string[] {
  if (id.startsWith('Fn::'))
    return [`${id} in its template may make Lambda functions: it cannot be evaluated`];
  const type = isObject(resource) ? own(resource, 'Type') : undefined;
  if (typeof type === 'string' && type.includes(MARK))
    return [`the type of ${id} in its template is not known: it may make a Lambda function`];
  if (isObject(resource) && isTransformed(resource) && isFunctionType(type))
    return [`a macro makes the properties of ${id} in its template: they cannot be evaluated`];
  if (typeof type === 'string' && NETWORKED.includes(type))
    return [`${id} (${type}) in its template has a network of its own: it is not evaluated`];
  return typeof type === 'string' && NESTED.includes(type)
    ? [`${id} (${type}) in its template may make Lambda functions: its own template is not in the plan`]
    : [];
}
