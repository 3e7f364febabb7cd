import { joinPath, type SourceFiles } from './files.ts';
import { isFetched, readLayout } from './layout.ts';
import { type ModuleOutline, ModuleOutlines, type PlacedBlock } from './module-outline.ts';
import type { Region } from './outline.ts';
import { type AttributePath, placeOfAttribute } from './outline-path.ts';
import { placeOfStatement, type StatementName } from './policy-place.ts';
import type { PolicyScope, WrittenFile } from './policy-scope.ts';

/** A line of a file that something stands on. */
export interface BlockLocation {
  /** Below the boundary, POSIX slashes. */
  readonly path: string;
  /** On one line, lines and UTF-16 columns from 1, the end behind the last character. */
  readonly region: Region;
  /** What stands there: how near it came to what was asked for. */
  readonly what: 'attribute' | 'block' | 'dynamic' | 'header' | 'statement' | 'file';
  /** The whole text of the file. */
  readonly text: string;
  /** The file was fetched by `terraform init`: it is no file of the repository. */
  readonly registry: boolean;
}

/** A resource or data source as its configuration has it. */
export interface ResourceName {
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
}

/**
 * Tells where in the files of a configuration something stands. Modules are told apart by the chain of their calls:
 * two with a resource of the same name never mix. Undefined where the source does not have it; a faulty file costs
 * its own places alone.
 */
export interface Locator {
  /** The attribute at the path, else the nested or `dynamic` block that would hold it, else the resource's header. */
  readonly locateResource: (
    moduleCalls: readonly string[],
    resource: ResourceName,
    path?: AttributePath,
  ) => Promise<BlockLocation | undefined>;
  /** The header `module "x" {` of the last call, in the file of the module that calls. */
  readonly locateModuleCall: (moduleCalls: readonly string[]) => Promise<BlockLocation | undefined>;
  /** The innermost call of the chain that stands in a file of the repository. */
  readonly locateCallInRepository: (moduleCalls: readonly string[]) => Promise<BlockLocation | undefined>;
  /**
   * The statement of this index and Sid in the policy document of a resource: an element of `Statement` in
   * `jsonencode`, a heredoc or a file that is read, or a `statement` block of an `aws_iam_policy_document`; through
   * `local.x`, `var.x`, `data.aws_iam_policy_document.x.json` and merged documents. Where it cannot be told: the
   * attribute or the header.
   */
  readonly locatePolicyStatement: (
    moduleCalls: readonly string[],
    resource: ResourceName,
    path: AttributePath,
    statement: StatementName,
  ) => Promise<BlockLocation | undefined>;
  /** The first line of the root module's first file, where nothing better is known. */
  readonly locateRoot: () => Promise<BlockLocation | undefined>;
}

/** A locator for the configuration whose root module is in the directory `root` below the boundary of `files`. */
export function openLocator(files: SourceFiles, root: string): Locator {
  const outlines = new ModuleOutlines(files, readLayout(files, joinPath(root, '.')));
  const locateModuleCall = async (calls: readonly string[]) => {
    const parent = await outlines.module(calls.slice(0, -1));
    const [found] = parent?.blocks(['module', calls.at(-1) ?? '']) ?? [];
    return found === undefined ? undefined : headerLocation(found);
  };
  const scopeOf = async (calls: readonly string[], module: ModuleOutline): Promise<PolicyScope> => {
    const [parent, call] = [calls.slice(0, -1), calls.at(-1)];
    const caller = call === undefined ? undefined : await outlines.module(parent);
    const outer =
      caller === undefined
        ? {}
        : { outer: { call: caller.blocks(['module', call ?? '']), scope: await scopeOf(parent, caller) } };
    return {
      find: (key) => module.blocks(key),
      read: (path) => readWritten(files, joinPath(module.directory, path)),
      ...outer,
    };
  };
  return {
    locateResource: async (calls, resource, path = []) => {
      const module = await outlines.module(calls);
      return module === undefined ? undefined : locateResource(module, resource, path);
    },
    locateModuleCall,
    locateCallInRepository: async (calls) => {
      for (let length = calls.length; length > 0; length -= 1) {
        const location = await locateModuleCall(calls.slice(0, length));
        if (location !== undefined && !location.registry) return location;
      }
      return undefined;
    },
    locatePolicyStatement: async (calls, resource, path, statement) => {
      const module = await outlines.module(calls);
      if (module === undefined) return undefined;
      const found = module.blocks(keyOf(resource));
      const place = placeOfStatement(found, path, statement, await scopeOf(calls, module));
      return place === undefined
        ? locateResource(module, resource, path)
        : location(place.in, place.region, 'statement');
    },
    locateRoot: async () => {
      const module = await outlines.module([]);
      const [file] = module?.files ?? [];
      return file === undefined ? undefined : location(file, firstLine(file.text), 'file');
    },
  };
}

function readWritten(files: SourceFiles, path: string): WrittenFile | undefined {
  const read = files.readText(path);
  return read.kind === 'text' ? { path: files.realPath?.(path) ?? path, text: read.text } : undefined;
}

function locateResource(
  module: ModuleOutline,
  resource: ResourceName,
  path: AttributePath,
): BlockLocation | undefined {
  const found = module.blocks(keyOf(resource));
  const [first] = found;
  if (first === undefined) return undefined;
  // What an override file says counts, so it is looked at first.
  for (const { block, in: file } of [...found].reverse()) {
    const place = placeOfAttribute(block, path);
    if (place !== undefined) return location(file, place.region, place.what);
  }
  return headerLocation(first);
}

function keyOf({ mode, type, name }: ResourceName): readonly string[] {
  return [mode === 'managed' ? 'resource' : mode, type, name];
}

const headerLocation = ({ block, in: file }: PlacedBlock) => location(file, block.header, 'header');

function location(file: WrittenFile, region: Region, what: BlockLocation['what']): BlockLocation {
  return { path: file.path, region, what, text: file.text, registry: isFetched(file.path) };
}

function firstLine(text: string): Region {
  const length = (text.split('\n', 1)[0] ?? '').trimEnd().length;
  return { line: 1, column: 1, endLine: 1, endColumn: length + 1 };
}
