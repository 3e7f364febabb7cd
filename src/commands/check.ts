import type { CheckCommand } from '../command.ts';
import { checkWithConfig, configPath, readConfig } from '../config.ts';
import { InputError } from '../error.ts';
import type { PolicySummary, Report, Result } from '../generated/report.ts';
import type { Io } from '../io.ts';
import { quickPolicy } from '../policies/quick.ts';
import { type Format, piecesOf } from '../report/format.ts';
import { mergeReports } from '../report/merge.ts';
import { checkMany } from './check-many.ts';
import { formatOptions } from './format-options.ts';
import { outputTargets, printReport, writeOutputs } from './outputs.ts';
import { withoutPatterns } from './patterns.ts';
import { type PlanInput, planInputs } from './plan-input.ts';
import { FOUND_NOTHING, statusOf, WRONG_INPUT, warn } from './status.ts';

/** `tfvpc check`: judges every plan, writes the report, answers the exit status. */
export async function checkCommand(given: CheckCommand, io: Io): Promise<number> {
  const config = await readConfig(given.configFile, io.files);
  const configured = checkWithConfig(given, config);
  if (configured.printPolicy) return printPolicy(configured, io);
  const command = await withoutPatterns(configured, io.files);
  const inputs = await planInputs(command, io);
  const targets = outputTargets(command.output, inputPaths(command, inputs, io), io);
  const { reports, errors } = await checkMany(inputs, command, config, io);
  for (const error of errors) warn(error, io);
  if (reports.length === 0) return WRONG_INPUT;
  const report = mergeReports(reports);
  const render = renderer(command, report, io);
  await writeOutputs(targets, render, io);
  await printReport(render(command.format), io);
  const failures = [...errors, ...unreadablePolicies(report), ...missingRequirements(command, report)];
  for (const error of failures.slice(errors.length)) warn(error, io);
  return failures.length > 0 ? WRONG_INPUT : statusOf(report, command);
}

function printPolicy({ policies }: CheckCommand, io: Io): number {
  io.stdout.write(quickPolicy(policies.quick).text);
  return FOUND_NOTHING;
}

function inputPaths(command: CheckCommand, inputs: readonly PlanInput[], io: Io): readonly string[] {
  const { policies, network, source, configFile } = command;
  const { scp, identityPolicy, permissionsBoundary, sessionPolicy, organization } = policies;
  // Reports may lie beside the source.
  const isFile = (path: string | false | undefined): path is string =>
    typeof path === 'string' && io.files.kind(path) === 'file';
  return [
    ...inputs.map(({ path }) => path),
    ...scp,
    ...identityPolicy,
    ...permissionsBoundary,
    ...sessionPolicy,
    ...network,
    ...(organization === undefined ? [] : [organization]),
    ...[source, configFile ?? configPath(io.files)].filter(isFile),
  ];
}

function renderer(
  { display, category, failOn }: CheckCommand,
  report: Report,
  io: Io,
): (format: Format) => Iterable<string> {
  const options = { ...formatOptions(display, category, io), ...(failOn.length === 0 ? {} : { failOn }) };
  return (format) => piecesOf(format, report, options);
}

/** A policy that was given and of which nothing could be read was not judged: never a success. */
function unreadablePolicies({ policies, results }: Report): readonly InputError[] {
  const faults = results.filter(({ ruleId }) => ruleId === 'TFVPC101');
  return policies
    .filter(({ statements, undecidable }) => statements === 0 && undecidable !== undefined)
    .flatMap((policy) => {
      const message = `${policy.label}: ${policy.undecidable}`;
      const fault = faults.find((result) => result.message === message);
      if (policy.from === 'file') return [unreadable(policy, policy.label, fault)];
      // Of an organization's policy without any fault only the id is known.
      if (policy.from !== 'organization' || fault === undefined) return [];
      return [unreadable(policy, fault.location?.path, fault)];
    });
}

/** @param path of its file, as the user named it; undefined where it has none */
function unreadable(
  { label, undecidable = '' }: PolicySummary,
  path: string | undefined,
  fault: Result | undefined,
): InputError {
  const { line, column = 1 } = fault?.location ?? {};
  return new InputError('policy-unreadable', undecidable, {
    path: path ?? label,
    ...(line === undefined ? {} : { position: { line, column } }),
    ...(path === undefined ? { hint: 'its document stands in the organization description' } : {}),
  });
}

function missingRequirements(command: CheckCommand, { notes }: Report): readonly InputError[] {
  const missing: InputError[] = [];
  if (command.requirePolicies && notes.some(({ code }) => code === 'no-policies'))
    missing.push(
      new InputError('nothing-to-evaluate', 'there is no policy, and --require-policies asks for one'),
    );
  if (command.requireFunctions && notes.some(({ code }) => code === 'nothing-evaluated'))
    missing.push(
      new InputError('nothing-to-evaluate', 'nothing was evaluated, and --require-functions asks for it'),
    );
  return missing;
}
