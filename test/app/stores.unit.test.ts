import { describe, expect, test, vi } from 'vitest';
import { EndpointStore } from '../../src/app/desk/endpointStore';
import { isOvertaken } from '../../src/app/desk/run';
import { Runs } from '../../src/app/desk/runs';
import { runDescription } from '../../src/app/desk/runWords';
import { STORED } from '../../src/app/ids';
import { runNode } from '../../src/app/tree/runNodes';
import { elsewhere, endpoint, finished, LineLog, ListedRuns, MapMemory } from './samples';
import { progress, result, unfinished } from './samples';

describe('endpoints', () => {
  test('are kept by id and listed by name', async () => {
    const memory = new MapMemory();
    const store = new EndpointStore(memory);
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    await store.save(endpoint('b'));
    await store.save(endpoint('a'));
    await store.save({ ...endpoint('b'), name: 'c' });
    expect(new EndpointStore(memory).list().map(({ name }) => name)).toEqual(['a', 'c']);
    await store.remove('id-b');
    expect(store.find('id-b')).toBeUndefined();
    expect(changes).toBe(4);
  });
  test('what is damaged is left out', () => {
    const memory = new MapMemory();
    memory.values.set(STORED.endpoints, [
      endpoint('a'),
      null,
      { id: 1 },
      { id: 'x', name: 'x', address: {} },
    ]);
    expect(new EndpointStore(memory).list()).toEqual([endpoint('a')]);
    memory.values.set(STORED.endpoints, 'nonsense');
    expect(new EndpointStore(memory).list()).toEqual([]);
  });
});

describe('runs', () => {
  const head = (id: string, startedAt: number): Parameters<Runs['begin']>[0] => {
    const { source, target, plan } = finished();
    return { id, source, target, plan, startedAt };
  };

  test('run, report, stop and end', async () => {
    const runs = new Runs(new MapMemory(), new LineLog(), elsewhere());
    const handle = runs.begin(head('1', 1));
    handle.report(progress());
    expect(runs.find('1')).toMatchObject({ state: 'running', progress: progress(), stopping: false });
    expect(runs.between('id-a', 'id-b')?.id).toBe('1');
    expect(runs.between('id-b', 'id-a')).toBeUndefined();
    runs.cancel('1');
    expect(handle.signal.aborted).toBe(true);
    expect(runs.find('1')).toMatchObject({ stopping: true });
    await handle.finish(result({ status: 'cancelled' }));
    expect(runs.find('1')).toMatchObject({ state: 'finished', result: { status: 'cancelled' } });
    expect(runs.between('id-a', 'id-b')).toBeUndefined();
  });

  test('a run goes at the pace of its plan until it is told another, and tells how the ends do', () => {
    const runs = new Runs(new MapMemory(), new LineLog(), elsewhere());
    const plan = { onConflict: 'replace', keysPerSecond: 700 } as const;
    const handle = runs.begin({ ...head('1', 1), plan });
    const told: (number | null)[] = [];
    handle.pacing.listen((pace) => told.push(pace));
    expect(runs.find('1')).toMatchObject({ pace: 700, latency: null });
    runs.setPace('1', null);
    runs.setPace('another', 5);
    handle.gauge({ source: 1, target: null });
    expect(runs.find('1')).toMatchObject({ pace: null, latency: { source: 1, target: null } });
    runs.cancel('1');
    runs.setPace('1', 5);
    expect(told).toEqual([null]);
  });

  test('the last 50 are kept, newest first, with some of the key names', async () => {
    const memory = new MapMemory();
    const runs = new Runs(memory, new LineLog(), elsewhere());
    const entry = { key: 'aw==', db: 0, type: 'string', reason: 'refused' } as const;
    for (let index = 0; index < 55; index += 1) {
      const quarantine = Array.from({ length: 150 }, () => entry);
      await runs.begin(head(String(index), index)).finish(result({ quarantine }));
    }
    expect(runs.list()[0]).toMatchObject({ id: '54' });
    expect(runs.find('54')).toMatchObject({ result: { quarantine: { length: 150 } } });
    const later = new Runs(memory, new LineLog(), elsewhere()).list();
    expect(later.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => String(54 - index)));
    expect(later[0]).toMatchObject({ result: { quarantine: { length: 100 } } });
  });

  test('a full disk costs the memory of a run, not the run', async () => {
    const log = new LineLog();
    const memory = new MapMemory();
    memory.update = () => Promise.reject(new Error('no space'));
    const runs = new Runs(memory, log, elsewhere());
    await runs.begin(head('1', 1)).finish(result());
    expect(runs.find('1')?.state).toBe('finished');
    expect(log.lines).toEqual(["Could not keep the run's result: Error"]);
  });

  test('closing the window stops what runs', () => {
    const runs = new Runs(new MapMemory(), new LineLog(), elsewhere());
    const { signal } = runs.begin(head('1', 1));
    runs.dispose();
    expect(signal.aborted).toBe(true);
  });

  describe('that were interrupted', () => {
    const names = (runs: Runs): string[] => runs.list().map(({ id, state }) => `${id} ${state}`);

    test('are listed with the others once they were looked for, and go when they are discarded', async () => {
      const kept = new ListedRuns([unfinished('left'), unfinished('theirs', { state: 'running' })]);
      const runs = new Runs(new MapMemory(), new LineLog(), elsewhere(kept));
      let changes = 0;
      runs.onDidChange(() => (changes += 1));
      expect(names(runs)).toEqual([]);
      await runs.look();
      // What another process carries out is not offered.
      expect(names(runs)).toEqual(['left interrupted']);
      expect(runs.find('left')).toMatchObject({
        source: { id: 'id-a', name: 'a.example' },
        keys: { copied: 31_204 },
        total: 50_000,
        ours: true,
      });
      expect(changes).toBe(1);
      await runs.discard('left');
      expect(names(runs)).toEqual([]);
      runs.dispose();
    });

    test('a run that was stopped, or failed, is resumable while something is kept of it', async () => {
      const kept = new ListedRuns();
      const runs = new Runs(new MapMemory(), new LineLog(), elsewhere(kept));
      const stopped = runs.begin(head('1', 1));
      const done = runs.begin(head('2', 2));
      kept.runs = [unfinished('1'), unfinished('2')];
      expect(await stopped.finish(result({ status: 'cancelled' }))).toMatchObject({ resumable: true });
      // Its end could not be kept, which makes it no less done.
      expect(await done.finish(result())).not.toHaveProperty('resumable');
      expect(names(runs)).toEqual(['2 finished', '1 finished']);
      expect(runs.find('1')).toMatchObject({ resumable: true });
      await runs.discard('1');
      expect(runs.find('1')).not.toHaveProperty('resumable');
    });

    test('are told as overtaken once a later copy of the same ends was completed, and by nothing less', async () => {
      const startedAt = 5;
      const kept = new ListedRuns([unfinished('left', { startedAt })]);
      const runs = new Runs(new MapMemory(), new LineLog(), elsewhere(kept));
      const overtaken = async (
        change: Partial<Parameters<Runs['begin']>[0]>,
        how: Parameters<typeof result>[0] = {},
      ): Promise<boolean> => {
        await runs.begin({ ...head('later', 6), ...change }).finish(result(how));
        return isOvertaken(runs.find('left') ?? finished());
      };
      expect(await overtaken({}, { status: 'failed' })).toBe(false);
      expect(await overtaken({}, { status: 'cancelled' })).toBe(false);
      expect(await overtaken({}, { dryRun: true })).toBe(false);
      expect(await overtaken({ plan: { onConflict: 'replace', sample: 10 } })).toBe(false);
      expect(await overtaken({ startedAt: 4 })).toBe(false);
      expect(await overtaken({ target: { id: 'id-c', name: 'c' } })).toBe(false);
      expect(await overtaken({})).toBe(true);
      expect(isOvertaken(runs.find('later') ?? finished())).toBe(false);
      const left = runs.find('left');
      expect(runDescription(left ?? finished())).toMatch(/^interrupted · .* · a later copy was completed$/);
      // Nothing is forgotten of it by itself.
      expect(kept.runs).toHaveLength(1);
      const row = runNode(left ?? finished());
      expect(row.children.map(({ label }) => label)).toContain('Overtaken');
    });

    test('one that goes on takes the place of what it was, and gives it back when it could not', async () => {
      const memory = new MapMemory();
      const kept = new ListedRuns([unfinished('1')]);
      const runs = new Runs(memory, new LineLog(), elsewhere(kept));
      await runs.begin(head('1', 1)).finish(result({ status: 'cancelled' }));
      const from = { keys: progress().keys, total: 50_000 };
      const refused = runs.begin(head('1', 1), from);
      expect(names(runs)).toEqual(['1 running']);
      expect(runs.find('1')).toMatchObject({ progress: from });
      await refused.withdraw();
      expect(runs.find('1')).toMatchObject({ state: 'finished', resumable: true });
      await runs.begin(head('1', 1), from).finish(result());
      kept.runs = [];
      expect(names(runs)).toEqual(['1 finished']);
      expect(new Runs(memory, new LineLog(), elsewhere()).list()).toMatchObject([
        { id: '1', result: { status: 'done' } },
      ]);
    });

    test('a run that the end of the window stops is interrupted, not stopped by anybody', async () => {
      const memory = new MapMemory();
      const kept = new ListedRuns([unfinished('1')]);
      const runs = new Runs(memory, new LineLog(), elsewhere(kept));
      const handle = runs.begin(head('1', 1));
      runs.dispose();
      await handle.finish(result({ status: 'cancelled' }));
      const next = new Runs(memory, new LineLog(), elsewhere(kept));
      await next.look();
      expect(names(next)).toEqual(['1 interrupted']);
    });

    test('what another process carries out is looked at again, until the window closes', async () => {
      vi.useFakeTimers();
      try {
        const kept = new ListedRuns([unfinished('theirs', { state: 'running' })]);
        const runs = new Runs(new MapMemory(), new LineLog(), elsewhere(kept));
        await runs.look();
        kept.runs = [unfinished('theirs')];
        await vi.advanceTimersByTimeAsync(5_000);
        expect(names(runs)).toEqual(['theirs interrupted']);
        expect(vi.getTimerCount()).toBe(0);
        kept.runs = [unfinished('theirs', { state: 'running' })];
        await runs.look();
        runs.dispose();
        expect(vi.getTimerCount()).toBe(0);
      } finally {
        vi.useRealTimers();
      }
    });
  });
});
