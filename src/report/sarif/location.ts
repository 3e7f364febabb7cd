import type { Location } from '../../generated/report.ts';
import { visible } from '../escape.ts';
import { encodeSegment, repositoryUri } from '../paths.ts';
import type { Message, Region, SarifLocation } from './log.ts';

/** The place in SARIF; undefined where the file is not one below the repository's root. */
export function sarifLocation(location: Location): SarifLocation | undefined {
  const uri = repositoryUri(location.path);
  if (uri === undefined) return undefined;
  return {
    physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: regionOf(location) },
  };
}

/** The same place with words, and a number that a message can link to. */
export function namedLocation(location: SarifLocation, text: string, id?: number): SarifLocation {
  const message: Message = { text: withoutLinks(visible(text)) };
  return id === undefined ? { ...location, message } : { id, ...location, message };
}

/** SARIF takes `[words](1)` for a link; ours are made by us alone. */
export const withoutLinks = (text: string) => text.replaceAll('](', '] (');

/** A name of a plan file in a URI, whatever stands in it. */
export function lastResortUri(plan: string | undefined): string {
  const own = plan === undefined || plan === '-' ? undefined : repositoryUri(plan);
  const name = plan
    ?.split(/[/\\]/u)
    .filter((segment) => segment !== '' && !/^[.-]+$/u.test(segment))
    .at(-1);
  return own ?? encodeSegment(name ?? 'plan.json');
}

/**
 * One line: a pull request shows an alert beside the code only if all of its lines are in the difference. All four
 * coordinates are there, as GitHub asks.
 */
function regionOf({ line = 1, column = 1, endLine = line, endColumn }: Location): Region {
  const end = endLine === line && endColumn !== undefined && endColumn > column ? endColumn : column + 1;
  return { startLine: line, startColumn: column, endLine: line, endColumn: end };
}
