import type { HclNode } from './hcl.ts';
import { UntranslatableError } from './unescape.ts';

/** How often a text has what may be a trimming `~`. */
export const markersIn = (text: string): number => text.match(/~\}|\{~/g)?.length ?? 0;

/** What looks like a trimming `~` and is text. */
export function markersInTexts(node: HclNode): number {
  if (node.type === 'literalValue') return markersIn(node.meta?.value ?? '');
  return node.children.reduce((sum, inner) => sum + markersInTexts(inner), 0);
}

/**
 * Reading a template anew puts constants in it into its text, and conditions too: `${c ? 1.50 : 2}` becomes
 * `%{if c}1.50…`, `${"$"}{a}` becomes `${a}`. Throws an UntranslatableError where that would change the meaning.
 */
export function assertRereadable(part: HclNode, isBranch = false): void {
  if (part.type === 'conditional') {
    for (const branch of part.children.slice(1)) assertRereadable(branch, true);
  }
  if (part.type === 'template') assertRereadableTemplate(part);
  if (part.type === 'literalValue' && isBranch && !isWrittenAlike(part)) {
    throw new UntranslatableError(`a \`${part.meta?.value}\` in a template`);
  }
}

function assertRereadableTemplate(template: HclNode): void {
  const text = template.meta?.value ?? '';
  const isDirective = !text.startsWith('"') && !text.startsWith('<<');
  if (!isDirective && /[$%]/.test(text)) throw new UntranslatableError('a `$` of a text in a template');
  if (isDirective) for (const inner of template.children) assertRereadable(inner);
}

/** True for a constant whose text in a template is the text in the file. */
function isWrittenAlike({ meta }: HclNode): boolean {
  if (meta?.type === 'number') return String(Number(meta.value)) === meta.value;
  return meta?.type === 'bool' || meta?.type === 'string';
}
