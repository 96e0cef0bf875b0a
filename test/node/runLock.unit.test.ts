import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isFailure } from '../../src/core/model/failure';
import { RunLock } from '../../src/node/runLock';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-lock-'));
  path = join(folder, 'run.json.lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const codeOf = (error: unknown): unknown => (isFailure(error) ? error.code : error);
const leave = (holder: unknown): void => {
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
};

it('is held by one at a time, and leaves nothing behind', async () => {
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => RunLock.take(path)));
  const locks = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(locks).toHaveLength(1);
  for (const one of all) if (one.status === 'rejected') expect(codeOf(one.reason)).toBe('run.underWay');
  expect(readdirSync(folder)).toEqual(['run.json.lock']);
  await locks[0]?.release();
  expect(readdirSync(folder)).toEqual([]);
  await (await RunLock.take(path)).release();
});

it.each([
  ['a process that ended', { host: hostname(), pid: 4_000_000, began: '1' }],
  ['a process whose number another one has', { host: hostname(), pid: process.pid, began: 'long ago' }],
  ['something that cannot be read', 'no JSON'],
  ['something that names no process', { host: hostname(), pid: -1, began: '' }],
])('is taken over from %s, by one', async (_, holder) => {
  leave(holder);
  const all = await Promise.allSettled([RunLock.take(path), RunLock.take(path), RunLock.take(path)]);
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
});

it('is not taken from a process of another machine', async () => {
  leave({ host: 'elsewhere', pid: 1, began: '' });
  const error: unknown = await RunLock.take(path).catch((caught: unknown) => caught);
  expect(codeOf(error)).toBe('run.underWay');
  expect(error).toMatchObject({ why: 'process 1 of elsewhere is carrying it out' });
});
