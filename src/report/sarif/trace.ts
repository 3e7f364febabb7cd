import type { Location, RequestReport, TrailStep, Value } from '../../generated/report.ts';
import { decidingStatements, definitionOf, lastPlace, statementName } from '../deciding.ts';
import { partText } from '../values.ts';

/** A place that takes part in a decision. */
export interface Step {
  readonly location: Location;
  readonly text: string;
}

/** From the function over its subnets and its VPC to the statement that decides: those whose place is known. */
export function traceOf(request: RequestReport): Step[] {
  const { network, location, address } = request;
  const { vpc } = network;
  return [
    ...(location === undefined ? [] : [{ location, text: `${address}: ${request.request}` }]),
    ...network.subnets.flatMap(({ value, trail }) => partStep('subnet', value, trail, request)),
    ...network.securityGroups.flatMap(({ value, trail }) =>
      partStep('security-group', value, trail, request),
    ),
    ...(vpc === undefined ? [] : partStep('vpc', vpc.value, vpc.trail, request)),
    ...statementSteps(request),
  ];
}

function partStep(
  part: Parameters<typeof partText>[0],
  value: Value,
  trail: readonly TrailStep[],
  request: RequestReport,
): Step[] {
  const location = definitionOf(part, value, request) ?? lastPlace(trail);
  return location === undefined ? [] : [{ location, text: partText(part, value) }];
}

/** The statements that made the decision, where they stand in a file. */
export function statementSteps(request: RequestReport): Step[] {
  return decidingStatements(request).flatMap((statement) =>
    statement.location === undefined
      ? []
      : [{ location: statement.location, text: `${statement.effect} ${statementName(statement)}` }],
  );
}
