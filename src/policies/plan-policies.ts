import type { Graph } from '../graph/graph.ts';
import type { Value as GraphValue } from '../graph/value.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicySource } from '../iam/policy.ts';
import { concealed, isSensitiveDocument } from './concealed.ts';
import { type Documents, resolveDocument } from './policy-document.ts';
import { isSomething } from './value.ts';

/** A service control policy that the plan holds. */
export interface PlanPolicy {
  readonly addressText: string;
  readonly policy: Policy;
  /** Its id, where it exists already. */
  readonly id?: string;
  /** Only read, not managed: it counts where something in the plan attaches it. */
  readonly isData: boolean;
}

/** The policy in an attribute, wherever in the plan its document is made. A document that is lost is undecidable. */
export async function policyOf(
  documents: Documents,
  value: GraphValue | undefined,
  label: string,
  kind: PolicySource['kind'],
): Promise<Policy> {
  const text = await resolveDocument(documents, value);
  if (text.kind === 'parts') {
    const policy = parsePolicy({ label, kind, parts: text.parts });
    return isSensitiveDocument(value, text) ? concealed(policy) : policy;
  }
  const { reason, settle } = text;
  return undecidablePolicy(label, reason, settle);
}

export function undecidablePolicy(label: string, reason: string, settle?: string): Policy {
  const undecidable = settle === undefined ? { reason } : { reason, settle };
  return { label, version: '2012-10-17', statements: [], findings: [], undecidable };
}

/** Service control policies as they will be after the apply, and those that data sources read; sorted by address. */
export async function planPolicies(documents: Documents): Promise<readonly PlanPolicy[]> {
  const { graph } = documents;
  const found: PlanPolicy[] = [];
  for (const [addressText, idName] of policyInstances(graph)) {
    const type = await graph.attribute(addressText, ['type']);
    if (!maybeServiceControl(type)) continue;
    const id = await graph.attribute(addressText, [idName]);
    const content = await graph.attribute(addressText, ['content']);
    found.push({
      addressText,
      policy: await policyOf(documents, content, addressText, 'scp'),
      ...(id?.kind === 'known' && isSomething(id) ? { id: String(id.value) } : {}),
      isData: isDataAddress(addressText),
    });
  }
  return found;
}

/** The attribute that holds the id, by resource type. */
export const POLICY_IDS = {
  aws_organizations_policy: 'id',
  awscc_organizations_policy: 'policy_id',
} as const;

function policyInstances(graph: Graph): readonly (readonly [addressText: string, idName: string])[] {
  return Object.entries(POLICY_IDS).flatMap(([type, idName]) =>
    graph.instances(type).map((addressText) => [addressText, idName] as const),
  );
}

/** The provider's default is SERVICE_CONTROL_POLICY. */
function maybeServiceControl(type: GraphValue | undefined): boolean {
  return !isSomething(type) || type.kind !== 'known' || type.value === 'SERVICE_CONTROL_POLICY';
}

export const isDataAddress = (addressText: string) =>
  /(^|\.)data\.[^.]+\.[^.]+$/.test(addressText.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, ''));
