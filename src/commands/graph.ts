import type { GraphCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { formatGraph } from '../report/graph.ts';
import { planReport } from './plan-report.ts';
import { FOUND_NOTHING } from './status.ts';

/** `tfvpc graph`: functions, subnets, security groups and VPCs as a picture. */
export async function graphCommand(command: GraphCommand, io: Io): Promise<number> {
  io.stdout.write(formatGraph(await planReport(command, command.plan, io), command.format));
  return FOUND_NOTHING;
}
