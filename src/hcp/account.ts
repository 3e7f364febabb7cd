import { InputError } from '../error.ts';
import type { Io } from '../io.ts';

/** An HCP Terraform or Terraform Enterprise server and the right to ask it. */
export interface Account {
  /** `https://app.terraform.io/api/v2` */
  readonly api: string;
  readonly host: string;
  readonly token: string;
}

/**
 * The server is `TFE_ADDRESS` (a URL or a host name), else `TFE_HOSTNAME`, else app.terraform.io; the token is `TFE_TOKEN`,
 * else what Terraform itself reads, `TF_TOKEN_` and the host name (developer.hashicorp.com, CLI configuration,
 * environment variable credentials). Throws `download-failed` with the variable to set.
 */
export function accountOf(env: Io['env']): Account {
  const address = addressOf(env);
  const token = (env.TFE_TOKEN || tokenFor(address.host, env) || '').trim();
  if (token === '')
    throw new InputError('download-failed', `there is no token for ${address.host}`, {
      hint: `set TFE_TOKEN or ${variableFor(address.hostname)} to a user or team token`,
    });
  if (/[^\x21-\x7e]/.test(token))
    throw new InputError(
      'download-failed',
      `the token for ${address.host} holds blanks or control characters`,
    );
  return { api: `${address.href.replace(/\/+$/, '')}/api/v2`, host: address.host, token };
}

function addressOf(env: Io['env']): URL {
  const text = (env.TFE_ADDRESS || env.TFE_HOSTNAME || 'app.terraform.io').trim();
  const withScheme = text.includes('://') ? text : `https://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  const plain =
    url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (plain && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw new InputError('download-failed', 'TFE_ADDRESS is not the address of a server', {
    hint: 'set it to a URL such as https://tfe.example.com',
  });
}

/** Dots become `_`; hyphens stay or become `__`. */
function tokenFor(host: string, env: Io['env']): string | undefined {
  const name = host.replace(/:\d+$/, '');
  return env[variableFor(name)] || env[`TF_TOKEN_${name.replaceAll('.', '_')}`];
}

const variableFor = (hostname: string) => `TF_TOKEN_${hostname.replaceAll('-', '__').replaceAll('.', '_')}`;
