import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Flight } from '../../../src/redis/bulk/flight';

/** A server that takes `service` milliseconds for a request, one after the other, behind a line of `line` each way. */
class Distant {
  now = 0;
  readonly #due: (readonly [at: number, land: () => void])[] = [];
  #freeAt = 0;
  flying = 0;
  most = 0;
  readonly #line: number;
  service: number;

  constructor(line: number, service: number) {
    this.#line = line;
    this.service = service;
  }

  readonly request = async (): Promise<void> => {
    this.most = Math.max(this.most, ++this.flying);
    this.#freeAt = Math.max(this.#freeAt, this.now + this.#line) + this.service;
    const at = this.#freeAt + this.#line;
    await new Promise<void>((resolve) => this.#due.push([at, resolve]));
    this.flying--;
  };

  /** Has `count` requests made as soon as they may be, and gives the milliseconds that they took. */
  async serve(flight: Flight, count: number): Promise<number> {
    const started = this.now;
    const landing = Array.from({ length: count }, () => flight.fly(this.request));
    await turn();
    for (let next = this.#due.shift(); next !== undefined; next = this.#due.shift()) {
      const [at, land] = next;
      this.now = at;
      land();
      await turn();
    }
    await Promise.all(landing);
    return this.now - started;
  }
}

describe('Flight', () => {
  it.each([
    ['near', 0.05, 2],
    ['in the same region', 0.5, 2],
    ['in another one', 40, 2],
    ['far and slow', 100, 10],
  ])('keeps a server busy that is %s, and lets no long queue form', async (_, line, service) => {
    const distant = new Distant(line, service);
    const flight = new Flight(0, () => distant.now);
    await distant.serve(flight, 1500);
    distant.most = 0;
    const took = await distant.serve(flight, 500);
    expect(took).toBeLessThan(500 * service * 1.1 + 2 * line);
    // What the line holds, and a few that wait.
    expect(distant.most).toBeLessThanOrEqual((2 * line) / service + 12);
  });

  it('starts with more over a long line', async () => {
    const [unknown, known] = [new Distant(40, 1), new Distant(40, 1)];
    const slow = await unknown.serve(new Flight(0, () => unknown.now), 100);
    const quick = await known.serve(new Flight(80, () => known.now), 100);
    expect(quick).toBeLessThan(slow - 160);
  });

  it('lets fewer out when the server gets slower', async () => {
    const quick = new Distant(40, 1);
    const flight = new Flight(0, () => quick.now);
    await quick.serve(flight, 500);
    const before = flight.limit;
    expect(before).toBeGreaterThan(40);
    quick.service = 20;
    await quick.serve(flight, 500);
    expect(flight.limit).toBeLessThan(16);
  });

  it('gives the place back when the work fails', async () => {
    const flight = new Flight();
    for (let round = 0; round < 5; round++) {
      await expect(flight.fly(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    }
    expect(await flight.fly(() => Promise.resolve(1))).toBe(1);
  });
});
