import type { Location, RequestReport, TrailStep, Value } from '../../generated/report.ts';
import { decidingStatements, lastPlace, statementName } from '../deciding.ts';
import { valueText } from '../values.ts';

/** A place that takes part in a decision. */
export interface Step {
  readonly location: Location;
  readonly text: string;
}

/** From the function over its subnets and its VPC to the statement that decides: those whose place is known. */
export function traceOf(request: RequestReport): Step[] {
  const { network, location, address } = request;
  return [
    ...(location === undefined ? [] : [{ location, text: `${address}: ${request.request}` }]),
    ...network.subnets.flatMap(({ value, trail }) => trailStep('subnet', value, trail)),
    ...network.securityGroups.flatMap(({ value, trail }) => trailStep('security group', value, trail)),
    ...(network.vpc === undefined ? [] : trailStep('VPC', network.vpc.value, network.vpc.trail)),
    ...statementSteps(request),
  ];
}

function trailStep(what: string, value: Value, trail: readonly TrailStep[]): Step[] {
  const location = lastPlace(trail);
  return location === undefined ? [] : [{ location, text: `${what} ${valueText(value)}` }];
}

/** The statements that made the decision, where they stand in a file. */
export function statementSteps(request: RequestReport): Step[] {
  return decidingStatements(request).flatMap((statement) =>
    statement.location === undefined
      ? []
      : [{ location: statement.location, text: `${statement.effect} ${statementName(statement)}` }],
  );
}
