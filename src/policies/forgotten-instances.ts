import type { Graph } from '../graph/graph.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * The same graph, in which what Terraform only forgets is still there, as it was: AWS keeps it.
 * https://developer.hashicorp.com/terraform/language/block/removed
 */
export function withForgotten(plan: Plan, graph: Graph): Graph {
  const forgotten = new Map<string, string[]>();
  const addresses = new Set<string>();
  for (const { addressText, address, deposed } of plan.resourceChanges.of(isForgotten)) {
    if (address.mode !== 'managed' || deposed !== undefined) continue;
    forgotten.set(address.type, [...(forgotten.get(address.type) ?? []), addressText]);
    addresses.add(addressText);
  }
  if (addresses.size === 0) return graph;
  return {
    ...graph,
    instances: (type) => [...graph.instances(type), ...(forgotten.get(type) ?? [])],
    attribute: (addressText, path) =>
      addresses.has(addressText)
        ? graph.attributeBefore(addressText, path)
        : graph.attribute(addressText, path),
  };
}

const isForgotten = ({ type, actions }: { readonly type: string; readonly actions: string }) =>
  actions === 'forget' && /^(?:aws|awscc)_iam_/.test(type);
