import {
  type Attributes,
  get,
  isAttributes,
  isEmpty,
  isList,
  isUnknown,
  same,
  sameSet,
  UNKNOWN,
  type Value,
} from './value.ts';

/** Attributes whose change sends code: AWS answers with another `last_modified`. */
const CODE = [
  'filename',
  'source_code_hash',
  's3_bucket',
  's3_key',
  's3_object_version',
  'image_uri',
  'architectures',
];

/** Attributes whose change sends neither code nor configuration: no new version is published for them. */
const BESIDE = [
  'code_signing_config_arn',
  'replace_security_groups_on_destroy',
  'replacement_security_group_ids',
  'reserved_concurrent_executions',
  'skip_destroy',
  'tags',
  'tags_all',
];

/** What a new version changes. */
const VERSION = ['version', 'qualified_arn', 'qualified_invoke_arn'];

/** What the provider does to a planned aws_lambda_function beyond its schema. */
export function planFunction(planned: Attributes, prior: Attributes | null): Attributes {
  const withNetwork: Attributes = { ...planned, vpc_config: planVpcConfig(planned.vpc_config ?? [], prior) };
  if (!prior) return withNetwork;
  const changed = Object.keys(withNetwork).filter((name) => !same(get(withNetwork, name), get(prior, name)));
  const unknown = [
    ...(changed.some((name) => CODE.includes(name)) ? ['last_modified'] : []),
    ...(withNetwork.publish === true && changed.some((name) => !BESIDE.includes(name)) ? VERSION : []),
  ];
  return { ...withNetwork, ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN])) };
}

function planVpcConfig(planned: Value, prior: Attributes | null): Value {
  if (!isList(planned)) return planned;
  const before = prior ? get(get(prior, 'vpc_config'), 0) : null;
  if (prior && before === null && planned.every(isSuppressed)) return [];
  return planned.map((element) => (isAttributes(element) ? planElement(element, before, prior) : element));
}

/** A block added to an existing function is left out of the plan when both sets are unknown, or both empty. */
function isSuppressed(element: Value): boolean {
  const sets = [get(element, 'subnet_ids'), get(element, 'security_group_ids')];
  return sets.every((set) => isUnknown(set) || isEmpty(set));
}

/** `vpc_id` is computed once: a plan that moves the function to another VPC still shows the old one. */
function planElement(element: Attributes, before: Value, prior: Attributes | null): Attributes {
  return {
    ...element,
    subnet_ids: planSet(element, before, 'subnet_ids'),
    security_group_ids: planSet(element, before, 'security_group_ids'),
    ipv6_allowed_for_dual_stack: element.ipv6_allowed_for_dual_stack ?? false,
    vpc_id: prior === null ? UNKNOWN : get(before, 'vpc_id'),
  };
}

/** An empty set is null, and an emptied one empty; the same elements in another order are no change. */
function planSet(element: Attributes, before: Value, name: string): Value {
  const now = get(element, name);
  if (isEmpty(now)) return before === null ? null : [];
  return sameSet(now, get(before, name)) ? get(before, name) : now;
}
