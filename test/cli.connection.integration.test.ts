import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { freePort } from './lab/servers/freePort';
import { documentOf, expectExit, runCli, toldBy } from './node/runCli';

const PASSWORD = 'right-horse';

let open: RunningServer;
let closed: RunningServer;
let secure: RunningServer;
const listeners: Server[] = [];

beforeAll(async () => {
  open = await startServer({ server: 'redis-8.0' });
  closed = await startServer({
    server: 'valkey-8.1',
    requirepass: PASSWORD,
    aclUsers: ['known on >pw ~* +@all', 'open on nopass ~open:* +@all'],
  });
  secure = await startServer({ server: 'redis-7.0.15', tls: true });
  await (await open.client()).set('a', '1');
});

afterAll(async () => {
  for (const server of [open, closed, secure]) await server.stop();
  for (const listener of listeners) listener.close();
});

/** Copies from the open server to `target`, which must fail before anything is written. */
async function refused(target: string, env: Record<string, string> = {}): Promise<CopyResult> {
  const run = await runCli(['copy', '--source', open.url, '--target', target, '--json'], { env });
  expectExit(run, 3);
  expect(run.seconds).toBeLessThan(13);
  const result = documentOf(run) as CopyResult;
  expect(result).toMatchObject({ status: 'failed', keys: { scanned: 0, copied: 0 } });
  expect(run.stderr).toContain(result.failure?.message ?? 'no failure');
  expect(result.failure?.message).toContain('the target');
  return result;
}

describe('signing in', () => {
  it.each([
    [
      'a wrong password',
      'redis://',
      { ECM_TARGET_PASSWORD: 'wrong' },
      /refused the user name or the password.*Correct/,
    ],
    ['no password where one is wanted', 'redis://', {}, /wants a password.*Give the endpoint its password/],
    [
      'an unknown user',
      'redis://nobody@',
      { ECM_TARGET_PASSWORD: PASSWORD },
      /refused the user name or the password/,
    ],
    ['a user without a password', 'redis://known@', {}, /wants a password|refused the user name/],
  ] as const)('fails with %s', async (_, scheme, env, message) => {
    const result = await refused(`${scheme}127.0.0.1:${String(closed.port)}`, env);
    expect(result.failure).toMatchObject({
      code: 'connect.auth',
      message: expect.stringMatching(message) as string,
    });
  });

  it('works with a user, and with the default user', async () => {
    const address = `127.0.0.1:${String(closed.port)}`;
    for (const [url, password] of [
      [`redis://known@${address}`, 'pw'],
      [`redis://${address}`, PASSWORD],
    ] as const) {
      const run = await runCli(['copy', '--source', open.url, '--target', url], {
        env: { ECM_TARGET_PASSWORD: password },
      });
      expectExit(run, 0);
      expect(toldBy(run)).toBe('');
    }
  });
});

it('signs in as the user that is named, also without a password: never as another', async () => {
  const url = `redis://open@127.0.0.1:${String(closed.port)}`;
  const run = await runCli(['copy', '--source', open.url, '--target', url, '--json']);
  expect(documentOf(expectExit(run, 3))).toMatchObject({
    failure: { code: 'server.permission', message: expect.stringMatching(/the keys it needs/) as string },
  });
});

describe('reaching the server', () => {
  it('fails on a closed port', async () => {
    const { failure } = await refused(`redis://127.0.0.1:${String(await freePort())}`);
    expect(failure?.code).toBe('connect.refused');
    expect(failure?.message).toMatch(
      /127\.0\.0\.1:\d+\): nothing listens on that port\. Check the host and the port/,
    );
  });

  it('fails on an unknown host', async () => {
    const { failure } = await refused('redis://no-such-host.invalid');
    expect(failure?.code).toBe('connect.dns');
    expect(failure?.message).toMatch(/host name (is not known|could not be looked up)\. Check/);
  });

  it('fails on a port that speaks HTTP', async () => {
    const port = await listen(createHttpServer((_, response) => response.end('hello')));
    const { failure } = await refused(`redis://127.0.0.1:${String(port)}`);
    expect(failure?.code).toBe('connect.notRedis');
    expect(failure?.message).toMatch(/does not speak the Redis protocol\. Check the port/);
  });

  it.concurrent.each(['redis', 'rediss'])(
    'does not wait for ever for a port that says nothing, by %s',
    async (scheme) => {
      const port = await listen(createServer(() => undefined));
      const { failure } = await refused(`${scheme}://127.0.0.1:${String(port)}`);
      expect(failure?.code).toBe('connect.timeout');
      expect(failure?.message).toMatch(/did not answer in time.*Check/);
      if (scheme === 'rediss') expect(failure?.message).toMatch(/TLS/);
    },
  );

  it('says the same of the source', async () => {
    const url = `redis://127.0.0.1:${String(await freePort())}`;
    const run = expectExit(await runCli(['verify', '--source', url, '--target', open.url, '--json']), 3);
    expect(documentOf(run)).toMatchObject({ status: 'failed', failure: { code: 'connect.refused' } });
    expect(run.stderr).toContain('the source');
    const check = expectExit(await runCli(['check', '--source', url, '--json']), 3);
    expect(documentOf(check)).toMatchObject({ status: 'failed', failure: { code: 'connect.refused' } });
  });
});

describe('TLS', () => {
  it.concurrent('fails to a plain port', async () => {
    const { failure } = await refused(`rediss://127.0.0.1:${String(open.port)}`);
    expect(failure?.code).toBe('connect.tls');
    expect(failure?.message).toMatch(/the port does not speak TLS.*redis:\/\/ instead of rediss/);
  });

  it('fails without TLS to a TLS port', async () => {
    const { failure } = await refused(`redis://127.0.0.1:${String(secure.tlsPort)}`);
    expect(failure?.code).toMatch(/^connect\.(lost|notRedis)$/);
    expect(failure?.message).toMatch(/TLS/);
  });

  it('fails with an authority that is not known', async () => {
    const { failure } = await refused(secure.tlsUrl ?? '');
    expect(failure?.code).toBe('connect.tls');
    expect(failure?.message).toMatch(/certificate could not be verified.*NODE_EXTRA_CA_CERTS/);
  });

  it('works once the authority is known, by address and by name', async () => {
    const env = { NODE_EXTRA_CA_CERTS: secure.certificatePaths?.ca ?? '' };
    for (const host of ['127.0.0.1', 'localhost']) {
      const target = `rediss://${host}:${String(secure.tlsPort)}`;
      // A payload of Redis 8 needs another footer for 7.0: this is a whole copy, not a handshake alone.
      const run = await runCli(['copy', '--source', open.url, '--target', target], { env });
      expectExit(run, 0);
      expect(toldBy(run)).toBe('');
    }
    expect(await (await secure.client()).get('a')).toBe('1');
  });
});

async function listen(server: Server): Promise<number> {
  listeners.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
