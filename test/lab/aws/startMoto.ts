import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../servers/freePort';
import { watchedProcess } from '../servers/watchedProcess';
import { ensureMoto } from './ensureMoto';

const startsMs = 60_000;

/** A moto server of one's own. */
export interface RunningMoto {
  /** For every service and region: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Forgets everything that was made. */
  reset(): Promise<void>;
  /** From now on checks signatures and IAM policies; `false` ends that. */
  checkAccess(on: boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts moto and waits until it answers. The first use downloads it.
 * @throws Error with the end of what it said.
 */
export async function startMoto(): Promise<RunningMoto> {
  const { python, env, server } = await ensureMoto();
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'ecm-moto-'));
  const args = [...python.args, server, '-H', '127.0.0.1', '-p', String(port)];
  const moto = await watchedProcess({ file: python.file, args }, folder, env);
  const url = `http://127.0.0.1:${String(port)}`;
  const control = async (path: string, body: string): Promise<void> => {
    const answer = await fetch(`${url}/moto-api/${path}`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`moto answered ${String(answer.status)} to ${path}`);
  };
  const deadline = Date.now() + startsMs;
  while (!moto.output().includes('Running on')) {
    if (moto.hasEnded() || Date.now() > deadline) {
      moto.signal('SIGKILL');
      throw new Error(`moto did not start:\n${moto.output().slice(-2000)}`);
    }
    await sleep(20);
  }
  return {
    url,
    reset: () => control('reset', ''),
    checkAccess: (on) => control('reset-auth', on ? '0' : 'inf'),
    stop: async () => {
      moto.signal('SIGKILL');
      await moto.ended;
    },
  };
}
