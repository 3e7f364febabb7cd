import { inherit, known, list, unknown } from '../graph/construct.ts';
import { splitText } from '../graph/functions/split.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { isObject, type Json, type JsonObject } from '../plan/json.ts';
import { own } from './difference.ts';
import type { TemplateText } from './template-text.ts';

/** What names in a template stand for. */
export interface TemplateScope {
  /** Names what is not known: the resource address of the stack. */
  readonly owner: string;
  readonly parameters: ReadonlyMap<string, GraphValue>;
  /** `AWS::Region`, `AWS::AccountId`, … */
  readonly pseudo: ReadonlyMap<string, GraphValue>;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly holes: TemplateText['holes'];
}

/**
 * The parameters of a template: what the stack is given, else their defaults.
 * @param given undefined where it is not known what is given
 */
export function templateParameters(
  declared: Json | undefined,
  given: ReadonlyMap<string, GraphValue> | undefined,
  owner: string,
): ReadonlyMap<string, GraphValue> {
  const declarations = isObject(declared) ? Object.entries(declared) : [];
  return new Map(
    declarations.map(
      ([name, declaration]) => [name, parameterValue(name, declaration, given, owner)] as const,
    ),
  );
}

function parameterValue(
  name: string,
  declaration: Json,
  given: ReadonlyMap<string, GraphValue> | undefined,
  owner: string,
): GraphValue {
  const parameter = isObject(declaration) ? declaration : {};
  const type = String(own(parameter, 'Type') ?? 'String');
  const open = (reason: string) => unknown(`${owner} parameter ${name}`, reason);
  if (type.startsWith('AWS::SSM::Parameter::Value'))
    return open(`the parameter ${name} is read from SSM by CloudFormation`);
  if (given === undefined) return open(`the parameters of ${owner} are not known`);
  const fallback = own(parameter, 'Default');
  const value = given.get(name) ?? (fallback === undefined ? undefined : known(String(fallback)));
  if (value === undefined) return open(`the parameter ${name} has no value`);
  const text = value.kind === 'known' ? String(value.value) : '';
  if (isDynamic(text)) return inherit(value, dynamicValue(text, owner));
  return /^(CommaDelimitedList|List<.*>)$/.test(type) ? commaList(value, open) : value;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export const isDynamic = (text: string): boolean => text.includes('{{resolve:');

/** What a text with a dynamic reference stands for. */
export const dynamicValue = (text: string, owner: string): GraphValue =>
  unknown(`${owner} ${JSON.stringify(text)}`, 'CloudFormation reads it from a parameter store or a secret');

function commaList(value: GraphValue, open: (reason: string) => GraphValue): GraphValue {
  const items = splitText(value, ',')?.map(trimmed);
  if (items === undefined) return value.kind === 'unknown' ? value : open('the list is not known');
  if (items.every(isBlank)) return list([]);
  if (items.some(isBlank))
    return open('what CloudFormation makes of an empty text in a list is not documented');
  return list(items);
}

const trimmed = (item: GraphValue): GraphValue =>
  item.kind === 'known' ? { ...item, value: String(item.value).trim() } : item;

const isBlank = (item: GraphValue): boolean => item.kind === 'known' && item.value === '';
