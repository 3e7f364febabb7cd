import type { Position } from '../error.ts';
import type { LocatedExpression } from './expression.ts';

/** What the .tf and .tf.json files of one module directory say, override files merged in. */
export interface SourceModule {
  /** Relative to the source's boundary, POSIX slashes: where paths of files begin. */
  readonly directory: string;
  /** Relative to the root module, which is `.` itself: what `path.module` is. */
  readonly modulePath: string;
  readonly locals: ReadonlyMap<string, LocatedExpression>;
  readonly variables: ReadonlyMap<string, SourceVariable>;
  readonly outputs: ReadonlyMap<string, SourceOutput>;
  /** Keyed `aws_vpc.main`, `data.aws_subnets.db`. */
  readonly resources: ReadonlyMap<string, SourceBlock>;
  readonly moduleCalls: ReadonlyMap<string, SourceBlock>;
  readonly providers: readonly SourceProvider[];
}

/** A `provider` block; its alias is among the arguments. */
export interface SourceProvider extends SourceBlock {
  /** The provider's local name: `aws`. */
  readonly name: string;
}

export interface SourceVariable {
  readonly default?: LocatedExpression;
  /** The type constraint as it is written: `list(string)`. */
  readonly type?: LocatedExpression;
  readonly nullable?: LocatedExpression;
  readonly ephemeral?: LocatedExpression;
  readonly position?: Position;
  readonly path: string;
}

/** The value of an output. */
export interface SourceOutput extends LocatedExpression {
  /** The type constraint as it is written; since Terraform 1.15. */
  readonly type?: LocatedExpression;
}

/** A block and what is in it. */
export interface SourceBlock {
  readonly path: string;
  /** Of the block's header. */
  readonly position?: Position;
  readonly arguments: ReadonlyMap<string, LocatedExpression>;
  readonly blocks: ReadonlyMap<string, readonly SourceNestedBlock[]>;
}

/** A nested block: written out, or made by a `dynamic` block. */
export type SourceNestedBlock =
  | { readonly kind: 'static'; readonly block: SourceBlock }
  | {
      readonly kind: 'dynamic';
      readonly forEach: LocatedExpression;
      /** The name by which `content` sees the current element; the block's label unless `iterator` says otherwise. */
      readonly iterator: string;
      /** What stands in `content`; its position is that of the `dynamic` block. */
      readonly content: SourceBlock;
    };

/**
 * The source of a whole configuration. Directories are found by `.terraform/modules/modules.json` and local
 * `source` paths; nothing outside the boundary is read, nothing is executed, no remote address is followed.
 */
export interface Source {
  /**
   * The module that a chain of module call names leads to: `[]` is the root module. Undefined where its directory
   * is not known or not there, or one of its override files cannot be read. Loads and parses it at the first call.
   */
  readonly module: (calls: readonly string[]) => Promise<SourceModule | undefined>;
  /**
   * A file for `file()` and `templatefile()`, by its path as Terraform takes it: relative to the root module
   * (`path.module` is `SourceModule.modulePath`). Undefined when it is not there or outside the boundary.
   */
  readonly readText: (path: string) => string | undefined;
  /** The names in a directory, for `fileset()`; undefined when it is none, outside the boundary, or not all of it is there. */
  readonly list: (path: string) => readonly string[] | undefined;
  /** What went wrong on the way, each once: a file that does not parse, a path that was refused. */
  readonly problems: () => readonly SourceProblem[];
}

export interface SourceProblem {
  readonly path: string;
  readonly position?: Position;
  readonly message: string;
}
