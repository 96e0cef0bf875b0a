import { describe, expect, test } from 'vitest';
import { EndpointStore } from '../../src/app/desk/endpointStore';
import { Runs } from '../../src/app/desk/runs';
import { STORED } from '../../src/app/ids';
import { endpoint, finished, LineLog, MapMemory, progress, result } from './samples';

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
    const runs = new Runs(new MapMemory(), new LineLog());
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

  test('the last 50 are kept, newest first, with some of the key names', async () => {
    const memory = new MapMemory();
    const runs = new Runs(memory, new LineLog());
    const entry = { key: 'aw==', db: 0, type: 'string', reason: 'refused' } as const;
    for (let index = 0; index < 55; index += 1) {
      const quarantine = Array.from({ length: 150 }, () => entry);
      await runs.begin(head(String(index), index)).finish(result({ quarantine }));
    }
    expect(runs.list()[0]).toMatchObject({ id: '54' });
    expect(runs.find('54')).toMatchObject({ result: { quarantine: { length: 150 } } });
    const later = new Runs(memory, new LineLog()).list();
    expect(later.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => String(54 - index)));
    expect(later[0]).toMatchObject({ result: { quarantine: { length: 100 } } });
  });

  test('a full disk costs the memory of a run, not the run', async () => {
    const log = new LineLog();
    const memory = new MapMemory();
    memory.update = () => Promise.reject(new Error('no space'));
    const runs = new Runs(memory, log);
    await runs.begin(head('1', 1)).finish(result());
    expect(runs.find('1')?.state).toBe('finished');
    expect(log.lines).toEqual(["Could not keep the run's result: Error"]);
  });

  test('closing the window stops what runs', () => {
    const runs = new Runs(new MapMemory(), new LineLog());
    const { signal } = runs.begin(head('1', 1));
    runs.dispose();
    expect(signal.aborted).toBe(true);
  });
});
