import { expect, it } from 'vitest';
import { RunHistory } from '../../src/app/desk/runHistory';
import type { Run } from '../../src/app/desk/run';
import { Signal } from '../../src/app/desk/signal';
import { finished, progress, running } from './samples';

function setUp() {
  let time = 0;
  let run: Run = running();
  const changed = new Signal<undefined>();
  const runs = { list: () => [run], onDidChange: (listener: () => void) => changed.listen(listener) };
  const history = new RunHistory(runs, { now: () => time });
  return {
    history,
    at: (ms: number, now: Run): void => {
      time = ms;
      run = now;
      changed.fire(undefined);
    },
  };
}

it('keeps how fast a run went, in keys and in bytes a second', () => {
  const { history, at } = setUp();
  const seen = (scanned: number, bytes: number): Run =>
    running({ progress: progress({ bytes, keys: { ...progress().keys, scanned } }) });
  // What a resumed run had seen before is none of its speed.
  at(0, seen(700, 1_000));
  at(2_000, seen(780, 9_000));
  at(2_100, seen(790, 9_500));
  expect(history.of('run-1')).toEqual([{ seconds: 2, keys: 40, bytes: 4_000 }]);
  expect(history.of('another')).toEqual([]);
});

it('keeps the whole of a long run in sight, by no more than 240 points, also after it is over', () => {
  const { history, at } = setUp();
  for (let second = 0; second < 3_600; second += 1) at(second * 1_000, running());
  at(3_600_000, finished());
  const points = history.of('run-1');
  expect(points.length).toBeGreaterThan(60);
  expect(points.length).toBeLessThanOrEqual(240);
  expect(points[0]?.seconds).toBeLessThan(60);
  expect(points.at(-1)?.seconds).toBeGreaterThan(3_500);
});

it('keeps how long both ends took to answer, each measurement once, and what came of the parts', () => {
  const { history, at } = setUp();
  const latency = { source: 1, target: 2 };
  const detail = { parts: [], errors: [], retries: [] };
  at(0, running());
  at(1_000, running({ latency }));
  at(1_200, running({ latency, progress: progress({ detail }) }));
  at(2_000, running({ latency: { source: null, target: 9 } }));
  expect(history.latenciesOf('run-1')).toEqual([
    { seconds: 1, source: 1, target: 2 },
    { seconds: 2, source: null, target: 9 },
  ]);
  expect(history.detailOf('run-1')).toBe(detail);
  expect(history.detailOf('another')).toBeNull();
  for (let second = 3; second < 3_600; second++) {
    at(second * 1_000, running({ latency: { source: second, target: 0 } }));
  }
  const points = history.latenciesOf('run-1');
  expect(points.length).toBeGreaterThan(60);
  expect(points.length).toBeLessThanOrEqual(240);
  expect(points.at(-1)?.seconds).toBeGreaterThan(3_500);
});

it('takes none of what a resumed run copied before for its speed', () => {
  const { history, at } = setUp();
  at(0, running({ progress: progress({ phase: 'connecting', bytes: 0 }) }));
  at(1_000, running({ progress: progress({ phase: 'connecting', bytes: 900_000 }) }));
  at(2_000, running({ progress: progress({ bytes: 901_000 }) }));
  expect(history.of('run-1')).toEqual([{ seconds: 2, keys: 0, bytes: 1_000 }]);
});

it('counts neither connecting nor verifying', () => {
  const { history, at } = setUp();
  at(0, running({ progress: progress({ phase: 'connecting' }) }));
  at(2_000, running({ progress: progress({ phase: 'verifying' }) }));
  expect(history.of('run-1')).toEqual([]);
});
