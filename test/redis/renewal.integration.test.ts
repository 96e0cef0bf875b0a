import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { connect } from '../../src/redis/connect';
import { startServer } from '../lab/servers/startServer';

const WORD = 'renewed';
const LARGE = 12;

it('signs open connections in again, and asks for no password for those that were closed', async () => {
  await using server = await startServer({ server: 'valkey-8.1', requirepass: WORD });
  await (await server.client()).rpush('large', ...Array.from({ length: 5_000 }, (_, index) => String(index)));
  let asked = 0;
  const passwords = {
    of: 'token',
    next: () => {
      asked += 1;
      return Promise.resolve({ password: WORD });
    },
    renewSeconds: 2,
  } as const;
  const { signal } = new AbortController();
  const { host, port } = server;
  const open = await connect({ label: 'it', address: { host, port, tls: false }, passwords }, signal);
  try {
    await open.profile(signal);
    for (let turn = 0; turn < LARGE; turn += 1) {
      const large = await open.openLarge(0, Buffer.from('large'), signal);
      large?.close();
    }
    // As many were opened, each by a password of its own.
    expect(asked).toBeGreaterThan(LARGE);
    const before = asked;
    while (asked === before) await sleep(50);
    await sleep(300);
    // Those that are open are fewer, also where two turns were seen.
    expect(asked - before).toBeLessThan(LARGE / 2);
  } finally {
    open.close();
  }
});
