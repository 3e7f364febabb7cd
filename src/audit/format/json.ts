import { stringify } from '../../report/json.ts';
import { RULES } from '../../rules.ts';
import { shownContext } from '../probe.ts';
import type { AuditResult, PolicyAudit } from '../report.ts';

/** The audit for other programs. Fields may be added; these keep their names and meaning. */
export function auditJson(audits: readonly PolicyAudit[]): string {
  return stringify({ policies: audits.map(policyJson) });
}

function policyJson(audit: PolicyAudit) {
  return {
    path: audit.path,
    judged: audit.besideFullAccess ? 'beside a policy that allows everything' : 'alone',
    assumptions: audit.assumptions,
    ...(audit.incomplete === undefined ? {} : { incomplete: audit.incomplete }),
    behaviour: audit.behaviour.map(({ case: name, probe, decision }) => ({
      case: name,
      request: probe.action,
      context: shownContext(probe),
      decision,
    })),
    results: audit.results.map((result) => resultJson(audit.path, result)),
  };
}

function placeOf(path: string, { position, location }: AuditResult) {
  if (location === undefined) return { path, ...position };
  const { line, column } = location;
  return {
    path: location.path,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function resultJson(path: string, result: AuditResult) {
  const { ruleId, message, witness, rewrite } = result;
  const { name, level } = RULES[ruleId];
  return {
    ruleId,
    name,
    level,
    message,
    location: placeOf(path, result),
    ...(witness === undefined
      ? {}
      : {
          witness: {
            request: witness.probe.action,
            context: shownContext(witness.probe),
            decision: witness.decision,
          },
        }),
    ...(rewrite === undefined ? {} : { rewrite }),
  };
}
