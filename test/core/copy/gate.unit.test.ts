import { describe, expect, it } from 'vitest';
import { Gate } from '../../../src/core/copy/gate';
import { Pace } from '../../../src/core/copy/pace';
import type { Sleep } from '../../../src/core/copy/pace';
import type { KeyBatch } from '../../../src/core/keyBatch';
import { batchOf } from './batchOf';

const never = new AbortController().signal;
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

async function* batches(count: number): AsyncGenerator<KeyBatch> {
  for (let index = 0; index < count; index++) yield await Promise.resolve(batchOf([{ name: String(index) }]));
}

describe('Gate', () => {
  it('lets through while it is open, and all who wait once it opens', async () => {
    const gate = new Gate();
    await gate.opened(never);
    gate.pause();
    expect(gate.paused).toBe(true);
    let through = 0;
    const waiting = [1, 2].map(async () => gate.opened(never).then(() => through++));
    await turns();
    expect(through).toBe(0);
    gate.resume();
    await Promise.all(waiting);
    expect(through).toBe(2);
  });

  it('lets go when the signal aborts, closed as it is', async () => {
    const gate = new Gate();
    gate.pause();
    const controller = new AbortController();
    const waiting = gate.opened(controller.signal);
    controller.abort();
    await waiting;
    await gate.opened(controller.signal);
    expect(gate.paused).toBe(true);
  });
});

describe('a pace with a gate', () => {
  /** Sleeps end when the test says so. */
  function slept(): { sleep: Sleep; wake: () => void } {
    const all = new Set<() => void>();
    const sleep: Sleep = (_, signal) =>
      new Promise((resolve) => {
        all.add(resolve);
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
    const wake = (): void => {
      for (const resolve of all) resolve();
      all.clear();
    };
    return { sleep, wake };
  }

  it('hands nothing on while it is closed, and keeps the connections alive', async () => {
    const gate = new Gate();
    const { sleep, wake } = slept();
    let asked = 0;
    const keepAlive = async (): Promise<void> => {
      await Promise.resolve();
      asked++;
    };
    const pieces = new Pace({}, { now: () => 0 }, sleep, { gate, keepAlive }).batches(batches(3), never);
    expect((await pieces.next()).done).toBe(false);
    gate.pause();
    let got = false;
    const next = pieces.next().then((result) => {
      got = true;
      return result;
    });
    await turns();
    for (const times of [1, 2]) {
      wake();
      await turns();
      expect(asked).toBe(times);
    }
    expect(got).toBe(false);
    gate.resume();
    expect((await next).done).toBe(false);
    expect((await pieces.next()).done).toBe(false);
    expect((await pieces.next()).done).toBe(true);
    expect(asked).toBe(2);
  });

  it.each(['signal', 'stop'] as const)('ends at once while it is closed: by %s', async (by) => {
    const gate = new Gate();
    gate.pause();
    const controller = new AbortController();
    const pace = new Pace({}, { now: () => 0 }, slept().sleep, { gate });
    const next = pace.batches(batches(1), controller.signal).next();
    await turns();
    if (by === 'signal') controller.abort();
    else pace.stop();
    expect(await next).toEqual({ value: undefined, done: true });
  });
});
