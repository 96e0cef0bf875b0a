import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server that breaks. */
export interface CuttingProxy {
  readonly host: string;
  readonly port: number;
  /** Begins to cut. */
  begin(): void;
  /** How often it cut connections that were in use. */
  cuts(): number;
  close(): Promise<void>;
}

/** On a busy machine it takes longer to connect than from one cut to the next: some day it has to end. */
const MOST_CUTS = 15;

/** Passes TCP on to a server of this machine; once it is told to begin, resets all connections every so many milliseconds. */
export async function startCuttingProxy(port: number, everyMs: number): Promise<CuttingProxy> {
  const host = '127.0.0.1';
  const sockets = new Set<Socket>();
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect({ host, port });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const cut = (): void => {
    if (sockets.size === 0 || cuts === MOST_CUTS) return;
    cuts++;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    host,
    port: (server.address() as AddressInfo).port,
    begin: () => {
      timer ??= setInterval(cut, everyMs);
    },
    cuts: () => cuts,
    close: async () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
