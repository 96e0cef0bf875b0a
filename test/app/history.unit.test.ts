import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  KEPT_EVENTS,
  NO_HISTORY,
  readHistory,
  runEvent,
  withEvent,
} from '../../src/app/panel/wizard/history';
import type { HistoryEvent } from '../../src/app/panel/wizard/history';
import { finished, verified } from './samples';

const verification = (begunAt: number): HistoryEvent => ({
  kind: 'verification',
  runId: null,
  begunAt,
  endedAt: begunAt + 1,
  status: 'done',
  keys: null,
  compared: { mode: 'full', keys: 5, differences: 0, repaired: 0 },
});

describe('the history of a migration', () => {
  it('holds a run once, as it ended last, and what came after it', () => {
    const run = { ...finished({ status: 'cancelled' }), startedAt: 10, endedAt: 20 };
    const stopped = withEvent(NO_HISTORY, runEvent(run));
    const resumed = withEvent(
      withEvent(stopped, verification(30)),
      runEvent({ ...run, endedAt: 50, result: { ...run.result, status: 'done', verify: verified() } }),
    );
    expect(resumed.events).toMatchObject([
      { kind: 'copy', begunAt: 10, endedAt: 50, status: 'done', compared: { keys: 50_000 } },
      { kind: 'verification' },
    ]);
    expect(runEvent({ ...finished({ dryRun: true }), startedAt: 10 })).toMatchObject({
      kind: 'rehearsal',
      // It took twelve seconds.
      endedAt: 12_010,
    });
  });

  it('lets go of the oldest, and counts them', () => {
    let history = NO_HISTORY;
    for (let at = 0; at < KEPT_EVENTS + 7; at++) history = withEvent(history, verification(at));
    expect(history).toMatchObject({ earlier: 7, events: { length: KEPT_EVENTS, 0: { begunAt: 7 } } });
    expect(readHistory(JSON.parse(JSON.stringify(history)))).toEqual(history);
  });

  it('takes of what was kept what it can make sense of, whatever it is', () => {
    const good = verification(1);
    const strange = [
      null,
      {},
      { ...good, kind: 'magic' },
      { ...good, status: 'well' },
      { ...good, begunAt: 1e300 },
      { ...good, keys: { scanned: -1 } },
      { ...good, compared: { mode: 'full' } },
    ];
    expect(readHistory({ events: [...strange, good], earlier: 'many' })).toEqual({
      events: [good],
      earlier: 0,
    });
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (value, events) => {
        for (const one of [value, { events, earlier: value }]) {
          for (const { begunAt, endedAt } of readHistory(one).events) {
            new Date(begunAt).toISOString();
            new Date(endedAt).toISOString();
          }
        }
      }),
    );
  });
});
