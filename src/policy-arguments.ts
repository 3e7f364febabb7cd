import type { Argv } from 'yargs';
import type { Command } from './command.ts';
import { InputError } from './error.ts';
import {
  DISPLAY_OPTIONS,
  displayOptions,
  EXIT_OPTIONS,
  exitOptions,
  flag,
  formats,
  list,
  POLICY_KIND,
} from './options.ts';

/** The arguments of `tfvpc policy`, `policy diff` and `policy new`. */
export function policyCommands(base: Argv, take: (command: Command) => void): Argv {
  return base
    .command(
      'diff <old> <new>',
      'what becomes newly allowed and newly denied',
      (y) =>
        y
          .positional('old', { type: 'string', demandOption: true })
          .positional('new', { type: 'string', demandOption: true })
          .options({ ...POLICY_KIND, format: formats(['text', 'json', 'markdown']) }),
      (a) =>
        take({
          kind: 'policy-diff',
          old: a.old,
          new: a.new,
          policyKind: a.kind,
          format: a.format,
        }),
    )
    .command(
      'new',
      'write a correct policy from intent',
      (y) =>
        y.options({
          scp: flag('a service control policy (the default)'),
          identity: flag('an identity policy'),
          'require-vpc': flag('functions must be in a VPC'),
          vpc: list('allow only this VPC; again for each'),
          subnet: list('allow only this subnet; again for each'),
          'security-group': list('allow only this security group; again for each'),
          'deny-vpc': list('deny this VPC'),
          'deny-subnet': list('deny this subnet'),
          'deny-security-group': list('deny this security group'),
        }),
      (a) =>
        take({
          kind: 'policy-new',
          policyKind: newKind(a),
          requireVpc: a['require-vpc'],
          vpc: a.vpc,
          subnet: a.subnet,
          securityGroup: a['security-group'],
          denyVpc: a['deny-vpc'],
          denySubnet: a['deny-subnet'],
          denySecurityGroup: a['deny-security-group'],
        }),
    )
    .command(
      '$0 <paths..>',
      'behaviour and faults of policies: files, directories, a plan, or -',
      (y) =>
        y
          .positional('paths', { type: 'string', array: true, demandOption: true })
          .options({
            ...POLICY_KIND,
            together: flag('judge the files as attached to one target (default: each by itself)'),
            format: formats(['text', 'json', 'markdown', 'sarif']),
          })
          .options(EXIT_OPTIONS)
          .options(DISPLAY_OPTIONS),
      (a) =>
        take({
          kind: 'policy',
          paths: a.paths,
          together: a.together,
          policyKind: a.kind,
          format: a.format,
          ...exitOptions(a),
          display: displayOptions(a),
        }),
    );
}

function newKind({ scp, identity }: { readonly scp: boolean; readonly identity: boolean }) {
  if (scp && identity) throw new InputError('usage', '--scp and --identity: a policy is of one kind');
  return identity ? 'identity' : 'scp';
}
