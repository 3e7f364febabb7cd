import type { PatternPart } from './pattern.ts';
import type { Policy } from './policy.ts';
import type { Request } from './request.ts';
import { type Piece, type Template, templateOf } from './template.ts';
import type { Shape, Text, Value } from './value.ts';
import { IMPOSSIBLE, type Need, type World } from './world.ts';

export type Resolved = { readonly text: string } | Need | typeof IMPOSSIBLE;

/** The text that these parts make, as far as the world fills them in. */
export function resolveText(text: Text, world: World): Resolved {
  let resolved = '';
  for (const part of text) {
    const one = typeof part === 'string' ? { text: part } : resolveValue(part, world);
    if (one === IMPOSSIBLE || 'need' in one) return one;
    resolved += one.text;
  }
  return { text: resolved };
}

function resolveValue(value: Value, world: World): Resolved {
  if (value.kind === 'known') return { text: value.text };
  const option = world.option(value.name);
  if (option?.kind !== 'text') return { need: value.name };
  const resolved = resolveText(option.text, world);
  if (resolved === IMPOSSIBLE || 'need' in resolved || value.kind === 'one-of') return resolved;
  return fits(resolved.text, value.shape) ? resolved : IMPOSSIBLE;
}

/** Whether a text is of this shape. */
export function fits(text: string, shape: Shape | undefined): boolean {
  if (shape === undefined) return true;
  if (!text.startsWith(shape.prefix)) return false;
  const letters = text.slice(shape.prefix.length);
  return (
    shape.lengths.includes(letters.length) && [...letters].every((letter) => shape.alphabet.includes(letter))
  );
}

/** Known parts joined; undefined where a part is not known. */
export function knownText(text: Text): string | undefined {
  if (text.length === 1) return partText(text[0]);
  let known = '';
  for (const part of text) {
    const one = partText(part);
    if (one === undefined) return undefined;
    known += one;
  }
  return known;
}

function partText(part: string | Value | undefined): string | undefined {
  if (typeof part === 'string') return part;
  return part?.kind === 'known' ? part.text : undefined;
}

/** The same for texts of the same parts, and for no others. */
export function textKey(text: Text): string {
  return JSON.stringify(
    text.map((part) => (typeof part === 'string' ? part : part.kind === 'known' ? part.text : [part.name])),
  );
}

/** What stands between a prefix and a suffix; undefined where the text has not both. */
export function between(text: string, prefix: string, suffix: string): string | undefined {
  if (text.length < prefix.length + suffix.length) return undefined;
  if (!text.startsWith(prefix) || !text.endsWith(suffix)) return undefined;
  return text.slice(prefix.length, text.length - suffix.length);
}

/** A policy value as it stands for one request; `no-value`: a variable that the request does not carry. */
export type ResolvedTemplate =
  | { readonly parts: readonly PatternPart[] }
  | { readonly undocumented: string }
  | 'no-value'
  | Need
  | typeof IMPOSSIBLE;

/**
 * Puts the request's values in the place of the policy variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function resolveTemplate(
  template: Template,
  version: Policy['version'],
  request: Request,
  world: World,
): ResolvedTemplate {
  const parts: PatternPart[] = [];
  for (const piece of template) {
    const resolved = resolvePiece(piece, version, request, world);
    if (typeof resolved === 'string' || !('parts' in resolved)) return resolved;
    parts.push(...resolved.parts);
  }
  return { parts };
}

function resolvePiece(
  piece: Piece,
  version: Policy['version'],
  request: Request,
  world: World,
): ResolvedTemplate {
  if (piece.kind === 'written') return { parts: [{ text: piece.text, wild: true }] };
  if (piece.kind === 'quoted') return { parts: [{ text: piece.text, wild: false }] };
  if (piece.kind === 'variable') return resolveVariable(piece.key, piece.otherwise, request, world);
  const resolved = resolveValue(piece.value, world);
  if (resolved === IMPOSSIBLE || 'need' in resolved) return resolved;
  const inner = templateOf([resolved.text], version);
  if (inner === undefined)
    return { undocumented: `\`${resolved.text}\` holds something that is no policy variable` };
  return resolveTemplate(inner, version, request, world);
}

function resolveVariable(
  key: string,
  otherwise: string | undefined,
  request: Request,
  world: World,
): ResolvedTemplate {
  const value = request.context.lookup(key);
  const absent: ResolvedTemplate =
    otherwise === undefined ? 'no-value' : { parts: [{ text: otherwise, wild: false }] };
  if (value.kind === 'absent') return absent;
  if (value.presence.kind === 'unknown') {
    const option = world.option(value.presence.name);
    if (option?.kind !== 'presence') return { need: value.presence.name };
    if (!option.present) return absent;
  }
  if (value.kind === 'multi') {
    return {
      undocumented: `\`${key}\` has several values, and AWS does not say what it means as a policy variable`,
    };
  }
  const resolved = resolveValue(value.value, world);
  if (resolved === IMPOSSIBLE || 'need' in resolved) return resolved;
  return { parts: [{ text: resolved.text, wild: false }] };
}
