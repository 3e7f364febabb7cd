import type { PolicyHole } from '../iam/policy.ts';
import type { Json } from '../plan/json.ts';
import type { Parts } from './parts.ts';

/** A JSON document with holes, parsed: in its strings, marks stand for the holes. */
export interface MarkedJson {
  readonly root: Json;
  /** A piece of the document as text again, its holes in their places. */
  readonly write: (json: Json) => Parts;
  /** Whether a string holds a part that is not known. */
  readonly holdsHole: (text: string) => boolean;
}

const MARK = '\ue000';

/** Undefined when it is no JSON, or a text holds the mark itself. */
export function parseMarked(parts: Parts): MarkedJson | undefined {
  const holes: PolicyHole[] = [];
  const texts = parts.map((part) => {
    if (typeof part === 'string') return part;
    holes.push(part);
    const mark = `${MARK}${holes.length - 1}${MARK}`;
    return part.place === 'in-string' ? mark : `"${mark}"`;
  });
  if (parts.some((part) => typeof part === 'string' && (part.includes(MARK) || /\\ue000/i.test(part))))
    return undefined;
  try {
    const root: Json = JSON.parse(texts.join(''));
    return {
      root,
      write: (json) => written(JSON.stringify(json), holes),
      holdsHole: (text) => text.includes(MARK),
    };
  } catch {
    return undefined;
  }
}

function written(text: string, holes: readonly PolicyHole[]): Parts {
  const parts: (string | PolicyHole)[] = [];
  let from = 0;
  for (const found of text.matchAll(/("?)\ue000(\d+)\ue000("?)/g)) {
    const hole = holes[Number(found[2])];
    if (hole === undefined) continue;
    const isQuoted = hole.place !== 'in-string';
    const start = found.index + (isQuoted ? 0 : (found[1]?.length ?? 0));
    const end = found.index + found[0].length - (isQuoted ? 0 : (found[3]?.length ?? 0));
    parts.push(text.slice(from, start), hole);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}
