import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '../servers/runningServer';
import type { ServerOptions } from '../servers/serverOptions';
import { startServer } from '../servers/startServer';

/** A server that comes back after it was killed, at the same port. */
export interface Phoenix {
  /** As it is now. */
  server(): RunningServer;
  /** Kills it, and starts it again with what it saved last, or with nothing when it never did. */
  rise(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server whose data outlives it. */
export async function startPhoenix(options: ServerOptions): Promise<Phoenix> {
  const folder = await mkdtemp(join(tmpdir(), 'ecm-phoenix-'));
  const settings = { ...options, config: [...(options.config ?? []), `dir "${folder}"`] };
  let server = await startServer(settings);
  return {
    server: () => server,
    rise: async () => {
      await server.kill();
      server = await startServer({ ...settings, port: server.port });
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
