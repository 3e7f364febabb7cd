import { createServer } from 'node:http';
import { connect } from 'node:net';
import t from 'tap';
import { proxyFor } from '../../src/http/proxy.ts';
import { proxySecrets, quote } from '../../src/http/quote.ts';
import { send } from '../../src/http/send.ts';
import { answer, play, world } from './loopback.ts';

const PROXY = 'http://proxy.example:3128';

const CASES: readonly (readonly [
  sentence: string,
  url: string,
  env: Record<string, string>,
  proxy: string | undefined,
])[] = [
  ['without a proxy a connection is direct', 'https://a.example/', {}, undefined],
  ['https goes through HTTPS_PROXY', 'https://a.example/', { HTTPS_PROXY: PROXY }, `${PROXY}/`],
  ['http does not go through HTTPS_PROXY', 'http://a.example/', { HTTPS_PROXY: PROXY }, undefined],
  ['http goes through HTTP_PROXY', 'http://a.example/', { HTTP_PROXY: PROXY }, `${PROXY}/`],
  [
    'the lower-case name wins',
    'https://a.example/',
    { https_proxy: PROXY, HTTPS_PROXY: 'http://other' },
    `${PROXY}/`,
  ],
  ['ALL_PROXY stands in', 'https://a.example/', { ALL_PROXY: PROXY }, `${PROXY}/`],
  ['a proxy needs no scheme', 'https://a.example/', { HTTPS_PROXY: 'proxy.example:3128' }, `${PROXY}/`],
  ['an empty proxy is none', 'https://a.example/', { HTTPS_PROXY: '' }, undefined],
  ['NO_PROXY * exempts everything', 'https://a.example/', { HTTPS_PROXY: PROXY, NO_PROXY: '*' }, undefined],
  [
    'NO_PROXY exempts a host',
    'https://a.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: 'b.example, A.example' },
    undefined,
  ],
  [
    'NO_PROXY exempts its subdomains',
    'https://x.a.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example' },
    undefined,
  ],
  [
    'NO_PROXY with a dot exempts subdomains',
    'https://x.a.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '.a.example' },
    undefined,
  ],
  [
    'NO_PROXY with a star exempts subdomains',
    'https://x.a.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '*.a.example' },
    undefined,
  ],
  [
    'NO_PROXY does not exempt a host that ends alike',
    'https://ba.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example' },
    `${PROXY}/`,
  ],
  [
    'NO_PROXY with another port does not exempt',
    'https://a.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example:8443' },
    `${PROXY}/`,
  ],
  [
    'NO_PROXY with the port exempts',
    'https://a.example/',
    { HTTPS_PROXY: PROXY, NO_PROXY: 'a.example:443' },
    undefined,
  ],
  [
    'NO_PROXY exempts an address range',
    'https://10.1.2.3/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' },
    undefined,
  ],
  [
    'an address outside the range goes through the proxy',
    'https://11.1.2.3/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/8' },
    `${PROXY}/`,
  ],
  [
    'a range that is none exempts nothing',
    'https://10.1.2.3/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '10.0.0.0/99' },
    `${PROXY}/`,
  ],
  [
    'NO_PROXY exempts an IPv6 address',
    'https://[::1]/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '[::1]:443' },
    undefined,
  ],
  [
    'a part of an address is not a domain',
    'https://10.1.2.3/',
    { HTTPS_PROXY: PROXY, NO_PROXY: '2.3' },
    `${PROXY}/`,
  ],
];

t.test('which proxy a URL is reached through', async (t) => {
  for (const [sentence, url, env, proxy] of CASES)
    t.equal(proxyFor(new URL(url), env)?.href, proxy, sentence);
});

t.test(
  'a proxy of another kind, or with a password that is not encoded, is refused without showing it',
  async (t) => {
    for (const proxy of [
      'socks5://user:secret@proxy',
      'http://user:secret%zz@proxy',
      'http://user:secret%ff@proxy',
    ])
      t.throws(
        () => proxyFor(new URL('https://a.example/'), { HTTPS_PROXY: proxy }),
        { code: 'usage', message: /^(?!.*secret)/ },
        proxy,
      );
  },
);

t.test('what a server says becomes one harmless line', async (t) => {
  t.equal(quote('a\r\n::error::b\u001b[31m\u202ec token ', ['token']), 'a ::error::b [31m c ***');
  t.equal(quote('x'.repeat(600), []).length, 501);
  t.same(proxySecrets({ HTTPS_PROXY: 'http://me:pass@proxy:1' }), ['pass']);
});

t.test('a request goes through the proxy of the environment, with the credentials of its URL', async (t) => {
  const origin = await play(answer(200, 'through'));
  const asked: (string | undefined)[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url, request.headers['proxy-authorization']);
    const onward = connect(Number(new URL(origin.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { io, timing, remove } = world({ HTTP_PROXY: `http://me:pass@127.0.0.1:${port}` });
  const net = { env: io.env, now: io.now, timing };
  const got = await send({ method: 'GET', url: new URL('http://behind.example:81/x'), headers: {} }, net);
  t.match(got, { kind: 'answer', status: 200, body: 'through' });
  t.same(asked, ['behind.example:81', `Basic ${Buffer.from('me:pass').toString('base64')}`]);
  proxy.close();
  proxy.closeAllConnections();
  await origin.close();
  remove();
});
