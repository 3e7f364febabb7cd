/** The world as the program sees it: passed in, so that all of it below the shell can be tested. */
export interface Io {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. Relative paths of the command line are below it. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input, in chunks. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly files: Files;
  /** Runs a program without a shell. Undefined when there is no such program on PATH. */
  readonly run: (command: string, args: readonly string[], cwd: string) => Promise<RunResult | undefined>;
  readonly now: () => Date;
}

export interface Output {
  readonly write: (text: string) => void;
  /** Resolves when a reader has taken most of what was written: until then it waits in memory. Absent: at once. */
  readonly drained?: () => Promise<void>;
  readonly isTerminal: boolean;
  readonly columns?: number;
}

export interface RunResult {
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

export type FileKind = 'file' | 'directory' | 'missing' | 'other';

/** Paths are as the user gave them, relative to `cwd` or absolute. Failures are InputErrors that name the path. */
export interface Files {
  /** `missing` also for what cannot be looked at: reading it tells why. */
  readonly kind: (path: string) => FileKind;
  /** In bytes; 0 where there is no such file. */
  readonly size: (path: string) => number;
  /** UTF-8, with or without a byte order mark, or UTF-16. */
  readonly readText: (path: string) => string;
  readonly readBytes: (path: string) => Uint8Array;
  /** All bytes in chunks: of a pipe, which has no positions to come back to. */
  readonly stream: (path: string) => AsyncIterable<Uint8Array>;
  readonly open: (path: string) => OpenFile;
  /** Names in a directory, sorted. */
  readonly list: (path: string) => readonly string[];
  /** A text or its pieces. Whole or not at all: a temporary file beside it, then a rename. */
  readonly write: (path: string, text: string | Iterable<string>) => Promise<void>;
  /** Files that match a pattern (`*`, `**`, `?`, `{a,b}`), sorted; a path without a pattern is itself. */
  readonly expand: (pattern: string) => Promise<readonly string[]>;
  /** Absolute, symbolic links resolved, also those on the way to a file that does not exist. */
  readonly realPath: (path: string) => string;
  /** A new file for data too large to hold, removed by `discard`. */
  readonly temporary: () => TemporaryFile;
}

export interface OpenFile {
  readonly size: number;
  /** Up to `length` bytes from `position`: fewer only at the end of the file. Good until the next call. */
  readonly readAt: (position: number, length: number) => Uint8Array;
  /** True when the file has been written to since it was opened. */
  readonly hasChanged: () => boolean;
  readonly close: () => void;
}

export interface TemporaryFile {
  readonly path: string;
  /** Throws InputError where there is no room. */
  readonly append: (bytes: Uint8Array) => void;
  /** Once it has been opened: takes its name away, where a file that is open can do without one. */
  readonly release: () => void;
  readonly discard: () => void;
}
