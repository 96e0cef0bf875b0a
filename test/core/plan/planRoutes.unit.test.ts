import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Finding } from '../../../src/core/model/finding';
import { ROUTES } from '../../../src/core/model/route';
import type { RouteVerdict } from '../../../src/core/model/route';
import { planRoutes } from '../../../src/core/plan/planRoutes';

const names = {
  source: 'redis://10.0.0.5:6379',
  target: 'rediss://cache.example:6379',
  sourceHost: '10.0.0.5',
  sourcePort: 6379,
  cacheId: 'orders',
};
const small = { keys: 1000, bytes: 1e6 };
const large = { keys: 100e6, bytes: 20e9 };

const finding = fc.record({
  rule: fc.constantFrom('a.one', 'b.two', 'c.three'),
  severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
  message: fc.constant('It is so'),
  evidence: fc.constant('seen'),
  fix: fc.constant('Do it.'),
  docs: fc.constant('https://valkey.io/'),
  blocks: fc.subarray([...ROUTES]),
  risks: fc.subarray([...ROUTES]),
});
const rate = fc
  .array(fc.integer({ min: 1, max: 1e6 }), { minLength: 3, maxLength: 3 })
  .map((rates) => rates.sort((a, b) => a - b))
  .map(([least = 1, median = 1, most = 1]) => ({ least, median, most }));
const measured = fc.record({
  rate,
  keys: fc.nat(1e6),
  seconds: fc.double({ min: 0, max: 300, noNaN: true }),
});
const load = fc.record(
  {
    keys: fc.nat(1e9),
    bytes: fc.double({ min: 0, max: 1e12, noNaN: true }),
    creates: fc.boolean(),
    measured,
  },
  { requiredKeys: ['keys', 'bytes'] },
);
const RANK: Readonly<Record<RouteVerdict, number>> = { ready: 0, risky: 1, blocked: 2 };

it('never recommends a blocked route, and a risky one only where none is ready', () => {
  fc.assert(
    fc.property(fc.array(finding), load, (findings, much) => {
      const { routes, recommended, because } = planRoutes(findings, much, names);
      const verdict = routes.find(({ route }) => route === recommended)?.verdict;
      const best = Math.min(...routes.map((one) => RANK[one.verdict]));
      if (recommended === null) {
        expect(routes.every((one) => one.verdict === 'blocked')).toBe(true);
        expect(because).toBe('');
      } else {
        expect(verdict).not.toBe('blocked');
        expect(RANK[verdict ?? 'blocked']).toBe(best);
        expect(because).toMatch(/\.$/);
      }
    }),
  );
});

it('more findings never give a milder verdict, and every verdict names its rules', () => {
  fc.assert(
    fc.property(fc.array(finding), finding, load, (findings, more, much) => {
      const before = planRoutes(findings, much, names).routes;
      const after = planRoutes([...findings, more], much, names).routes;
      for (const [index, { verdict, reasons }] of after.entries()) {
        expect(RANK[verdict]).toBeGreaterThanOrEqual(RANK[before[index]?.verdict ?? 'ready']);
        expect(reasons.length === 0).toBe(verdict === 'ready');
        expect(new Set(reasons).size).toBe(reasons.length);
      }
    }),
  );
});

it('estimates take longer for more data, and never less than nothing', () => {
  fc.assert(
    fc.property(load, load, (one, { keys, bytes }) => {
      // Of one target, and measured once.
      const other = { ...one, keys, bytes };
      const [less, more] = [one, other].sort((a, b) => a.bytes - b.bytes) as [typeof one, typeof one];
      if (less.keys > more.keys) return;
      const [a, b] = [less, more].map((much) => planRoutes([], much, names).routes);
      for (const [index, { estimate }] of (a ?? []).entries()) {
        for (const what of ['duration', 'downtime'] as const) {
          const [short, long] = [estimate[what], b?.[index]?.estimate[what] ?? null];
          if (short === null || long === null) continue;
          expect(short.least).toBeGreaterThanOrEqual(0);
          expect(short.most).toBeGreaterThanOrEqual(short.least);
          expect(long.least).toBeGreaterThanOrEqual(short.least);
          expect(long.most).toBeGreaterThanOrEqual(short.most);
        }
      }
    }),
  );
});

it('prefers what moves nothing, then a copy for little data, and what writes can go on beside for much', () => {
  const without = (...blocked: (typeof ROUTES)[number][]): Finding[] => [
    { rule: 'x.y', severity: 'info', message: 'No', evidence: 'no', fix: 'No.', docs: '', blocks: blocked },
  ];
  expect(planRoutes([], small, names).recommended).toBe('engine-upgrade');
  expect(planRoutes(without('engine-upgrade', 'live-copy'), small, names).recommended).toBe('copy');
  expect(planRoutes(without('engine-upgrade', 'live-copy'), large, names).recommended).toBe(
    'online-migration',
  );
  const copyOnly = without('engine-upgrade', 'live-copy', 'online-migration');
  expect(planRoutes(copyOnly, large, names).recommended).toBe('copy');
});

it('a rehearsal replaces the guess of a copy’s rate, and says what was measured and what was not', () => {
  const rate = { least: 80_000, median: 90_000, most: 100_000 };
  const [measured] = planRoutes(
    [],
    { ...large, measured: { rate, keys: 450_000, seconds: 5 } },
    names,
  ).routes;
  expect(measured?.estimate.duration).toEqual({ least: 2000, most: 7500 });
  expect(measured?.estimate.basis).toBe(
    'measured by reading 450,000 keys of the source in 5.0 s, at 80,000 to 100,000 keys a second; writing was not measured, and counts for as long again at most; a full verification is counted with it, as once to twice a copy',
  );
  const [assumed] = planRoutes([], large, names).routes;
  expect(assumed?.estimate.basis).toMatch(/^assumed, .*--rehearse/);
});

it('sends nobody into a serverless cache by an online migration, of which not all was looked at', () => {
  const others = ROUTES.filter((route) => route !== 'online-migration');
  const findings = [
    { rule: 'x.y', severity: 'info', message: 'No', evidence: 'no', fix: 'No.', docs: '', blocks: others },
  ] as const;
  expect(planRoutes(findings, small, names).recommended).toBe('online-migration');
  const { recommended, because, routes } = planRoutes(findings, small, { ...names, serverless: true });
  expect([recommended, because]).toEqual([null, '']);
  const steps = routes.find(({ route }) => route === 'online-migration')?.steps.join('\n');
  expect(steps).toContain('console of ElastiCache, from 10.0.0.5:6379');
  expect(steps).not.toContain('replication-group');
});

it.each(['127.0.0.1', 'localhost', '::1'])('gives AWS no loopback address: %s', (sourceHost) => {
  for (const serverless of [false, true]) {
    const { routes } = planRoutes([], small, { ...names, sourceHost, serverless });
    const steps = routes.find(({ route }) => route === 'online-migration')?.steps.join('\n');
    expect(steps).toContain('SOURCE_PRIVATE_ADDRESS');
    expect(steps).not.toContain(`=${sourceHost},`);
  }
});

it('fills the user’s own addresses into the commands, and no secret', () => {
  const { routes } = planRoutes([], small, names);
  const steps = routes.flatMap((one) => one.steps).join('\n');
  expect(steps).toContain(
    '--replication-group-id orders --customer-node-endpoint-list Address=10.0.0.5,Port=6379',
  );
  expect(steps).toContain('--source redis://10.0.0.5:6379 --target rediss://cache.example:6379');
  const unknown = planRoutes([], small, { ...names, cacheId: null }).routes;
  expect(unknown.flatMap((one) => one.steps).join('\n')).toContain('--replication-group-id CACHE_ID');
});
