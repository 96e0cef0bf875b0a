import { expect, it, vi } from 'vitest';
import { askCloud } from '../../../src/core/rules/askCloud';
import { SELF_MANAGED } from '../../../src/core/model/deployment';
import type { Deployment } from '../../../src/core/model/deployment';
import type { Address } from '../../../src/core/model/endpoint';
import { Failure } from '../../../src/core/model/failure';
import type { FoundCache } from '../../../src/core/model/foundCache';
import type { ListCaches } from '../../../src/core/ports';
import type { Check } from '../../../src/core/rules/check';

const HOST = 'orders.x1y2z3.ng.0001.euw1.cache.amazonaws.com';
const CACHE: Address = { host: HOST, port: 6379, tls: false };
const OWN: Address = { host: '10.0.0.5', port: 6379, tls: false };
const PLACE: Deployment = { ...SELF_MANAGED, kind: 'elasticache', multiAz: true };
const FOUND: FoundCache = {
  name: 'orders',
  kind: 'replication group',
  engine: 'valkey',
  status: 'available',
  address: { ...CACHE, host: HOST.toUpperCase() },
  deployment: PLACE,
};

/** Asks with that AWS. @returns what the check was told, what AWS was asked, and what was logged */
async function asked(
  source: Address,
  target: Address | null,
  listCaches: ListCaches,
  choice: Parameters<Check>[4] = {},
): Promise<{ told: unknown; times: number; lines: string[] }> {
  const check = vi.fn<Check>();
  const list = vi.fn(listCaches);
  const lines: string[] = [];
  const log = { info: (line: string) => lines.push(line), warn: () => undefined, error: () => undefined };
  const signal = new AbortController().signal;
  await askCloud(check, list, log)({} as never, null, { source, target }, signal, choice);
  expect(check).toHaveBeenCalledTimes(1);
  return { told: check.mock.calls[0]?.[4], times: list.mock.calls.length, lines };
}

const answers: ListCaches = () => Promise.resolve([FOUND]);

it('tells of the ends that AWS knows, by their names', async () => {
  expect(await asked(OWN, CACHE, answers)).toMatchObject({ told: { targetAt: PLACE }, times: 1 });
  expect(await asked(CACHE, null, answers)).toMatchObject({ told: { sourceAt: PLACE }, times: 1 });
  const other = { ...CACHE, host: HOST.replace('orders', 'pages') };
  expect((await asked(CACHE, other, answers)).told).toEqual({ sourceAt: PLACE });
});

it('asks AWS nothing about servers of one’s own, and keeps what else is known', async () => {
  expect(await asked(OWN, OWN, answers, { names: 'hidden' })).toEqual({
    told: { names: 'hidden' },
    times: 0,
    lines: [],
  });
});

it('checks all the same when AWS cannot be asked', async () => {
  const failure = new Failure('aws.permission', { what: 'No list', why: 'it is forbidden', next: 'Ask' });
  const { told, lines } = await asked(OWN, CACHE, () => Promise.reject(failure));
  expect(told).toEqual({});
  expect(lines).toEqual([expect.stringContaining(failure.why)]);
});

it('ends when it is cancelled', async () => {
  const controller = new AbortController();
  const check = vi.fn<Check>();
  const never: ListCaches = (signal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('aborted by AWS'));
      });
    });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const checking = askCloud(check, never, log)(
    {} as never,
    null,
    { source: CACHE, target: null },
    controller.signal,
  );
  controller.abort(new Error('cancelled by the user'));
  await expect(checking).rejects.toThrow('cancelled by the user');
  expect(check).not.toHaveBeenCalled();
});
