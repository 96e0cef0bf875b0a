import { createServer } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import { freePort } from './lab/servers/freePort';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, toldBy } from './node/runCli';

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({ server: 'redis-7.0.15', tls: true });
  target = await startServer({ server: 'valkey-8.1', tls: 'mutual', requirepass: 'horse' });
  await (await source.client()).mset('a', '1', 'b', '2');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const env = { ECM_TARGET_PASSWORD: 'horse' };
const ends = (): string[] => ['--source', source.tlsUrl ?? '', '--target', target.tlsUrl ?? ''];
const identity = (): string[] => [
  ...['--target-cert', target.certificatePaths?.clientCert ?? ''],
  ...['--target-key', target.certificatePaths?.clientKey ?? ''],
];
const trusted = (): string[] => [
  ...['--source-cacert', source.certificatePaths?.ca ?? ''],
  ...['--target-cacert', target.certificatePaths?.ca ?? ''],
  ...identity(),
];

it('copies and verifies with an authority for each end and a client certificate', async () => {
  const run = expectExit(await runCli(['copy', ...ends(), ...trusted()], { env }), 0);
  expect(toldBy(run)).toBe('');
  expect(await (await target.client()).get('a')).toBe('1');
  for (const command of ['verify', 'check']) {
    expect(expectExit(await runCli([command, ...ends(), ...trusted()], { env }), 0).stderr).toBe('');
  }
});

it('copies without verification, only when told, and warns for each end', async () => {
  const run = expectExit(await runCli(['copy', ...ends(), '--insecure', ...identity()], { env }), 0);
  expect(toldBy(run)).toMatch(
    /^Warning: The source's certificate is not verified[^\n]*\nWarning: The target's certificate is not verified[^\n]*\n$/,
  );
});

it('refuses a wrong authority, also for the bulk connections, and a missing client certificate', async () => {
  const wrong = ['--cacert', source.certificatePaths?.ca ?? '', ...identity()];
  const other = documentOf(expectExit(await runCli(['copy', ...ends(), ...wrong, '--json'], { env }), 3));
  expect((other as CopyResult).failure).toMatchObject({
    code: 'connect.tls',
    message: expect.stringMatching(
      /target .*\/ca\.crt was used, and holds no authority of .*--target-cacert/,
    ) as string,
  });
  const without = trusted().slice(0, 4);
  const nobody = documentOf(expectExit(await runCli(['copy', ...ends(), ...without, '--json'], { env }), 3));
  expect((nobody as CopyResult).failure?.message).toMatch(
    /wants a client certificate.*--target-cert, --target-key/,
  );
});

it('asks for the name that --source-sni says, and holds the certificate against it', async () => {
  const asked: unknown[] = [];
  const { ca, cert, key } = source.certificates ?? {};
  if (ca === undefined || cert === undefined || key === undefined) throw new Error('no certificates');
  const port = await freePort();
  const server = createServer({ cert, key }, (socket) => {
    asked.push((socket as unknown as { servername: unknown }).servername);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `rediss://127.0.0.1:${String(port)}`;
  const check = async (name: string): Promise<string> =>
    expectExit(await runCli(['check', '--source', url, '--source-sni', name, ...trusted().slice(0, 2)]), 3)
      .stderr;
  expect(await check('localhost')).toMatch(/connection was lost|closed the connection/);
  expect(asked).toEqual(['localhost']);
  expect(await check('cache.example')).toMatch(
    /certificate is not for the name cache\.example.*--source-sni/,
  );
  server.close();
});

it('reads bad files before anything is dialled', async () => {
  const run = await runCli(['copy', ...ends(), '--cacert', '/nowhere.crt', '--json'], { env });
  expect(documentOf(expectExit(run, 2))).toMatchObject({
    failure: {
      code: 'usage',
      message: expect.stringMatching(/--cacert could not be read \(ENOENT\)/) as string,
    },
  });
});
