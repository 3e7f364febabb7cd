/** The bytes that JSON is made of. https://www.rfc-editor.org/rfc/rfc8259#section-2 */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const NEWLINE = 0x0a;

/** By byte: 1 for those at which the plain text of a string stops, which are the quote, the backslash and controls. */
export const STOPS_STRING = table((byte) => byte < 0x20 || byte === QUOTE || byte === BACKSLASH);
export const IS_WHITESPACE = table(
  (byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09,
);
export const IS_DIGIT = table((byte) => byte >= 0x30 && byte <= 0x39);
export const IS_HEX = table((byte) => /[0-9A-Fa-f]/.test(String.fromCharCode(byte)));
/** After a backslash, `u` aside. */
export const IS_ESCAPE = table((byte) => '"\\/bfnrt'.includes(String.fromCharCode(byte)));

function table(holds: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (holds(byte) ? 1 : 0));
}

/** A byte as a message names it. */
export function byteText(byte: number): string {
  if (byte > 0x20 && byte < 0x7f) return `\`${String.fromCharCode(byte)}\``;
  return `the byte 0x${byte.toString(16).padStart(2, '0')}`;
}
