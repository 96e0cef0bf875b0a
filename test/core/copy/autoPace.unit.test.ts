import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AutoPace } from '../../../src/core/copy/autoPace';

const GAP_MS = 100;
const BASE_MS = 0.3;

/** A server with one thread: answers take longer the busier it is, and for ever longer when it is too busy. */
class SimulatedServer {
  /** Keys a second that it can hand out when nobody else wants anything. */
  readonly #capacity: number;
  #backlog = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @param others the part of its time that others want @returns milliseconds that an answer takes */
  latency(keysPerSecond: number, others: number): number {
    const busy = keysPerSecond / this.#capacity + others;
    this.#backlog = Math.min(2_000, Math.max(0, this.#backlog + (busy - 1) * GAP_MS));
    return BASE_MS / Math.max(0.02, 1 - busy) + this.#backlog;
  }
}

/** Copies as fast as the pace and the machine let it, for so many seconds. @returns keys a second, at each sample. */
function copyFor(
  seconds: number,
  pace: AutoPace,
  {
    server,
    fastest,
    others,
    from,
  }: { server: SimulatedServer; fastest: number; others: number; from: number },
): { rates: number[]; latencies: number[] } {
  const rates: number[] = [];
  const latencies: number[] = [];
  for (let at = 0; at < seconds * 1000; at += GAP_MS) {
    const rate = Math.min(fastest, pace.limit);
    const latency = server.latency(rate, others);
    rates.push(rate);
    latencies.push(latency);
    pace.read((rate * GAP_MS) / 1000);
    pace.answered(latency, from + at + GAP_MS);
  }
  return { rates, latencies };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const capacity = fc.integer({ min: 500, max: 500_000 });

describe('AutoPace', () => {
  it('does not limit a copy that the source can bear', () => {
    fc.assert(
      fc.property(capacity, fc.double({ min: 0.01, max: 0.8, noNaN: true }), (most, part) => {
        const pace = new AutoPace(BASE_MS, 0);
        const server = new SimulatedServer(most);
        copyFor(20, pace, { server, fastest: most * part, others: 0, from: 0 });
        expect(pace.limit).toBe(Infinity);
        expect(pace.report()).toMatchObject({ baselineMs: BASE_MS, seconds: 0 });
      }),
    );
  });

  it('goes slower while others need the source, so that it answers in time, and as fast as before afterwards', () => {
    fc.assert(
      fc.property(capacity, fc.double({ min: 0.5, max: 0.9, noNaN: true }), (most, others) => {
        const pace = new AutoPace(BASE_MS, 0);
        const server = new SimulatedServer(most);
        const fastest = most * 0.7;
        copyFor(5, pace, { server, fastest, others: 0, from: 0 });
        const meanwhile = copyFor(60, pace, { server, fastest, others, from: 5_000 });
        const settled = meanwhile.rates.slice(-300);
        expect(mean(settled)).toBeLessThan(1.1 * (1 - others) * most);
        expect(mean(settled)).toBeGreaterThan(0.2 * (1 - others) * most);
        const [median = Infinity] = meanwhile.latencies
          .slice(-300)
          .sort((a, b) => a - b)
          .slice(150);
        expect(median).toBeLessThan(25);
        expect(pace.report().seconds).toBeGreaterThan(50);
        const after = copyFor(40, pace, { server, fastest, others: 0, from: 65_000 });
        expect(mean(after.rates.slice(-50))).toBeGreaterThan(0.95 * fastest);
        expect(pace.limit).toBe(Infinity);
      }),
    );
  });

  it('forgets one slow answer', () => {
    const pace = new AutoPace(BASE_MS, 0);
    for (let at = 1; at <= 20; at++) {
      pace.read(1_000);
      pace.answered(at === 10 ? 30_000 : BASE_MS, at * GAP_MS);
    }
    // A cut or two, that are given back.
    expect(pace.limit).toBeGreaterThan(4_000);
    expect(pace.report().highestMs).toBe(30_000);
  });

  it('keeps to numbers, whatever it hears', () => {
    const heard = fc.record({
      keys: fc.nat(1e6),
      latency: fc.double({ min: 0, max: 1e7, noNaN: true }),
      pause: fc.integer({ min: -1e6, max: 1e6 }),
    });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.array(heard, { maxLength: 100 }),
        (baseline, all) => {
          const pace = new AutoPace(baseline, 0);
          let now = 0;
          for (const { keys, latency, pause } of all) {
            now += pause;
            pace.read(keys);
            pace.answered(latency, now);
            expect(pace.limit).toBeGreaterThanOrEqual(1);
          }
          expect(pace.report().seconds).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
