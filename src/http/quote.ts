import type { Env } from './proxy.ts';

const LONGEST = 500;

/**
 * Text of a server as one harmless line: no control characters (a terminal or a runner would obey them), nothing that
 * the environment keeps secret, not longer than a reader wants.
 */
export function quote(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  const line = hidden.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** Passwords of proxies, as written and as decoded. */
export function proxySecrets(env: Env): readonly string[] {
  const values = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [
    env[name],
    env[name.toLowerCase()],
  ]);
  return values.flatMap((value) => {
    const password = /^(?:[a-z]+:\/\/)?[^/@]*:([^/@]+)@/i.exec(value ?? '')?.[1];
    return password === undefined ? [] : [password];
  });
}
