import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/model/failure';
import { Waits } from '../../src/core/waits';

const FULL = new Failure('server.memory', { what: 'Could not write', why: 'it is full', next: 'Wait.' });

async function next<Event>(events: AsyncGenerator<Event>): Promise<Event | 'end'> {
  const found = await events.next();
  return found.done === true ? 'end' : found.value;
}

describe('Waits', () => {
  it('puts in what it waits for as soon as it waits, however long the next event takes', async () => {
    const waits = new Waits();
    let release = (): void => undefined;
    async function* events(): AsyncGenerator<string> {
      yield 'one';
      await new Promise<void>((resolve) => (release = resolve));
      yield 'two';
    }
    const told = waits.told(events(), () => waits.waiting?.code ?? 'on');
    expect(await next(told)).toBe('one');
    const target = waits.policyOf('target');
    const pending = next(told);
    await Promise.resolve();
    target.onWait?.(FULL);
    expect(await pending).toBe('server.memory');
    expect(waits.waiting).toEqual({ end: 'target', code: 'server.memory' });
    target.onWait?.(null);
    expect(await next(told)).toBe('on');
    const last = next(told);
    release();
    expect(await last).toBe('two');
    expect(await next(told)).toBe('end');
  });

  it('counts how often an end was waited for, and each wait once', () => {
    const waits = new Waits();
    const { onWait } = waits.policyOf('target');
    expect(waits.retries).toEqual([]);
    onWait?.(FULL);
    onWait?.(FULL);
    onWait?.(null);
    onWait?.(FULL);
    waits.policyOf('source').onWait?.(FULL);
    expect(waits.retries).toEqual([
      { end: 'target', code: 'server.memory', times: 2 },
      { end: 'source', code: 'server.memory', times: 1 },
    ]);
  });

  it('misses nothing that changes while nobody asks', async () => {
    const waits = new Waits();
    async function* events(): AsyncGenerator<string> {
      yield 'one';
      await new Promise<void>((resolve) => setImmediate(resolve));
      yield 'two';
    }
    const told = waits.told(events(), () => 'changed');
    expect(await next(told)).toBe('one');
    waits.policyOf('source').onWait?.(FULL);
    expect(await next(told)).toBe('changed');
    expect(await next(told)).toBe('two');
  });

  it('ends what it hands on when it is ended, and throws what that throws', async () => {
    let ended = false;
    async function* events(): AsyncGenerator<string> {
      try {
        yield await Promise.resolve('one');
        throw new Error('mine');
      } finally {
        ended = true;
      }
    }
    for await (const event of new Waits().told(events(), () => 'changed')) {
      expect(event).toBe('one');
      break;
    }
    expect(ended).toBe(true);
    const all = async (): Promise<void> => {
      for await (const event of new Waits().told(events(), () => 'changed')) expect(event).toBe('one');
    };
    await expect(all()).rejects.toThrow('mine');
  });

  it('tells one end after the other, and of a target only that it was restarted', () => {
    const waits = new Waits(7);
    const [source, target] = [waits.policyOf('source'), waits.policyOf('target')];
    expect([source.seconds, target.seconds, new Waits().policyOf('source').seconds]).toEqual([7, 7, 30]);
    source.onWait?.(FULL);
    target.onWait?.(FULL);
    source.onWait?.(null);
    expect(waits.waiting?.end).toBe('target');
    source.onRestart?.();
    expect(waits.isTargetAnother()).toBe(false);
    target.onRestart?.();
    expect(waits.isTargetAnother()).toBe(true);
  });
});
