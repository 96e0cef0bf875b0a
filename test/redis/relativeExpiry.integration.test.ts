import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCopy } from '../core/runs';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';

const KEYS = 300;
const FIELDS = 60_000;
/** TIME and PTTL round to milliseconds each; the rest is that both are asked one after the other on a busy machine. */
const TOLERANCE_MS = 8;

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  [source, target] = await Promise.all([
    startServer({ server: 'redis-6.0' }),
    startServer({ server: 'valkey-8.1' }),
  ]);
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
});

it('large values beside them do not move the expiries of a server that tells only what is left', async () => {
  const client = await source.client();
  const pipeline = client.pipeline();
  for (let index = 0; index < KEYS; index++)
    pipeline.set(`key:${String(index)}`, 'value', 'EX', 1000 + index);
  await pipeline.exec();
  // Reading one takes far longer than the tolerance.
  for (let hash = 0; hash < 6; hash++) {
    const fields = Array.from({ length: FIELDS }, (_, index) => [
      `f${String(index)}`,
      `value ${String(index)}`,
    ]);
    await client.hset(`hash:${String(hash)}`, Object.fromEntries(fields) as Record<string, string>);
    await client.pexpire(`hash:${String(hash)}`, 1_000_000);
  }
  expect((await runCopy(source, target, { onConflict: 'replace' })).keys).toMatchObject({
    copied: KEYS + 6,
    quarantined: 0,
  });
  const names = (await client.keys('*')).sort();
  const [here, there] = [await moments(client, names), await moments(await target.client(), names)];
  const apart = names.map((_, index) => Math.abs((here[index] ?? NaN) - (there[index] ?? NaN)));
  expect(Math.max(...apart)).toBeLessThanOrEqual(TOLERANCE_MS);
});

/** When each key expires, by the clock that both servers share. */
async function moments(client: Redis, names: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (const name of names) {
    // The least of a few: what passes between the two questions only makes it later.
    let moment = Infinity;
    for (let look = 0; look < 3; look++) {
      const [time, left] = (await client.pipeline().time().pttl(name).exec()) ?? [];
      const [seconds, micros] = time?.[1] as [string, string] | [number, number];
      moment = Math.min(moment, Number(seconds) * 1000 + Number(micros) / 1000 + Number(left?.[1]));
    }
    found.push(moment);
  }
  return found;
}
