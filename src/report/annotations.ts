import type { Report } from '../generated/report.ts';
import { type Finding, findings } from './aggregate.ts';
import { LEVELS, type Level } from './decisions.ts';
import { commandData, commandProperty, visible, wellFormed } from './escape.ts';
import { headlineText } from './ledger.ts';
import { orderReport, ruleOf } from './order.ts';
import { repositoryPath } from './paths.ts';

/** GitHub shows no more per level and step, and cuts what is longer. */
const MOST_PER_LEVEL = 10;
const MOST_CHARACTERS = 4096;

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Workflow commands that make GitHub annotate the lines, the worst first, at most ten of each level: where there are more, the
 * tenth says how many. Empty where there is nothing to say.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatAnnotations(report: Report): string {
  const all = findings(orderReport(report).results);
  const levels = Object.keys(LEVELS) as Level[];
  return levels
    .flatMap((level) =>
      levelLines(
        report,
        level,
        all.filter((f) => f.level === level),
      ),
    )
    .join('');
}

function levelLines(report: Report, level: Level, found: readonly Finding[]): string[] {
  if (found.length <= MOST_PER_LEVEL) return found.map(annotation);
  const shown = found.slice(0, MOST_PER_LEVEL - 1).map(annotation);
  const text = `${found.length - shown.length} more of level ${level}: ${headlineText(report)}; the job summary has all of them`;
  return [...shown, command(level, [['title', 'tfvpc']], text)];
}

function annotation({ level, location, message, ruleId }: Finding): string {
  const title: Property = ['title', `${ruleId} ${ruleOf(ruleId)?.short ?? ''}`.trim()];
  const path = location === undefined ? undefined : repositoryPath(location.path);
  if (location === undefined || path === undefined) return command(level, [title], message);
  const { line = 1, column, endColumn } = location;
  const columns: Property[] = [
    ...(column === undefined ? [] : [['col', String(column)] as const]),
    ...(column === undefined || endColumn === undefined || (location.endLine ?? line) !== line
      ? []
      : [['endColumn', String(endColumn)] as const]),
  ];
  return command(
    level,
    [['file', visible(path)], ['line', String(line)], ['endLine', String(line)], ...columns, title],
    message,
  );
}

type Property = readonly [name: string, value: string];

function command(level: Level, properties: readonly Property[], message: string): string {
  const head = properties.map(([name, value]) => `${name}=${commandProperty(value)}`).join(',');
  return `::${COMMANDS[level]} ${head}::${commandData(shortened(message))}\n`;
}

/** GitHub counts the message as it is shown, not as it is escaped. */
const shortened = (text: string) =>
  text.length <= MOST_CHARACTERS ? text : `${wellFormed(text.slice(0, MOST_CHARACTERS - 2))}…`;
