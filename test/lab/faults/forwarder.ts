import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A tunnel's near end. */
export interface Forwarder {
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  /** How many connections went through it. */
  connections(): number;
  /** Resets all connections that go through it; false when there is none. */
  reset(): boolean;
  close(): Promise<void>;
}

/** Passes TCP on to a port of this machine. */
export async function startForwarder(port: number): Promise<Forwarder> {
  const host = '127.0.0.1';
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((near) => {
    connections++;
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
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    reset: () => {
      const open = [...sockets];
      for (const socket of open) socket.resetAndDestroy();
      return open.length > 0;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
