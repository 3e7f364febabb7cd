import type { ConditionReport, RequestReport, StatementReport } from '../../generated/report.ts';
import { comparedText, comparisonText, faultFirst, faultyTruth } from '../comparisons.ts';
import { decidingConditions, statementName, statementPlace, targetTexts } from '../deciding.ts';
import type { Line } from './line.ts';

const MOST_COMPARISONS = 8;

const TRUTHS: Readonly<Record<StatementReport['truth'], string>> = {
  true: 'matches',
  false: 'does not match',
  unknown: 'may match',
};

/** One statement: where it stands, and per condition the values that were compared, those at fault first. */
export function statementLines(
  request: RequestReport,
  statement: StatementReport,
  indent: number,
  verbose: boolean,
): Line[] {
  const conditions = verbose ? statement.conditions : decidingConditions(statement);
  const inner = indent + 2;
  return [
    {
      indent,
      text: `${statementPlace(statement)}  ${statement.effect} ${statementName(statement)}${verbose ? ` ${TRUTHS[statement.truth]}` : ''}`,
      style: 'bold',
    },
    ...targetTexts(request, statement).map((text) => ({ indent: inner, text })),
    ...(statement.undecidable === undefined
      ? []
      : [{ indent: inner, text: `cannot be decided: ${statement.undecidable.text}` }]),
    ...(statement.conditions.length === 0 && statement.truth === 'true'
      ? [{ indent: inner, text: 'without any condition' }]
      : []),
    ...conditions.flatMap((condition) => conditionLines(statement, condition, inner, verbose)),
  ];
}

function conditionLines(
  statement: StatementReport,
  condition: ConditionReport,
  indent: number,
  verbose: boolean,
): Line[] {
  const comparisons = faultFirst(statement, condition.comparisons);
  const shown = verbose ? comparisons : comparisons.slice(0, MOST_COMPARISONS);
  const hidden = comparisons.length - shown.length;
  const rows = shown.map((comparison, row): Line => {
    const faulty = comparison.truth === faultyTruth(statement);
    return {
      indent: indent + 2,
      text: `${comparedText(comparison.value)}  ${comparisonText(condition, comparison, row > 0)}`,
      hanging: 4,
      ...(faulty ? { style: MARK_STYLE[comparison.truth], tail: `   ← ${MARKS[comparison.truth]}` } : {}),
    };
  });
  return [
    { indent, text: `${condition.operator} ${condition.key}` },
    ...rows,
    ...(hidden === 0 ? [] : [{ indent: indent + 2, text: `and ${hidden} more (--verbose lists them)` }]),
    ...(rows.length === 0 || verbose ? [{ indent: indent + 2, text: condition.why }] : []),
  ];
}

const MARKS = { true: 'this one', false: 'this one', unknown: 'this decides' } as const;
const MARK_STYLE = { true: 'red', false: 'red', unknown: 'yellow' } as const;
