/** A part of the page that is cut item by item, each of them whole. */
export interface Section {
  /** Above the first item. */
  readonly head: string;
  /** The most important first. */
  readonly items: readonly string[];
  /** Between two items. */
  readonly between: string;
  /** Below the last. */
  readonly foot: string;
  /** What part of the whole page it may fill. */
  readonly share: number;
  /** Says how many were cut. */
  readonly cut: (count: number) => string;
}

/** The sections below each other in no more than so many bytes; what is left out is counted where it is missing. */
export function fitSections(sections: readonly Section[], bytes: number): string {
  return sections
    .filter(({ items }) => items.length > 0)
    .map((section) => fitSection(section, bytes * section.share))
    .join('\n\n');
}

function fitSection(section: Section, bytes: number): string {
  const { head, items, between, foot } = section;
  let room = bytes - size(head) - size(foot) - size(section.cut(items.length)) - MARGIN;
  const kept = items.filter((item) => {
    const needed = size(item) + size(between);
    if (needed > room) return false;
    room -= needed;
    return true;
  });
  const cut = kept.length === items.length ? '' : section.cut(items.length - kept.length);
  const shown = kept.length === 0 ? '' : `${head}${kept.join(between)}${foot}`;
  return [shown, cut].filter((part) => part !== '').join('\n\n');
}

/** For the empty lines around a section. */
const MARGIN = 8;

/** Bytes of UTF-8: that is what GitHub counts. */
export const size = (text: string) => Buffer.byteLength(text);
