import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which Linux takes the ports of outgoing connections, so that a connection of some
// other test does not sit on the port between the question and the start of the server.
const lowest = 20_000;
const highest = 31_999;

/** A server's cluster bus listens this far above its port. */
const busDistance = 10_000;

/**
 * A TCP port of 127.0.0.1 on which nobody listens right now. It can be taken before it is used: callers try
 * again with another one. With `bus` the port of the cluster bus above it is free as well.
 * @throws Error if two hundred tries find none.
 */
export async function freePort(bus = false): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(lowest, highest + 1);
    if ((await isFree(port)) && (!bus || (await isFree(port + busDistance)))) return port;
  }
  throw new Error(`no free port between ${String(lowest)} and ${String(highest)}`);
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
