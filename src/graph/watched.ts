import type { Graph } from './graph.ts';
import type { Value } from './value.ts';

/** The same graph; of every answer, the sensitive texts in it are told. */
export function watched(graph: Graph, tell: (text: string) => void): Graph {
  const seen = new WeakSet<Value>();
  const watch = async (answer: Promise<Value | undefined>): Promise<Value | undefined> => {
    const value = await answer;
    if (value !== undefined) tellSensitive(value, false, tell, seen);
    return value;
  };
  return {
    ...graph,
    attribute: (...question) => watch(graph.attribute(...question)),
    attributeBefore: (...question) => watch(graph.attributeBefore(...question)),
    sharedList: (...question) => watch(graph.sharedList(...question)),
    configured: (...question) => watch(graph.configured(...question)),
    output: (...question) => watch(graph.output(...question)),
    variable: (...question) => watch(graph.variable(...question)),
    providerAttribute: (...question) => watch(graph.providerAttribute(...question)),
  };
}

/** What is in something sensitive is sensitive. */
function tellSensitive(
  value: Value,
  isInside: boolean,
  tell: (text: string) => void,
  seen: WeakSet<Value>,
): void {
  const isSensitive = isInside || value.sensitive === true;
  if (value.kind === 'known') {
    if (isSensitive && typeof value.value === 'string') tell(value.value);
    return;
  }
  if (!isSensitive && seen.has(value)) return;
  if (!isSensitive) seen.add(value);
  if (isSensitive && value.kind === 'object') for (const name of value.attributes.keys()) tell(name);
  for (const part of partsOf(value)) tellSensitive(part, isSensitive, tell, seen);
}

function partsOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'known':
    case 'new':
    case 'unknown':
      return [];
    case 'one-of':
      return value.candidates;
    case 'template':
      return value.parts;
    case 'list':
      return [...value.items, ...(value.rest?.candidates ?? [])];
    case 'object':
      return [
        ...value.attributes.values(),
        ...(value.newKeys ?? []).map(([, member]) => member),
        ...(value.rest?.candidates ?? []),
      ];
  }
}

/** Whether any part of a value is sensitive. */
export function holdsSensitive(value: Value): boolean {
  if (value.sensitive === true) return true;
  for (const part of partsOf(value)) if (holdsSensitive(part)) return true;
  return false;
}
