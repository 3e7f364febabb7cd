/**
 * Text of a plan or a policy is written by strangers: the author of a fork's pull request chooses names, keys,
 * Sids and tags. Here, and nowhere else, such text is made harmless for each place it is shown in.
 */

/** Invisible, reordering or line-breaking characters: what a reader would not see, or see somewhere else. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * One line on which every character can be seen: control, bidirectional, zero-width characters and lone
 * surrogates are written as `\u001b`; and nothing in it is a command to a GitHub runner, wherever the line is
 * wrapped. The runner takes `##[` anywhere in a line, and `::` at its start after any blanks.
 */
export function visible(text: string): string {
  if (PLAIN_TEXT.test(text) && !text.includes('##[') && !text.includes('::')) return text;
  return text
    .replace(UNSEEN, escaped)
    .replaceAll('##[', '#\\u0023[')
    .replace(/(^|\s)::/gu, '$1\\u003a:');
}

/** What most texts are made of, told much faster than what is unseen. */
const PLAIN_TEXT = /^[ -~]*$/;

/** Text of several lines for a terminal: as `visible`, and its line breaks stay. */
export function escapeTerminal(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

const escaped = (character: string) => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
};

/** Text of HTML, or an attribute's value in quotes. */
export function html(text: string): string {
  return visible(text).replace(/[&<>"'`]/gu, entity);
}

const entity = (character: string) => `&#${character.codePointAt(0)};`;

/**
 * Running text of GitHub's Markdown, also in a table or in an HTML block: every mark that could begin markup is a
 * character reference, which begins none. GitHub looks for mentions, issue numbers, emoji and addresses in the text
 * that comes out, so a zero-width space keeps those apart.
 */
export function markdown(text: string): string {
  return references(text).replace(SPECIAL, '$&&#8203;');
}

/** References of `@`, `#` and `:`, the GH of `GH-1`, the beginning of an address. */
const SPECIAL = /&#64;|&#35;|\bGH(?=-\d)|www(?=\.)|&#58;(?=\/\/|[\w+-]+&#58;)/giu;

const references = (text: string) =>
  visible(text)
    .replace(/[!-/:-@[-`{-~]/gu, (mark, at: number, whole: string) =>
      PLAIN.has(mark) || isWithinWord(mark, at, whole) ? mark : entity(mark),
    )
    .replace(/^[-+=]/u, entity)
    .replace(/^(\d+)([.)])/u, (_, digits: string, mark: string) => digits + entity(mark));

const isWithinWord = (mark: string, at: number, whole: string) =>
  mark === '_' && /^[A-Za-z0-9]_[A-Za-z0-9]$/u.test(whole.slice(Math.max(0, at - 1), at + 2));

/** Marks that mean nothing within a line; at its start some do. Nor does an underscore within a word. */
const PLAIN = new Set(",?%.-/()=+;'");

/**
 * A name in fixed-width letters, for Markdown, its tables and HTML blocks. GitHub links nothing inside `code`, so
 * what is copied from it is the name; a comment keeps the parser itself from seeing an address.
 */
export function code(text: string): string {
  return `<code>${references(text).replace(ADDRESS, '$&<!-- -->')}</code>`;
}

const ADDRESS = /&#64;|www(?=\.)|&#58;(?=\/\/)|(?:mailto|xmpp)&#58;/giu;

/**
 * Our own messages put what the user wrote into backticks: those parts, and ids of AWS's, as code, the rest as
 * running text.
 */
export function prose(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return markdown(text);
  return parts.map((part, index) => (index % 2 === 0 ? markdownWithIds(part) : code(part))).join('');
}

const markdownWithIds = (text: string) =>
  text
    .split(/\b((?:vpc|subnet|sg)-[0-9a-f]{4,17})\b/u)
    .map((part, index) => (index % 2 === 0 ? markdown(part) : code(part)))
    .join('');

/** A fenced block of lines that no line of it can close. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const shown = lines.map(visible);
  const runs = shown.join('\n').match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/** The address of a link in Markdown, from an address that we made: only what an address may hold stays. */
export function linkTarget(url: string): string {
  return url.replace(/[^A-Za-z0-9\-._~:/?#@!$&*+,;=%]/gu, (character) =>
    /[()]/u.test(character)
      ? `%${character.charCodeAt(0).toString(16)}`
      : encodeURIComponent(wellFormed(character)),
  );
}

/** Text without lone surrogates, which no UTF-8 file and no address can hold. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd');
}

/** A label in a Mermaid picture, to stand between double quotes. */
export function mermaid(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N} ,.:/_=()-]/gu, (mark) => `#${mark.codePointAt(0)};`);
}

/** A string of the DOT language, to stand between double quotes. */
export function dot(text: string): string {
  return visible(text).replace(/[\\"]/gu, '\\$&');
}

/** The data of a workflow command: what follows its second `::`. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a workflow command, such as its title. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Text or an attribute of XML: control characters have no form in it at all, and are shown instead. */
export function xml(text: string): string {
  return visible(text).replace(/[&<>"'\ufffe\uffff]/gu, (character) =>
    character > '\uffef' ? '\ufffd' : entity(character),
  );
}

/** A cell of a CSV file that no spreadsheet takes for a formula. */
export function csvCell(text: string): string {
  const shown = visible(text);
  const harmless = /^\s*[=+\-@|%]/u.test(shown) ? `'${shown}` : shown;
  return /[",;\s']/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
