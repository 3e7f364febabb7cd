import type { Argv } from 'yargs';
import type { Command } from './command.ts';
import { POLICY_AUDIT_OPTIONS, POLICY_DIFF_OPTIONS, POLICY_NEW_OPTIONS } from './command-options.ts';
import { InputError } from './error.ts';
import { exitOptions } from './options.ts';

type Take = (command: Command) => void;

/** The arguments of `tfvpc policy`, `policy diff` and `policy new`. */
export const policyCommands = (base: Argv, take: Take): Argv =>
  [diff, create, audit].reduce((y, add) => add(y, take), base);

const ONE = { type: 'string', demandOption: true } as const;

const diff = (base: Argv, take: Take): Argv =>
  base.command(
    'diff <old> <new>',
    'what becomes newly allowed and newly denied',
    (y) =>
      y
        .positional('old', { ...ONE, description: 'policy file, or -' })
        .positional('new', { ...ONE, description: 'policy file, or -' })
        .options(POLICY_DIFF_OPTIONS),
    (a) =>
      take({
        kind: 'policy-diff',
        old: a.old,
        new: a.new,
        policyKind: a.kind,
        format: a.format,
      }),
  );

const create = (base: Argv, take: Take): Argv =>
  base.command(
    'new',
    'write a correct policy from intent',
    (y) => y.options(POLICY_NEW_OPTIONS),
    (a) =>
      take({
        kind: 'policy-new',
        intent: {
          kind: newKind(a),
          requireVpc: a['require-vpc'],
          vpc: a.vpc,
          subnet: a.subnet,
          securityGroup: a['security-group'],
          denyVpc: a['deny-vpc'],
          denySubnet: a['deny-subnet'],
          denySecurityGroup: a['deny-security-group'],
        },
      }),
  );

function newKind({ scp, identity }: { readonly scp: boolean; readonly identity: boolean }) {
  if (scp && identity) throw new InputError('usage', '--scp and --identity: a policy is of one kind');
  return identity ? 'identity' : 'scp';
}

const audit = (base: Argv, take: Take): Argv =>
  base.command(
    '$0 <paths..>',
    'behaviour and faults of policies: files, directories, a plan, or -',
    (y) =>
      y
        .positional('paths', { ...ONE, array: true, description: 'policy files, directories, plans, or -' })
        .options(POLICY_AUDIT_OPTIONS),
    (a) =>
      take({
        kind: 'policy',
        paths: a.paths,
        together: a.together,
        policyKind: a.kind,
        format: a.format,
        ...exitOptions(a),
      }),
  );
