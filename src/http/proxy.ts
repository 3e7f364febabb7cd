import { BlockList, isIP } from 'node:net';
import { InputError } from '../error.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy through which a URL is reached, by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case, as
 * curl reads them. Undefined for a direct connection. Throws `usage` for a proxy that is no http(s) URL, or
 * whose password cannot be decoded.
 */
export function proxyFor(url: URL, env: Env): URL | undefined {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  if (proxy === undefined || isExempt(url, read('NO_PROXY') ?? '')) return undefined;
  return parseProxy(proxy.trim());
}

/** A value without a scheme is an http proxy. The value is not shown: it may hold a password. */
function parseProxy(text: string): URL {
  const withScheme = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (proxy?.protocol === 'http:' || proxy?.protocol === 'https:') return withReadableUser(proxy);
  throw new InputError('usage', 'the proxy of the environment is not an http or https URL', {
    hint: 'set HTTPS_PROXY to http://HOST:PORT, or name the host in NO_PROXY',
  });
}

function withReadableUser(proxy: URL): URL {
  try {
    decodeURIComponent(`${proxy.username}${proxy.password}`);
    return proxy;
  } catch {
    throw new InputError(
      'usage',
      'the user name or the password of the proxy of the environment is not encoded',
      {
        hint: 'write % as %25 in HTTPS_PROXY',
      },
    );
  }
}

function isExempt(url: URL, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(url, entry.toLowerCase()));
}

/**
 * An entry is `*`, a domain with all its subdomains (a leading `.` or `*.` changes nothing), an address, or a CIDR
 * range; any with `:port`.
 */
function matches(url: URL, entry: string): boolean {
  if (entry === '*') return true;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const { name, port } = splitPort(entry);
  if (port !== undefined && port !== portOf(url)) return false;
  if (name.includes('/')) return isInRange(host, name);
  const domain = name.replace(/^\*?\./, '');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function splitPort(entry: string): { readonly name: string; readonly port: string | undefined } {
  const found = /^(?:\[(?<six>[^\]]+)\]|(?<name>[^:]*))(?::(?<port>\d+))?$/.exec(entry)?.groups;
  if (found === undefined) return { name: entry, port: undefined };
  return { name: found.six ?? found.name ?? '', port: found.port };
}

function portOf(url: URL): string {
  if (url.port !== '') return url.port;
  return url.protocol === 'https:' ? '443' : '80';
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}
