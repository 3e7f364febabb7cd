import type { Configuration } from './plan.ts';

export type Program = 'terraform' | 'opentofu';

/** Where each looks up a provider that is named without a host. */
const REGISTRIES: readonly (readonly [string, Program])[] = [
  ['registry.opentofu.org/', 'opentofu'],
  ['registry.terraform.io/', 'terraform'],
];

/** The program that made a plan, by the registry of its providers; undefined where that does not tell. */
export function programOf(configuration: Configuration | undefined): Program | undefined {
  const names = [...(configuration?.providers.values() ?? [])].map(({ fullName }) => fullName ?? '');
  return REGISTRIES.find(([registry]) => names.some((name) => name.startsWith(registry)))?.[1];
}
