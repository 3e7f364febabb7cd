import type { ModulePath } from '../plan/address.ts';
import type { Expression } from '../source/expression.ts';
import { loadHcl } from '../source/hcl.ts';
import type { Source, SourceModule } from '../source/module.ts';
import { ExpressionReader } from '../source/template.ts';
import { callNames } from './scope.ts';

/** Source modules that were loaded, and those that were asked for and are not loaded yet. */
export interface SourceShelf {
  /** Undefined where there is none, and where it is missing still. */
  readonly module: (module: ModulePath) => SourceModule | undefined;
  /** A template as an expression; undefined while the parser is missing. */
  readonly parseTemplate: (text: string) => Expression | undefined;
  readonly isMissing: () => boolean;
  /** Loads what was missing. */
  readonly load: () => Promise<void>;
}

export function createSourceShelf(source: Source | undefined): SourceShelf {
  const loaded = new Map<string, SourceModule | undefined>();
  const missing = new Map<string, readonly string[]>();
  let expressions: ExpressionReader | undefined;
  let isParserMissing = false;

  return {
    module: (module) => {
      if (source === undefined) return undefined;
      const calls = callNames(module);
      const key = calls.join('.');
      if (!loaded.has(key)) missing.set(key, calls);
      return loaded.get(key);
    },
    parseTemplate: (text) => {
      if (expressions === undefined) isParserMissing = true;
      // A text of a .tf.json file is a template as it stands, and so is a template file.
      return expressions?.read(text, 'json');
    },
    isMissing: () => missing.size > 0 || isParserMissing,
    load: async () => {
      if (isParserMissing) expressions = new ExpressionReader(await loadHcl());
      isParserMissing = false;
      for (const [key, calls] of [...missing]) {
        loaded.set(key, await source?.module(calls));
        missing.delete(key);
      }
    },
  };
}
