import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CompiledPolicies, compilePolicies, decideOnly } from '../src/iam/authorize.ts';
import { decide } from '../src/iam/decide.ts';
import { parsePolicy } from '../src/iam/parse.ts';
import type { ContextValue, Request } from '../src/iam/request.ts';
import type { Value } from '../src/iam/value.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'];
const SECONDS = 2;

/** Evaluations per second: the nine documented policies over 336 contexts; deny lists of 10 and of 1,000 ids. */
export function benchIam(): readonly string[] {
  const policies = NAMES.map((name) => compiled(documented(name)));
  const requests = contexts();
  return [
    `iam: ${rate(policies, requests, decideOnly)} decisions a second (nine policies, ${requests.length} contexts)`,
    `iam: ${rate(policies, requests, decide)} with explanations`,
    `iam: ${rate([compiled(denyList(10))], requests, decideOnly)} with a deny list of 10 ids`,
    `iam: ${rate([compiled(denyList(1000))], requests, decideOnly)} with a deny list of 1,000 ids`,
  ];
}

function rate(
  policies: readonly CompiledPolicies[],
  requests: readonly Request[],
  evaluate: (policies: CompiledPolicies, request: Request) => unknown,
): string {
  let count = 0;
  const begin = performance.now();
  while (performance.now() - begin < SECONDS * 1000) {
    for (const one of policies) for (const request of requests) evaluate(one, request);
    count += policies.length * requests.length;
  }
  return Math.round((count * 1000) / (performance.now() - begin)).toLocaleString('en-US');
}

function documented(name: string): string {
  return readFileSync(
    fileURLToPath(new URL(`../testdata/iam/documented/${name}.json`, import.meta.url)),
    'utf8',
  );
}

function denyList(length: number): string {
  const ids = Array.from({ length }, (_, index) => `subnet-${index.toString(16).padStart(17, '0')}`);
  const Condition = { 'ForAnyValue:StringNotEquals': { 'lambda:SubnetIds': ids } };
  const statement = { Effect: 'Deny', Action: 'lambda:*', Resource: '*', Condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

const ALLOW_ALL = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

/** Beside FullAWSAccess where the policy only denies. */
function compiled(document: string): CompiledPolicies {
  const texts = document.includes('"Allow"') ? [document] : [ALLOW_ALL, document];
  const policies = texts.map((text) => ({
    policy: parsePolicy({ label: 'policy.json', parts: [text], kind: 'scp' }),
    attached: { kind: 'present' } as const,
  }));
  return compilePolicies({ serviceControl: [{ name: 'root', policies }] });
}

/** 2 actions, 4 VPCs, 7 sets of subnets, 6 sets of groups. */
function contexts(): readonly Request[] {
  const listed = {
    vpc: 'vpc-0eeb0c1d2e3f40516',
    a: 'subnet-046c0d0c487b515f8',
    b: 'subnet-091e180fa55fb8e83',
  };
  const group = 'sg-0a56588b3406ee3d3';
  const vpcs = [undefined, listed.vpc, 'vpc-1', 'vpc-2'];
  const subnets = [
    [],
    [listed.a],
    [listed.b],
    [listed.a, listed.b],
    ['subnet-1'],
    [listed.a, 'subnet-1'],
    ['subnet-1', 'subnet-2'],
  ];
  const groups = [[], [group], ['sg-1'], [group, 'sg-1'], ['sg-1', 'sg-2'], ['sg-1', group, 'sg-2']];
  return ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'].flatMap((action) =>
    vpcs.flatMap((vpc) => subnets.flatMap((some) => groups.map((sgs) => request(action, vpc, some, sgs)))),
  );
}

function request(
  action: string,
  vpc: string | undefined,
  subnets: readonly string[],
  groups: readonly string[],
): Request {
  const values = new Map<string, ContextValue>([
    ['lambda:vpcids', vpc === undefined ? ABSENT : { kind: 'single', presence: PRESENT, value: known(vpc) }],
    ['lambda:subnetids', several(subnets)],
    ['lambda:securitygroupids', several(groups)],
  ]);
  const resource = ['arn:aws:lambda:us-east-1:123456789012:function:f'];
  return { action, resource, context: { lookup: (key) => values.get(key.toLowerCase()) ?? ABSENT } };
}

const ABSENT = { kind: 'absent' } as const;
const PRESENT = { kind: 'present' } as const;

function several(texts: readonly string[]): ContextValue {
  return texts.length === 0 ? ABSENT : { kind: 'multi', presence: PRESENT, values: texts.map(known) };
}

function known(text: string): Value {
  return { kind: 'known', text };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const line of benchIam()) console.log(line);
