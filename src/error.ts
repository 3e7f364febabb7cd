/** What can be wrong with what a person gave us. Tests assert the code; people read the message. */
export type InputErrorCode =
  | 'usage'
  | 'not-found'
  | 'is-a-directory'
  | 'unreadable'
  | 'empty'
  | 'not-a-plan'
  | 'is-a-state'
  | 'binary-plan'
  | 'truncated'
  | 'malformed-json'
  | 'unsupported-format-version'
  | 'too-deep'
  | 'policy-unreadable'
  | 'config-invalid'
  | 'network-unreadable'
  | 'organization-unreadable'
  | 'source-unreadable'
  | 'output-unwritable'
  | 'nothing-to-evaluate'
  | 'upload-failed'
  | 'download-failed';

/** Where in a text file something stands: line and column count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface InputErrorDetails {
  /** The file at fault as the user named it; `-` is standard input. */
  readonly path?: string;
  readonly position?: Position;
  /** What to do next: one line, shown below the message. */
  readonly hint?: string;
}

/**
 * An expected failure: the input or the call is wrong. The shell prints it and exits with status 2.
 * The message is lower case, has no full stop, and puts what the user wrote into backticks.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputErrorCode;
  readonly details: InputErrorDetails;

  constructor(code: InputErrorCode, message: string, details: InputErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/**
 * For JSON that JSON.parse refused with this error. What the file holds may be secret, and JSON.parse's own message
 * quotes it: only the place is told, where the message has it.
 */
export function malformedJson(code: InputErrorCode, text: string, path: string, error: unknown): InputError {
  if (text.trim() === '') return new InputError(code, 'the file is empty', { path });
  const found = error instanceof SyntaxError ? / at position (\d+)/.exec(error.message) : null;
  const position = positionIn(text, Number(found?.[1] ?? 0));
  return new InputError(code, 'this is not valid JSON', found === null ? { path } : { path, position });
}

/** For JSON in which an object has a second member of one name, at this index: which of the two counts is not known. */
export function repeatedMember(code: InputErrorCode, text: string, path: string, index: number): InputError {
  const message = 'a second member of one name in one object';
  return new InputError(code, message, { path, position: positionIn(text, index) });
}

function positionIn(text: string, index: number): Position {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
