import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isFailure } from '../src/core/model/failure';
import { connect } from '../src/redis/connect';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { runCli } from './node/runCli';

/** Nothing that is written may hold any of these, in whatever encoding. */
const SECRETS = {
  right: 'Zq7-right-passphrase',
  wrong: 'Zq7-wrong-passphrase',
  odd: 'Zq7 odd%?@:/#',
  value: 'Zq7-value-of-a-key',
  code: 'Zq7-code-of-a-function',
} as const;

let source: RunningServer;
let target: RunningServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-secrets-'));
  source = await startServer({ server: 'redis-8.0', requirepass: SECRETS.right });
  target = await startServer({
    server: 'valkey-8.1',
    requirepass: SECRETS.right,
    aclUsers: [
      `no-restore on >${SECRETS.right} ~* +@all -restore`,
      `some-keys on >${SECRETS.right} ~none +@all`,
    ],
  });
  const client = await source.client();
  await client.set('key:1', SECRETS.value);
  await client.hset('key:2', SECRETS.value, SECRETS.value);
  await client.call('HPEXPIREAT', 'key:2', 4_102_444_800_000, 'FIELDS', 1, SECRETS.value);
  await client.xadd('key:3', '*', SECRETS.value, SECRETS.value);
  await client.call('VADD', 'key:4', 'VALUES', 2, 1, 2, SECRETS.value);
  await client.rpush('key:5', ...Array<string>(300).fill(SECRETS.value));
  const library = `#!lua name=one\n-- ${SECRETS.code}\nredis.register_function('f', function() return 1 end)`;
  await client.call('FUNCTION', 'LOAD', library);
});

afterAll(async () => {
  await source.stop();
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
});

const url = (server: RunningServer, who: string): string => `redis://${who}127.0.0.1:${String(server.port)}`;

/** All that may carry a secret: as text, escaped, in base64 at any offset, and in hexadecimal. */
function forms(secret: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(`${' '.repeat(offset)}${secret}`)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4)
      .slice(0, -4),
  );
  return [secret, encodeURIComponent(secret), ...base64, Buffer.from(secret).toString('hex')];
}

function expectNoSecret(written: string, where: string): void {
  for (const [name, secret] of Object.entries(SECRETS)) {
    for (const form of forms(secret))
      expect(written.includes(form), `${name} in ${where}: ${written}`).toBe(false);
  }
}

it('finds a secret in each of its forms', () => {
  for (const form of forms(SECRETS.value)) {
    expect(() => {
      expectNoSecret(`before ${form} after`, 'the test');
    }).toThrow(/value in the test/);
  }
});

const env = (from: string, to: string): Record<string, string> => ({
  ECM_SOURCE_PASSWORD: from,
  ECM_TARGET_PASSWORD: to,
});
const { right, wrong, odd } = SECRETS;

const RUNS: readonly (readonly [name: string, ends: () => string[], env: Record<string, string>])[] = [
  ['right ones in the environment', () => [url(source, ''), url(target, '')], env(right, right)],
  ['right ones in the addresses', () => [url(source, `:${right}@`), url(target, `default:${right}@`)], {}],
  ['a wrong one in the environment', () => [url(source, ''), url(target, '')], env(right, wrong)],
  ['a wrong one in the address', () => [url(source, `:${wrong}@`), url(target, '')], env('', right)],
  ['an odd one', () => [url(source, ''), url(target, `someone:${encodeURIComponent(odd)}@`)], env(right, '')],
  ['an address that cannot be read', () => [`redis://:${odd}@host`, url(target, `:${right}@`)], {}],
  [
    'an address with too much',
    () => [url(source, ''), `${url(target, `:${right}@`)}/0?password=${wrong}`],
    env(right, ''),
  ],
  ['an address of another kind', () => [`http://me:${right}@127.0.0.1`, `redis://:${wrong}@`], {}],
  ['a user who may not write', () => [url(source, ''), url(target, 'no-restore@')], env(right, right)],
  ['a user who may not use the keys', () => [url(source, ''), url(target, 'some-keys@')], env(right, right)],
  [
    'a password in place of an option',
    () => [url(source, ''), url(target, ''), `--password=${right}`],
    env(right, right),
  ],
];

it.each(RUNS)('writes no secret: %s', async (_, ends, environment) => {
  const [from = '', to = '', ...more] = ends();
  for (const [command, ...options] of [
    ['copy'],
    ['copy', '--json', '--report', join(folder, 'copy.json')],
    ['verify', '--json', '--report', join(folder, 'verify.json')],
    ['check', '--json'],
  ] as const) {
    const args = [command, '--source', from, '--target', to, ...options, ...more];
    const run = await runCli(args, { env: environment });
    expect(run.code).not.toBeNull();
    expect(run.stderr).not.toMatch(/^\s+at /m);
    expectNoSecret(run.stdout, `stdout of ${command}`);
    expectNoSecret(run.stderr, `stderr of ${command}`);
  }
  for (const name of readdirSync(folder)) {
    expectNoSecret(readFileSync(join(folder, name), 'utf8'), name);
    rmSync(join(folder, name));
  }
});

it('keeps secrets out of the errors themselves, with their stacks and causes', async () => {
  const address = { host: target.host, port: target.port, tls: false };
  const { signal } = new AbortController();
  for (const dial of [
    { label: 'it', address, password: wrong },
    { label: 'it', address: { ...address, username: 'nobody' }, password: right },
    { label: 'it', address: { ...address, tls: true }, password: right },
    { label: 'it', address: { ...address, port: 1 }, password: right },
  ]) {
    const error: unknown = await connect(dial, signal).catch((caught: unknown) => caught);
    expect(isFailure(error)).toBe(true);
    for (let one = error; one instanceof Error; one = one.cause) {
      expectNoSecret(`${one.message}\n${one.stack ?? ''}\n${JSON.stringify(one)}`, 'an error');
      expectNoSecret(JSON.stringify(Object.entries(one)), 'its properties');
    }
  }
}, 30_000);
