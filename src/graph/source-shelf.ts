import type { ModulePath } from '../plan/address.ts';
import type { Source, SourceModule } from '../source/module.ts';
import { callNames } from './scope.ts';

/** Source modules that were loaded, and those that were asked for and are not loaded yet. */
export interface SourceShelf {
  /** Undefined where there is none, and where it is missing still. */
  readonly module: (module: ModulePath) => SourceModule | undefined;
  readonly isMissing: () => boolean;
  /** Loads what was missing. */
  readonly load: () => Promise<void>;
}

export function createSourceShelf(source: Source | undefined): SourceShelf {
  const loaded = new Map<string, SourceModule | undefined>();
  const missing = new Map<string, readonly string[]>();

  return {
    module: (module) => {
      if (source === undefined) return undefined;
      const calls = callNames(module);
      const key = calls.join('.');
      if (!loaded.has(key)) missing.set(key, calls);
      return loaded.get(key);
    },
    isMissing: () => missing.size > 0,
    load: async () => {
      for (const [key, calls] of [...missing]) {
        loaded.set(key, await source?.module(calls));
        missing.delete(key);
      }
    },
  };
}
