import type { Position } from '../error.ts';
import type { Location } from '../generated/report.ts';
import type { DecisionKind } from '../iam/decision.ts';
import type { RuleId } from '../rules.ts';
import type { BehaviourRow } from './behaviour.ts';
import type { Probe } from './probe.ts';

/** What the audit of one policy found. */
export interface PolicyAudit {
  /** The file or the resource address, as a reader knows it. */
  readonly path: string;
  readonly behaviour: readonly BehaviourRow[];
  readonly results: readonly AuditResult[];
  /** Why more may be wrong than was found, in words. Absent: everything was looked at. */
  readonly incomplete?: string;
  /** What the requests of the table are like apart from their network, where the policy asks for more. */
  readonly assumptions: readonly string[];
  /** The document as it would be written anew, to compare a rewrite with; absent where parts are not known. */
  readonly document?: string;
  /** The decisions say whether this policy denies: what allows is elsewhere. */
  readonly besideFullAccess: boolean;
}

export interface AuditResult {
  readonly ruleId: RuleId;
  readonly message: string;
  /** In the document. */
  readonly position?: Position;
  /** In a file of the repository, where the document is not a file of its own. */
  readonly location?: Location;
  /** The statement at fault, where it is one. */
  readonly statement?: number;
  readonly witness?: Witness;
  /** A document without this fault; the evaluator has checked what it changes. */
  readonly rewrite?: string;
}

/** A request, and what the evaluator decides about it. */
export interface Witness {
  readonly probe: Probe;
  readonly decision: DecisionKind;
}
