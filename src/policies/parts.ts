import { inSomeOrder } from '../graph/functions/json-text.ts';
import type { AttributeOf, Value as GraphValue, RestOfValue, TemplateValue } from '../graph/value.ts';
import type { PolicyHole, PolicySource, Undecidable } from '../iam/policy.ts';
import type { Value } from '../iam/value.ts';
import { isSomething, toIamValue } from './value.ts';

export type Parts = PolicySource['parts'];

/** The text of a document as far as it is known, or why nothing of it can be relied on. */
export type DocumentText =
  | { readonly kind: 'parts'; readonly parts: Parts }
  | ({ readonly kind: 'undecidable' } & Undecidable)
  /** The value of this attribute: whoever knows its type may know more. */
  | { readonly kind: 'attribute'; readonly of: AttributeOf; readonly value: GraphValue };

/** What an attribute that holds a JSON document says. */
export function documentText(value: GraphValue | undefined): DocumentText {
  if (!isSomething(value)) return { kind: 'undecidable', reason: 'the document is not in the plan' };
  switch (value.kind) {
    case 'known':
      return { kind: 'parts', parts: [String(value.value)] };
    case 'template':
      return fromTemplate(value);
    case 'unknown':
      return value.of === undefined ? undecidable(value) : { kind: 'attribute', of: value.of, value };
    case 'one-of':
    case 'new':
    case 'list':
    case 'object':
      return undecidable(toIamValue(value));
  }
}

/** With the reason that the value itself has. */
export function undecidable(
  value: GraphValue | Value | RestOfValue,
): Extract<DocumentText, { kind: 'undecidable' }> {
  const reason = 'reason' in value ? value.reason : 'the document is not known before the apply';
  const settle = 'settle' in value && value.settle !== undefined ? { settle: value.settle } : {};
  return { kind: 'undecidable', reason, ...settle };
}

function fromTemplate(template: TemplateValue): DocumentText {
  const strings = new StringTracker();
  const parts: (string | PolicyHole)[] = [];
  for (const part of inSomeOrder(template.parts)) {
    if (part.kind === 'known') {
      const text = String(part.value);
      strings.read(text);
      parts.push(text);
      continue;
    }
    if (template.encoding !== 'json' && !(strings.isInside && isPlainText(part)))
      return undecidable(toIamValue(part));
    parts.push({ value: toIamValue(part), place: strings.isInside ? 'in-string' : 'any' });
  }
  return { kind: 'parts', parts };
}

/**
 * Whether the text of a value is a word: put into JSON or YAML as it is, it ends no string and is no structure. Ids,
 * names and ARNs are; of others that is not known.
 */
export function isPlainText(part: GraphValue): boolean {
  if (part.kind === 'new') return true;
  if (part.kind === 'known') return /^[\w.:/*?-]*$/.test(String(part.value));
  if (part.kind === 'unknown') return part.of !== undefined && /(^|_)(id|arn|name)$/.test(part.of.attribute);
  return part.kind === 'one-of' && part.candidates.every(isPlainText);
}

/** Follows a JSON text piece by piece: whether the next piece stands inside a string. */
export class StringTracker {
  isInside = false;
  #escaped = false;

  read(text: string): void {
    for (const letter of text) {
      if (this.#escaped) this.#escaped = false;
      else if (letter === '\\') this.#escaped = this.isInside;
      else if (letter === '"') this.isInside = !this.isInside;
    }
  }
}
