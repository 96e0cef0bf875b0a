import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCommand } from './servers/runCommand';
import { startCluster } from './servers/startCluster';
import { startServer } from './servers/startServer';

const versions = [
  ['redis-7.0.15', 'redis_version:7.0.15'],
  ['redis-8.0', 'redis_version:8.0.'],
  ['valkey-8.1', 'valkey_version:8.1.'],
  ['valkey-9.1', 'valkey_version:9.1.'],
] as const;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function eventually(holds: () => boolean): Promise<boolean> {
  for (let round = 0; round < 200 && !holds(); round += 1) await sleep(25);
  return holds();
}

it.each(versions)('starts %s and ends it by its own pid', async (server, line) => {
  const running = await startServer({ server });
  const client = await running.client();
  const info = await client.info('server');
  expect(info).toContain(line);
  expect(info).toContain(`process_id:${String(running.pid)}\r\n`);
  expect(info).toContain(`tcp_port:${String(running.port)}\r\n`);
  const [, folder = ''] = await client.config('GET', 'dir');
  expect(existsSync(folder)).toBe(true);
  await running.stop();
  expect(isAlive(running.pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

it('finds a server again quickly and offers its command line client', async () => {
  await using first = await startServer({ server: 'redis-8.0' });
  const begin = Date.now();
  await using second = await startServer({ server: 'redis-8.0' });
  expect(Date.now() - begin).toBeLessThan(5000);
  expect(second.port).not.toBe(first.port);
  const { cli } = second.resolved;
  const answer = await runCommand(cli?.file ?? '', [...(cli?.args ?? []), '-p', String(second.port), 'ping']);
  expect(answer).toBe('PONG\n');
});

it('takes passwords, users, databases and lines of configuration', async () => {
  await using server = await startServer({
    server: 'valkey-8.1',
    requirepass: 'a "quoted" \\ secret',
    databases: 2,
    config: ['maxmemory 50mb', 'maxmemory-policy allkeys-lfu'],
    aclUsers: ['reader on >pw ~public:* +@read'],
  });
  const admin = await server.client();
  expect(await admin.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'allkeys-lfu']);
  await expect(admin.select(2)).rejects.toThrow('out of range');
  const reader = await server.client({ username: 'reader', password: 'pw' });
  await expect(reader.set('public:a', '1')).rejects.toThrow('NOPERM');
  await expect(server.client({ password: 'wrong' })).rejects.toThrow();
});

it('speaks TLS with its own authority, and asks for a client certificate if told to', async () => {
  await using server = await startServer({ server: 'redis-7.0.15', tls: 'mutual' });
  const client = await server.client({ tls: {} });
  expect(await client.ping()).toBe('PONG');
  expect(server.tlsUrl).toBe(`rediss://127.0.0.1:${String(server.tlsPort)}`);
  expect(existsSync(server.certificatePaths?.ca ?? '')).toBe(true);
  await expect(server.client({ tls: { ca: [] } })).rejects.toThrow();
});

it('imitates the commands that ElastiCache does not offer', async () => {
  await using server = await startServer({ server: 'valkey-9.1', restricted: true });
  const client = await server.client();
  for (const command of ['CONFIG', 'PSYNC', 'SYNC', 'SAVE', 'BGSAVE', 'MIGRATE', 'REPLICAOF', 'DEBUG']) {
    await expect(client.call(command, 'a', 'b')).rejects.toThrow('unknown command');
  }
  expect(await client.set('a', '1')).toBe('OK');
});

it('freezes, thaws and crashes on demand', async () => {
  await using server = await startServer({ server: 'redis-8.0' });
  const client = await server.client();
  server.pause();
  const answer = client.ping();
  expect(await Promise.race([answer, sleep(200, 'frozen')])).toBe('frozen');
  server.resume();
  expect(await answer).toBe('PONG');
  await server.kill();
  await expect(client.ping()).rejects.toThrow();
});

it('refuses a port that is taken, with the reason', async () => {
  await using first = await startServer({ server: 'redis-8.0' });
  await expect(startServer({ server: 'redis-8.0', port: first.port })).rejects.toThrow(
    'Address already in use',
  );
});

it('builds a cluster that serves all slots, and one with TLS and replicas', async () => {
  await using plain = await startCluster({ server: 'redis-7.0.15', masters: 3 });
  const infos = await Promise.all(
    (await plain.masterClients()).map((client) => client.call('CLUSTER', 'INFO')),
  );
  for (const info of infos) expect(info).toContain('cluster_slots_ok:16384');
  await using secure = await startCluster({ server: 'valkey-9.1', masters: 3, replicas: 1, tls: true });
  expect(secure.replicas).toHaveLength(3);
  const client = await secure.masters[0]?.client({ tls: {} });
  const nodes = String(await client?.call('CLUSTER', 'NODES'));
  for (const node of secure.nodes) expect(nodes).toContain(`:${String(node.tlsPort)}@`);
});

it('leaves no server behind when the process that started it is killed', async () => {
  const script = fileURLToPath(new URL('servers/startAndHang.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await child.stdout.setEncoding('utf8').take(1).toArray()) as string[];
  const { pid, folder } = JSON.parse(line ?? '') as { pid: number; folder: string };
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  expect(await eventually(() => !isAlive(pid))).toBe(true);
  expect(await eventually(() => !existsSync(folder))).toBe(true);
});
