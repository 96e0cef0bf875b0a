import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveServer } from './resolveServer';
import type { ServerName } from './serverRelease';

const STARTS_MS = 20_000;

/** What a server made of a configuration. */
export interface ConfVerdict {
  /** True when it came up, and false when it ended by itself. */
  readonly accepted: boolean;
  /** The end of what it printed. */
  readonly output: string;
}

/**
 * Starts a server with a text of redis.conf and stops it at once. Behind the text come lines that keep it to itself: no
 * port unless one is given, a folder of its own, in the foreground.
 * @throws Error when it neither comes up nor ends.
 */
export async function tryConf(
  name: ServerName,
  text: string,
  { port }: { readonly port?: number } = {},
): Promise<ConfVerdict> {
  const { server } = await resolveServer(name);
  const folder = await mkdtemp(join(tmpdir(), 'ecm-conf-'));
  const own = [
    ...(port === undefined ? ['port 0', `unixsocket ${folder}/s`] : [`port ${String(port)}`]),
    ...[`dir ${folder}`, 'daemonize no', 'save ""', 'appendonly no'],
    ...['loglevel notice', 'logfile ""', `pidfile ${folder}/pid`],
  ];
  const file = join(folder, 'tried.conf');
  await writeFile(file, `${text}\n${own.join('\n')}\n`);
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', OPENSSL_CONF: '/dev/null' };
  const child = spawn(server.file, [...server.args, file], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const seen = { ready: false, late: false };
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString('latin1')).slice(-4000);
    if (!/ready to accept connections/i.test(output)) return;
    seen.ready = true;
    child.kill('SIGKILL');
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const timer = setTimeout(() => {
    seen.late = true;
    child.kill('SIGKILL');
  }, STARTS_MS);
  try {
    await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  } finally {
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  }
  if (seen.late && !seen.ready)
    throw new Error(`${name} neither started nor ended with ${JSON.stringify(text)}:\n${output}`);
  return { accepted: seen.ready, output };
}
