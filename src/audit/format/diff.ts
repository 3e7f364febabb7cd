import { code, escapeTerminal, prose } from '../../report/escape.ts';
import { stringify } from '../../report/json.ts';
import type { PolicyChange, PolicyDifference } from '../diff.ts';
import { shownContext } from '../probe.ts';
import { probeText, SHOWN } from './text.ts';

/** Which two policies were compared. */
export interface Compared {
  readonly old: string;
  readonly new: string;
  readonly difference: PolicyDifference;
}

/** For programs. Fields may be added; these keep their names and meaning. */
export function diffJson({ old, new: now, difference }: Compared): string {
  const { changes, unproved, assumptions } = difference;
  const json = {
    old,
    new: now,
    sameMeaning: changes.length === 0,
    proved: unproved === undefined,
    ...(unproved === undefined ? {} : { unproved }),
    assumptions,
    newlyAllowed: changes.filter(isOpened).map(changeJson),
    newlyDenied: changes.filter(isClosed).map(changeJson),
    otherwise: changes.filter((one) => !isOpened(one) && !isClosed(one)).map(changeJson),
  };
  return stringify(json);
}

const isOpened = ({ after }: PolicyChange) => after === 'allowed';
const isClosed = ({ before, after }: PolicyChange) => before === 'allowed' && after !== 'undetermined';

const changeJson = ({ requests, witness, where, before, after }: PolicyChange) => ({
  requests,
  before,
  after,
  witness: {
    request: witness.action,
    ...(where?.key === 'resource' ? { resource: where.value } : {}),
    context: { ...shownContext(witness), ...keyOf(where) },
    before,
    after,
  },
});

/** A key that is absent is not in a context. */
const keyOf = (where: PolicyChange['where']) =>
  where === undefined || where.key === 'resource' || where.value === 'absent'
    ? {}
    : { [where.key]: where.value };

export function diffText({ old, new: now, difference }: Compared): string {
  const { changes, assumptions } = difference;
  const lines = [
    `${old} → ${now}`,
    ...changes.flatMap((change) => [
      `${isOpened(change) ? '+' : isClosed(change) ? '-' : '~'} ${change.requests}: ${SHOWN[change.before]} → ${SHOWN[change.after]}`,
      `    ${probeText(change.witness)}`,
    ]),
    ...assumptions.map((text) => `assumed: ${text}`),
    conclusion(difference),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}

function conclusion({ changes, unproved }: PolicyDifference): string {
  if (changes.length === 0)
    return unproved === undefined
      ? 'no change in meaning (proved)'
      : `no change in meaning was found; not proved: ${unproved}`;
  const count = (some: readonly PolicyChange[]) => some.length;
  const rest = unproved === undefined ? '' : `; there may be more: ${unproved}`;
  return `${count(changes.filter(isOpened))} newly allowed · ${count(changes.filter(isClosed))} newly denied${rest}`;
}

export function diffMarkdown({ old, new: now, difference }: Compared): string {
  const { changes, assumptions } = difference;
  const rows = changes.map(
    ({ requests, witness, before, after }) =>
      `| ${prose(requests)} | ${SHOWN[before]} → ${SHOWN[after]} | ${code(probeText(witness))} |`,
  );
  const table =
    rows.length === 0 ? [] : ['| requests | decision | for example |', '| --- | --- | --- |', ...rows, ''];
  return [
    `### ${code(old)} → ${code(now)}`,
    '',
    ...table,
    ...assumptions.map((text) => `- assumed: ${prose(text)}`),
    ...(assumptions.length === 0 ? [] : ['']),
    prose(conclusion(difference)),
    '',
  ].join('\n');
}
