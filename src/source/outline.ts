import type { Position } from '../error.ts';

/** From the first character to behind the last, lines and UTF-16 columns counted from 1. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const startOf = ({ line, column }: Region): Position => ({ line, column });

/** What stands where in a file: its blocks, their arguments, and the shape of an argument's value when asked for. */
export interface Outline {
  readonly blocks: readonly OutlineBlock[];
  /** The first fault, where the file is not whole; what could be found is in `blocks` all the same. */
  readonly fault?: Position;
}

export interface OutlineBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** `resource "aws_vpc" "main" {`, on one line. */
  readonly header: Region;
  readonly attributes: ReadonlyMap<string, OutlineAttribute>;
  readonly blocks: readonly OutlineBlock[];
}

export interface OutlineAttribute {
  /** The name and its value, as far as they stand on the first line. */
  readonly region: Region;
  readonly value: () => OutlineValue;
  /** The whole value as it is written; absent in JSON. */
  readonly text?: () => string;
}

/** The shape of a value as it is written, for finding places in it. */
export interface OutlineValue {
  readonly kind: 'object' | 'list' | 'call' | 'text' | 'other';
  /** As far as it stands on its first line. */
  readonly region: Region;
  /** Of an object, in order; the key as it is written, without quotes. */
  readonly entries: readonly {
    readonly key: string;
    readonly region: Region;
    readonly value: OutlineValue;
  }[];
  /** Of a list, or the arguments of a call. */
  readonly items: readonly OutlineValue[];
  /** The function's name of a call. */
  readonly name?: string;
  /** Of a text: where its first character stands, and the text as it is in the file, templates included. */
  readonly text?: OutlineText;
  /** `local.policy`, `data.aws_iam_policy_document.x.json`: of a value that is a reference and nothing else. */
  readonly reference?: string;
}

export interface OutlineText {
  readonly start: Position;
  readonly raw: string;
  /** Between quotes, where a backslash means something; else a heredoc. */
  readonly quoted: boolean;
}

/** Blocks below this many others are not looked at. */
export const OUTLINE_DEPTH = 32;
