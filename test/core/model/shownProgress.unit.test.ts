import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/core/model/progress';
import { ShownProgress } from '../../../src/core/model/shownProgress';

const at = (scanned: number, more: Partial<Progress> = {}): Progress => ({
  phase: 'keys',
  keys: { scanned, copied: scanned, skipped: 0, expired: 0, quarantined: 0 },
  total: 60_000,
  bytes: scanned,
  rate: 5_100,
  secondsLeft: 9,
  ...more,
});

describe('ShownProgress', () => {
  it('says within two seconds that nothing comes forward, once, and goes on with the next report', () => {
    const shown = new ShownProgress();
    expect(shown.report(at(1_000), 0)).toBe(true);
    for (let now = 500; now < 2_000; now += 500) expect(shown.look(now)).toBeNull();
    expect(shown.look(2_000)).toEqual(at(1_000, { rate: 0, secondsLeft: null }));
    expect(shown.look(2_500)).toBeNull();
    expect(shown.report(at(1_500), 3_000)).toBe(true);
    expect(shown.look(3_500)).toBeNull();
  });

  it('stands still as well while it only says what it waits for', () => {
    const shown = new ShownProgress();
    shown.report(at(1_000), 0);
    const waiting = { waiting: { end: 'target', code: 'connect.lost' } } as const;
    expect(shown.report(at(1_000, waiting), 1_000)).toBe(true);
    expect(shown.look(2_000)).toEqual(at(1_000, { ...waiting, rate: 0, secondsLeft: null }));
  });

  it('shows a report that came too soon after another a little later, and a new phase at once', () => {
    const shown = new ShownProgress();
    expect(shown.report(at(1_000), 0)).toBe(true);
    expect(shown.report(at(2_000), 100)).toBe(false);
    expect(shown.look(200)).toBeNull();
    expect(shown.look(500)).toEqual(at(2_000));
    expect(shown.report(at(2_000, { phase: 'finishing' }), 510)).toBe(true);
  });

  it('never leaves a speed standing that is older than two and a half seconds', () => {
    const event = fc.record({ wait: fc.integer({ min: 1, max: 4_000 }), more: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const shown = new ShownProgress();
        let [now, done, forwardAt] = [0, 0, 0];
        let seen: Progress | null = null;
        const looked = (until: number): void => {
          for (; now < until; now = Math.min(until, now + 500)) {
            seen = shown.look(now) ?? seen;
            if (seen !== null && now - forwardAt >= 2_500) expect(seen.rate).toBe(0);
          }
        };
        for (const { wait, more } of events) {
          looked(now + wait);
          if (more > 0) forwardAt = now;
          done += more;
          const progress = at(done, more > 0 ? {} : { rate: 0, secondsLeft: null });
          if (shown.report(progress, now)) seen = progress;
        }
        looked(now + 5_000);
        expect(seen === null || seen.keys.scanned === done).toBe(true);
      }),
    );
  });
});
