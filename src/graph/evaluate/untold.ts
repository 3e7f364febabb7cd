import type { ModulePath } from '../../plan/address.ts';
import { hop, unknown } from '../construct.ts';
import { SETTLE_BY_SOURCE } from '../context.ts';
import { moduleText } from '../instances.ts';
import type { Value } from '../value.ts';

/** Something of a module instance that neither the plan nor the source tells. */
export function untold(what: string, scope: { readonly module: ModulePath }): Value {
  const module = moduleText(scope.module);
  const place = module === '' ? what : `${module} ${what}`;
  return unknown(place, `neither the plan nor the source tells \`${place}\``, {
    settle: SETTLE_BY_SOURCE,
    trail: [hop(what)],
  });
}
