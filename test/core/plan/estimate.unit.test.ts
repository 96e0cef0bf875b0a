import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateRoute } from '../../../src/core/plan/estimate';
import type { Load } from '../../../src/core/plan/estimate';
import { ROUTES } from '../../../src/core/model/route';

const load = { keys: 60_006, bytes: 20e6 };
const loads = fc.record({ keys: fc.nat(10_000_000), bytes: fc.nat(1_000_000_000) });
const limit = fc.integer({ min: 1, max: 1_000_000 });

describe('estimateRoute', () => {
  it('takes at least as long as the chosen pace does', () => {
    const unproved = { ...load, proof: 'none' } as const;
    expect(estimateRoute('copy', unproved).duration).toEqual({ least: 1, most: 2 });
    const paced = estimateRoute('copy', { ...unproved, pace: { keysPerSecond: 5_000 } });
    expect(paced.duration).toEqual({ least: 13, most: 13 });
    expect(paced.downtime).toEqual({ least: 13, most: 13 });
    expect(paced.basis).toMatch(/; at most 5,000 keys a second, as chosen; without a verification$/);
    const slow = estimateRoute('copy', {
      ...unproved,
      pace: { keysPerSecond: 5_000, bytesPerSecond: 1_000_000 },
    });
    expect(slow.duration).toEqual({ least: 20, most: 20 });
  });

  it('does not let a pace hasten what was measured', () => {
    const measured = { keys: 10_000, seconds: 10, rate: { least: 1_000, median: 1_000, most: 1_000 } };
    const pace = { keysPerSecond: 5_000 };
    const unproved = { ...load, measured, pace, proof: 'none' } as const;
    expect(estimateRoute('copy', unproved).duration).toEqual({ least: 61, most: 121 });
  });

  it('counts the verification to the time in which nothing may be written, and says so', () => {
    const much = { keys: 2_350_000, bytes: 1e6 };
    expect(estimateRoute('copy', { ...much, proof: 'none' }).downtime).toEqual({ least: 10, most: 50 });
    const { duration, downtime, basis } = estimateRoute('copy', much);
    expect(downtime).toEqual({ least: 20, most: 150 });
    expect(duration).toEqual(downtime);
    expect(basis).toMatch(/; a full verification is counted with it, as once to twice a copy$/);
    // No pace holds a verification back.
    const paced = estimateRoute('copy', { ...much, pace: { keysPerSecond: 10_000 } });
    expect(paced.downtime).toEqual({ least: 245, most: 335 });
    const part = estimateRoute('copy', { ...much, proof: 'part' });
    expect(part.downtime).toEqual({ least: 10, most: 150 });
    expect(part.basis).toMatch(/; a verification is counted with it, as twice a copy at most$/);
    // The steps of an online migration prove before clients are let on; an upgrade moves nothing that could be compared.
    expect(estimateRoute('online-migration', much).downtime).toEqual({ least: 11, most: 160 });
    expect(estimateRoute('engine-upgrade', much).downtime).toEqual({ least: 0, most: 60 });
  });

  it('is never shorter for more that is compared', () => {
    fc.assert(
      fc.property(loads, fc.constantFrom(...ROUTES), (held, route) => {
        const [none, part, full] = (['none', 'part', 'full'] as const).map((proof) =>
          estimateRoute(route, { ...held, proof }),
        );
        for (const what of ['duration', 'downtime'] as const) {
          for (const end of ['least', 'most'] as const) {
            expect(part?.[what]?.[end]).toBeGreaterThanOrEqual(none?.[what]?.[end] ?? Infinity);
            expect(full?.[what]?.[end]).toBeGreaterThanOrEqual(part?.[what]?.[end] ?? Infinity);
          }
        }
        expect(estimateRoute(route, held)).toEqual(full);
      }),
    );
  });

  it('is never shorter at a slower pace, and none but our copy goes by it', () => {
    fc.assert(
      fc.property(loads, limit, limit, fc.boolean(), (held, one, other, byKeys) => {
        const at = (rate: number): Load => ({
          ...held,
          pace: byKeys ? { keysPerSecond: rate } : { bytesPerSecond: rate },
        });
        const [slow, quick] = [at(Math.min(one, other)), at(Math.max(one, other))];
        for (const [slower, faster] of [
          [slow, quick],
          [quick, held],
        ] as const) {
          const [long, short] = [estimateRoute('copy', slower), estimateRoute('copy', faster)];
          expect(long.duration?.least).toBeGreaterThanOrEqual(short.duration?.least ?? Infinity);
          expect(long.duration?.most).toBeGreaterThanOrEqual(short.duration?.most ?? Infinity);
          expect(long.duration?.most).toBeGreaterThanOrEqual(long.duration?.least ?? Infinity);
        }
        const slowest = (byKeys ? held.keys : held.bytes) / Math.min(one, other);
        expect(estimateRoute('copy', slow).duration?.least).toBeGreaterThanOrEqual(slowest);
        for (const route of ROUTES.filter((each) => each !== 'copy' && each !== 'live-copy')) {
          expect(estimateRoute(route, slow)).toEqual(estimateRoute(route, held));
        }
      }),
    );
  });
});
