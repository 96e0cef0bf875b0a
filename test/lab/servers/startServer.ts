import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificates, writeCertificates } from './certificates';
import { freePort } from './freePort';
import { type ResolvedServer, resolveServer } from './resolveServer';
import { RunningServer } from './runningServer';
import { serverConfig } from './serverConfig';
import type { ServerOptions } from './serverOptions';
import { shiftedClock } from './shiftedClock';
import { type WatchedProcess, watchedProcess } from './watchedProcess';

const startsMs = 20_000;
const attempts = 5;
/** A Sentinel never says that it is ready, but what it is. */
const READY = /Ready to accept connections|Sentinel ID is/;

/**
 * Starts a server and waits until it accepts connections. The first use of a version can download it.
 * @throws Error with the end of its log if it does not come up.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const resolved = await resolveServer(options.server);
  for (let attempt = 1; ; attempt += 1) {
    const { server, log } = await tryStart(options, resolved);
    if (server !== undefined) {
      await addUsers(server);
      return server;
    }
    // Another process can take a port between the question whether it is free and the start.
    const taken = /Address already in use|Could not create server TCP listening socket/.test(log);
    if (!taken || options.port !== undefined || attempt === attempts) {
      throw new Error(`${options.server} did not start:\n${log.slice(-2000)}`);
    }
  }
}

async function tryStart(
  options: ServerOptions,
  resolved: ResolvedServer,
): Promise<{ server?: RunningServer; log: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ecm-lab-'));
  let watched: WatchedProcess | undefined;
  try {
    const tls =
      options.tls === undefined || options.tls === false ? undefined : await prepareTls(options, folder);
    const port = options.port ?? (await freePort(options.cluster));
    const config = join(folder, 'server.conf');
    const text = serverConfig(options, {
      folder,
      port,
      major: Number.parseInt(resolved.version, 10),
      ...(tls === undefined ? {} : { tlsPort: tls.port, certificates: tls.paths }),
    });
    await writeFile(config, text, { mode: 0o600 });
    // A machine's own OpenSSL settings may name modules which the server's library does not know.
    const ahead = options.clockAhead;
    const { command, env: clock } =
      ahead === undefined
        ? { command: resolved.server, env: {} }
        : await shiftedClock(resolved.server, ahead);
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', OPENSSL_CONF: '/dev/null', ...clock };
    const mode = options.sentinelOf === undefined ? [] : ['--sentinel'];
    watched = await watchedProcess(
      { file: command.file, args: [...command.args, config, ...mode] },
      folder,
      env,
    );
    await readyOrEnded(watched);
    if (watched.hasEnded()) return { log: watched.output() };
    const parts = { spec: options, resolved, process: watched, port };
    return { server: new RunningServer(tls === undefined ? parts : { ...parts, tls }), log: '' };
  } catch (error) {
    watched?.signal('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function prepareTls(options: ServerOptions, folder: string): Promise<NonNullable<RunningServerTls>> {
  const certificates = options.certificates ?? (await makeCertificates());
  const paths = await writeCertificates(certificates, folder);
  return { port: await freePort(options.cluster), certificates, paths };
}

type RunningServerTls = ConstructorParameters<typeof RunningServer>[0]['tls'];

async function readyOrEnded(watched: WatchedProcess): Promise<void> {
  const deadline = Date.now() + startsMs;
  while (!watched.hasEnded() && !READY.test(watched.output())) {
    if (Date.now() > deadline)
      throw new Error(`no answer after ${String(startsMs)} ms:\n${watched.output()}`);
    await sleep(5);
  }
  if (watched.hasEnded()) await watched.ended;
}

async function addUsers(server: RunningServer): Promise<void> {
  const users = server.spec.aclUsers ?? [];
  if (users.length === 0) return;
  try {
    const client = await server.client();
    for (const user of users) await client.call('ACL', 'SETUSER', ...user.split(/\s+/));
    client.disconnect();
  } catch (error) {
    await server.stop();
    throw error;
  }
}
