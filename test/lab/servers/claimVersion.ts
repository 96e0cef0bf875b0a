import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { RunningServer } from './runningServer';

/** A door to a server behind which it claims to be of another version. */
export interface Claim {
  readonly port: number;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a door to a server which, in what goes through it, names another version of as many characters in INFO: for
 * versions that nobody can be given any more. What else differs between the two versions stays as it is.
 * @throws Error when the two versions differ in length
 */
export async function claimVersion(server: RunningServer, version: string): Promise<Claim> {
  const [own, claimed] = [server.version, version].map((one) => Buffer.from(`redis_version:${one}\r\n`));
  if (own === undefined || claimed?.length !== own.length) throw new Error('the versions differ in length');
  const sockets = new Set<Socket>();
  const door = createServer((outside) => {
    const inside = connect(server.port, server.host);
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        outside.destroy();
        inside.destroy();
      });
    }
    outside.on('data', (bytes) => inside.write(bytes));
    inside.on('data', (bytes) => {
      const at = bytes.indexOf(own);
      if (at >= 0) claimed.copy(bytes, at);
      outside.write(bytes);
    });
  });
  await new Promise<void>((resolve) => door.listen(0, server.host, resolve));
  return {
    port: (door.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}
