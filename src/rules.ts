/** What tfvpc reports. A rule's number never changes its meaning. One page per rule: docs/rules/ID.md. */
export type RuleId = keyof typeof RULES;

export interface Rule {
  readonly name: string;
  readonly level: 'error' | 'warning' | 'note';
  /** CVSS-like, as code scanning wants it: a string with one decimal. Absent for rules that are no security matter. */
  readonly securitySeverity?: string;
  readonly short: string;
  readonly full: string;
}

/** 0xx: decisions about requests. 1xx: what could not be read or judged. 2xx: the policies themselves. */
export const RULES = {
  TFVPC001: {
    name: 'explicit-deny',
    level: 'error',
    securitySeverity: '7.0',
    short: 'A policy denies the request',
    full: 'A statement with Effect Deny matches the API request that this change makes: the apply would fail with AccessDenied.',
  },
  TFVPC002: {
    name: 'implicit-deny',
    level: 'error',
    securitySeverity: '7.0',
    short: 'No policy allows the request',
    full: 'No statement with Effect Allow matches the API request that this change makes: the apply would fail with AccessDenied.',
  },
  TFVPC003: {
    name: 'undetermined',
    level: 'warning',
    securitySeverity: '4.0',
    short: 'The decision depends on what is not known yet',
    full: 'Whether AWS refuses the request depends on values that this plan does not hold. The result says on which, and what would settle it.',
  },
  TFVPC101: {
    name: 'invalid-policy',
    level: 'error',
    short: 'The policy document is not valid',
    full: 'AWS would refuse to save this policy document. What the faulty part would have decided is undetermined.',
  },
  TFVPC102: {
    name: 'contradicting-network',
    level: 'error',
    short: 'Subnets and security groups of different VPCs',
    full: 'The evidence in the plan names different VPCs for one function. Lambda refuses a function whose subnets and security groups are not of one VPC.',
  },
  TFVPC103: {
    name: 'suppressed-vpc-config',
    level: 'warning',
    short: 'The provider leaves out a vpc_config of the configuration',
    full: 'The configuration has a vpc_config that this plan does not carry out: the next plan will attach the function to the VPC.',
  },
  TFVPC104: {
    name: 'not-evaluated',
    level: 'warning',
    short: "A resource that can set a function's network and cannot be evaluated",
    full: 'This resource can create or change a Lambda function, and what it will do is not in the plan.',
  },
  TFVPC105: {
    name: 'unknown-policy',
    level: 'warning',
    short: 'A policy whose content is not known',
    full: 'A policy of the plan has a document that is not known before the apply: every request that it could decide is undetermined.',
  },
  TFVPC201: {
    name: 'allow-without-vpc',
    level: 'error',
    securitySeverity: '5.0',
    short: 'An Allow lets functions without a VPC pass',
    full: 'ForAllValues is true of a list that is not there, so that an Allow with it also allows functions without a VPC. A Null condition that asks for the key closes this.',
  },
  TFVPC202: {
    name: 'deny-without-vpc',
    level: 'warning',
    securitySeverity: '4.0',
    short: 'A Deny lets functions without a VPC pass',
    full: 'ForAnyValue is false of a list that is not there, so that a Deny with it says nothing about functions without a VPC. A statement that denies where the key is absent belongs beside it.',
  },
  TFVPC203: {
    name: 'plain-operator-on-list',
    level: 'error',
    securitySeverity: '5.0',
    short: 'An operator for one value on a list',
    full: 'lambda:SubnetIds and lambda:SecurityGroupIds are lists. AWS does not define what an operator means for a list without ForAllValues or ForAnyValue.',
  },
  TFVPC204: {
    name: 'mixed-list-passes',
    level: 'error',
    securitySeverity: '5.0',
    short: 'A mix of listed and unlisted values passes',
    full: 'ForAllValues in a Deny asks whether all values are as they should not be, and ForAnyValue in an Allow whether one is as it should be: a list with one good value passes with any others beside it.',
  },
  TFVPC205: {
    name: 'set-operator-on-vpc',
    level: 'warning',
    short: 'A set operator on lambda:VpcIds, which holds one value',
    full: 'lambda:VpcIds holds one value. A set operator changes nothing but what happens to functions without a VPC, where ForAllValues is true and ForAnyValue is false.',
  },
  TFVPC206: {
    name: 'allows-are-alternatives',
    level: 'error',
    securitySeverity: '5.0',
    short: 'Allow statements make the conditions of each other void',
    full: 'Allow statements are alternatives: a request needs to meet the conditions of one of them. Conditions that should all hold belong in one statement.',
  },
  TFVPC207: {
    name: 'conditions-joined-in-deny',
    level: 'error',
    securitySeverity: '5.0',
    short: 'A Deny that asks for two faults at the same time',
    full: 'Conditions of one statement are joined with "and": a Deny with several lists refuses only what is wrong by each of them. Each list belongs in a statement of its own.',
  },
  TFVPC208: {
    name: 'denies-other-actions',
    level: 'error',
    short: 'A Deny about the network that denies other actions always',
    full: 'Requests of other actions carry no VPC keys. Null, negated operators and ForAllValues are true of an absent key, so that the statement denies these actions whatever the network is.',
  },
  TFVPC209: {
    name: 'one-action-unguarded',
    level: 'error',
    securitySeverity: '5.0',
    short: 'Create is guarded and update is not, or the reverse',
    full: 'A function can come into a network by CreateFunction and by UpdateFunctionConfiguration. A policy that guards one of them alone can be walked around by the other.',
  },
  TFVPC210: {
    name: 'newer-action-unguarded',
    level: 'note',
    short: 'Capacity providers or network connectors are not guarded',
    full: 'CreateCapacityProvider and CreateNetworkConnector take subnets and security groups too. A policy that guards one of them, or allows it by name, should guard both.',
  },
  TFVPC211: {
    name: 'broader-allow',
    level: 'error',
    securitySeverity: '5.0',
    short: 'A broader Allow makes the conditions of another void',
    full: 'What one Allow statement refuses to allow another one allows without the condition. An Allow with conditions restricts nothing beside an Allow that covers it.',
  },
  TFVPC212: {
    name: 'if-exists',
    level: 'warning',
    securitySeverity: '4.0',
    short: 'IfExists opens a hole, or does nothing',
    full: 'With IfExists a condition is true when the key is absent. Negated operators and ForAllValues are that anyway; with others it is true of functions without a VPC.',
  },
  TFVPC213: {
    name: 'wildcard-without-like',
    level: 'error',
    securitySeverity: '4.0',
    short: 'A wildcard in an operator that has none',
    full: 'Only StringLike, StringNotLike and the ARN operators have wildcards. In StringEquals a * is the character itself, which no id has.',
  },
  TFVPC214: {
    name: 'wildcard-matches-all',
    level: 'note',
    short: 'A pattern that only asks whether there is a VPC',
    full: 'A pattern that every id matches tells nothing apart but whether the key is there. Null says so.',
  },
  TFVPC215: {
    name: 'not-an-id',
    level: 'error',
    securitySeverity: '4.0',
    short: 'A value that is no id of this kind',
    full: 'The VPC keys hold ids as AWS makes them. A value of another kind or form matches no request, so that the condition is never what it seems to be.',
  },
  TFVPC216: {
    name: 'unknown-name',
    level: 'error',
    securitySeverity: '4.0',
    short: 'A name that does not exist',
    full: 'This condition operator, key, element or action does not exist. AWS refuses to save unknown operators and elements; an unknown key or action is saved, and matches nothing.',
  },
  TFVPC217: {
    name: 'null-misused',
    level: 'error',
    securitySeverity: '4.0',
    short: 'Null with a set operator, or with a value that is not true or false',
    full: 'Null asks whether a key is absent, and takes true or false. With a set operator it is always true or never.',
  },
  TFVPC218: {
    name: 'empty-list',
    level: 'error',
    short: 'A list without values',
    full: 'AWS refuses to save an empty list of statements, keys or values.',
  },
  TFVPC219: {
    name: 'duplicate-key',
    level: 'error',
    short: 'A name that is given twice',
    full: 'Of two members with the same name, or with names that differ only in case, AWS takes none: the document cannot be saved.',
  },
  TFVPC220: {
    name: 'variable-in-old-version',
    level: 'error',
    short: 'A policy variable in a policy of the old version',
    full: 'Policy variables are substituted only in documents with "Version": "2012-10-17". In others they are compared as they are written.',
  },
  TFVPC221: {
    name: 'never-applies',
    level: 'warning',
    short: 'A statement that never applies',
    full: 'No request meets all conditions of this statement.',
  },
  TFVPC222: {
    name: 'redundant-statement',
    level: 'note',
    short: 'A statement that changes nothing',
    full: 'Wherever this statement applies, another one with the same effect does too.',
  },
  TFVPC223: {
    name: 'invalid-resource',
    level: 'error',
    short: 'A resource pattern that AWS does not take',
    full: 'A Resource is * or an ARN, without wildcards in its partition, service or resource type.',
  },
  TFVPC224: {
    name: 'too-long',
    level: 'error',
    short: 'A policy that is too long',
    full: 'AWS does not save a service control policy of more than 10,240 characters, nor a managed policy of more than 6,144 without white space.',
  },
  TFVPC225: {
    name: 'too-many-scps',
    level: 'error',
    short: 'More than five service control policies on a target',
    full: 'AWS attaches at most five service control policies to a root, organizational unit or account.',
  },
  TFVPC226: {
    name: 'missing-version',
    level: 'warning',
    short: 'A policy without the current version',
    full: 'Without "Version": "2012-10-17" a document means what it meant in 2008, without policy variables; a service control policy must have it.',
  },
  TFVPC227: {
    name: 'principal-not-allowed',
    level: 'error',
    short: 'A Principal in a policy that takes none',
    full: 'Service control policies and identity policies say nothing about who: Principal and NotPrincipal belong to policies of resources.',
  },
  TFVPC228: {
    name: 'refuses-existing-functions',
    level: 'warning',
    short: 'A changed policy refuses functions that exist',
    full: 'The policy as this plan makes it refuses the next update of a function of the same plan that the old policy let pass.',
  },
  TFVPC229: {
    name: 'meaning-changed',
    level: 'note',
    short: 'What a changed policy newly allows and newly denies',
    full: 'The policy as this plan makes it decides these requests otherwise than the policy as it is.',
  },
  TFVPC230: {
    name: 'unusual-spelling',
    level: 'note',
    short: 'A key that is spelt otherwise than AWS spells it',
    full: 'Condition keys compare without case, so that lambda:SubnetIDs works. Who searches for the name as AWS spells it does not find it.',
  },
} as const satisfies Record<`TFVPC${number}`, Rule>;
