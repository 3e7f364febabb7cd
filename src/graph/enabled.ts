import type { ModulePath } from '../plan/address.ts';
import type { SourceBlock } from '../source/module.ts';
import type { Context } from './context.ts';
import { truthOf } from './evaluate/convert.ts';

/**
 * Whether there is an instance of a block without count and for_each: OpenTofu makes none where `enabled` in its
 * lifecycle is false, and the resource or module is null then. A plan has no trace of it.
 * https://opentofu.org/docs/language/meta-arguments/enabled
 */
export function isEnabled(
  context: Context,
  module: ModulePath,
  block: SourceBlock | undefined,
): boolean | 'unknown' {
  const [lifecycle] = block?.blocks.get('lifecycle') ?? [];
  const written = lifecycle?.kind === 'static' ? lifecycle.block.arguments.get('enabled') : undefined;
  if (written === undefined) return true;
  return truthOf(context.evaluate(written, { module })) ?? 'unknown';
}
