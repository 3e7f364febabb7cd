import type { Policy, Statement } from '../iam/policy.ts';
import type { Request } from '../iam/request.ts';
import { type CompiledStatement, compileStatement, resourceTruth } from '../iam/statement.ts';
import { blindWorld } from '../iam/world.ts';
import { best } from './best.ts';
import { ABSENT, concrete, FUNCTION_ARN } from './ordinary-request.ts';
import { aboutNetwork } from './probe.ts';

const MOST_FUNCTIONS = 50;

/** The function that most statements about the VPC concern; one that no policy names, where they leave it open. */
export function mostConcerned(policies: readonly Policy[]): string {
  const statements = policies.flatMap((policy) =>
    policy.statements.map((statement) => ({
      compiled: compileStatement(policy, statement),
      weight: aboutNetwork(statement) ? 1000 : statement.effect === 'Allow' ? 1 : -1,
    })),
  );
  const named = statements
    .map(({ compiled: { statement } }) => statement)
    .flatMap((statement) => (statement.resources.negated ? [] : namedFunctions(statement)));
  const others = [...new Set(named)].slice(0, MOST_FUNCTIONS - 1);
  return best([FUNCTION_ARN, ...others], (arn) =>
    statements.filter(({ compiled }) => concerns(compiled, arn)).reduce((sum, { weight }) => sum + weight, 0),
  );
}

function concerns(compiled: CompiledStatement, arn: string): boolean {
  const request: Request = {
    action: 'lambda:CreateFunction',
    resource: [arn],
    context: { lookup: () => ABSENT },
  };
  return resourceTruth(compiled, request, blindWorld()) === 'true';
}

/** Functions that the patterns of a statement's Resource or NotResource match. */
export const namedFunctions = ({ resources }: Statement): readonly string[] =>
  resources.patterns
    .map(({ text: [first, ...more] }) =>
      typeof first === 'string' && more.length === 0 ? functionArn(first) : undefined,
    )
    .filter((arn) => arn !== undefined);

/** A function's ARN that the pattern matches, its wildcards filled in as in an ordinary ARN. */
function functionArn(pattern: string): string | undefined {
  if (!pattern.startsWith('arn:') || pattern.includes('${')) return undefined;
  const usual = FUNCTION_ARN.split(':');
  const given = pattern.split(':');
  const [, , service = '', , , type = '*'] = given;
  if (!/^(lambda|\*)$/.test(service) || !/^(function|\*)/.test(type)) return undefined;
  const parts = usual.map((part, index) => {
    const own = given[index];
    return own === undefined || own === '*' ? part : concrete(own);
  });
  return [...parts, ...given.slice(usual.length).map(concrete)].join(':');
}
