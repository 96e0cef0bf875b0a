import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProvenCopyResult, VerifyResult } from '../src/core/model/verification';
import { compareDatasets } from './lab/dataset/compareDatasets';
import { fillDataset } from './lab/dataset/fillDataset';
import { readDataset } from './lab/dataset/readDataset';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

const FAR = 4_102_444_800_000;

let source: RunningServer;
let target: RunningServer;
let from: Redis;
let to: Redis;
let keys: number;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-9.1' });
  from = await source.client();
  to = await target.client();
  ({ keys } = await fillDataset(from, { seed: 'verify', keys: 2_000 }));
});

beforeEach(async () => {
  await to.flushall();
  await to.call('FUNCTION', 'FLUSH');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const run = async (command: string, code: number, options: readonly string[]): Promise<unknown> => {
  const args = [command, '--source', source.url, '--target', target.url, '--json', ...options];
  return documentOf(expectExit(await runCli(args), code));
};
const copy = async (code: number, ...options: readonly string[]): Promise<ProvenCopyResult> =>
  (await run('copy', code, options)) as ProvenCopyResult;
const verify = async (code: number, ...options: readonly string[]): Promise<VerifyResult> =>
  (await run('verify', code, options)) as VerifyResult;
const found = ({ differences }: VerifyResult): string[] =>
  differences.map(({ key, kinds }) => `${Buffer.from(key, 'base64').toString()}: ${kinds.join(', ')}`).sort();

/** One difference of every kind; the keys' names begin with `planted`. */
async function plant(): Promise<void> {
  const [a, b] = [from.multi(), to.multi()];
  a.set('planted:missing', '1').set('planted:value', 'one').set('planted:type', '1');
  b.set('planted:value', 'two').rpush('planted:type', '1');
  a.rpush('planted:length', '1', '2').set('planted:expiry', '1', 'PXAT', FAR);
  b.rpush('planted:length', '1').set('planted:expiry', '1').set('planted:extra', '1');
  await Promise.all([a.exec(), b.exec()]);
}

describe('with planted differences', () => {
  beforeEach(async () => {
    await from.del('planted:missing', 'planted:value', 'planted:type', 'planted:length', 'planted:expiry');
    await copy(0);
    await plant();
  });

  it('quick sees all but content of the same length, and reads no value', async () => {
    const before = await from.info('commandstats');
    const result = await verify(1, '--verify', 'quick');
    expect(found(result)).toEqual([
      'planted:expiry: expiry',
      'planted:extra: extra',
      'planted:length: length',
      'planted:missing: missing',
      'planted:type: type',
    ]);
    expect(result).toMatchObject({ mode: 'quick', keys: { compared: keys + 5, different: 4, extra: 1 } });
    const dumps = (info: string): string => /cmdstat_dump:calls=(\d+)/.exec(info)?.[1] ?? '0';
    expect(dumps(await from.info('commandstats'))).toBe(dumps(before));
  });

  it('full sees everything, and changes nothing', async () => {
    const held = await readDataset(to);
    const result = await verify(1);
    expect(found(result)).toEqual([
      'planted:expiry: expiry',
      'planted:extra: extra',
      'planted:length: value',
      'planted:missing: missing',
      'planted:type: type',
      'planted:value: value',
    ]);
    expect(compareDatasets(held, await readDataset(to))).toEqual([]);
  });

  it('a sample looks at so many keys of each side, and says of how many', async () => {
    const some = await verify(1, '--verify', 'sample:200', '--match', 'planted:*');
    expect(some.sample).toEqual({ source: { keys: 5, of: 5 }, target: { keys: 5, of: 5 } });
    expect(some.keys).toMatchObject({ compared: 5, different: 5, extra: 1 });
    await to.flushall();
    const few = await verify(1, '--verify', 'sample:50');
    expect(few.keys.compared).toBe(50);
    expect(few.sample).toEqual({ source: { keys: 50, of: keys + 5 }, target: { keys: 0, of: 0 } });
  });

  it('narrows to what a copy would take, on both sides', async () => {
    const part = async (...options: string[]): Promise<string[]> =>
      found(await verify(1, '--match', 'planted:*', ...options));
    expect(await part('--type', 'list')).toEqual(['planted:length: value']);
    expect(await part('--ttl', 'with')).toEqual(['planted:expiry: expiry']);
    expect(await part('--exclude', '*:[l-z]*')).toEqual(['planted:expiry: expiry', 'planted:extra: extra']);
    expect(await part('--verify', 'quick', '--type', 'list')).toEqual(['planted:length: length']);
    expect(await verify(0, '--type', 'set')).toMatchObject({ status: 'done' });
  });

  it.each(['full', 'quick'])('repairs what a look in %s finds, and leaves extras alone', async (mode) => {
    await to.call('FUNCTION', 'FLUSH');
    const result = await verify(1, '--verify', mode, '--repair');
    expect(found(result)).toEqual(['planted:extra: extra']);
    expect(result.keys.repaired).toBe(mode === 'full' ? 5 : 4);
    expect(result.repairedFunctions).toBeGreaterThan(0);
    expect(await to.get('planted:extra')).toBe('1');
    await to.del('planted:extra');
    expect(await verify(mode === 'full' ? 0 : 1)).toMatchObject({
      differencesTotal: mode === 'full' ? 0 : 1,
    });
    if (mode === 'full') expect(compareDatasets(await readDataset(from), await readDataset(to))).toEqual([]);
  });

  it.each(['full', 'quick'])('deletes extras too where that is said, by a look in %s', async (mode) => {
    await to.mset('other:1', '1', 'other:2', '1');
    const chosen = ['--verify', mode, '--repair', '--delete-extra', '9', '--match', 'planted:*'];
    const result = await verify(0, ...chosen);
    expect(result).toMatchObject({ keys: { deleted: 1, extra: 0 } });
    expect(await to.exists('planted:extra')).toBe(0);
    expect(await to.exists('other:1', 'other:2')).toBe(2);
  });

  it('says which right is missing to delete, and deletes nothing', async () => {
    await to.acl('SETUSER', 'mender', 'on', 'nopass', '~*', '&*', '+@all', '-unlink');
    const args = ['--target', target.url.replace('://', '://mender@'), '--repair', '--delete-extra', '1'];
    const result = await verify(3, ...args);
    expect(result.failure?.message).toMatch(/may not use the command UNLINK/);
    expect(await to.get('planted:extra')).toBe('1');
  });
});

it.each(['skip', 'fail'])('a repair after a copy under %s keeps what the target held', async (policy) => {
  await to.set('held', 'of the target');
  await from.set('held', 'of the source');
  const proven = await copy(1, '--on-conflict', policy, '--verify', 'full', '--repair');
  await from.del('held');
  expect(await to.get('held')).toBe('of the target');
  expect(proven.verify).toMatchObject({ keys: { different: 1, repaired: 0 } });
  expect(proven.verify?.differences[0]?.detail).toMatch(/not repaired: the target already holds this key/);
});

it('a copy is verified in the same run, and its exit code is that of both', async () => {
  const proven = await copy(0, '--verify', 'full');
  expect(proven).toMatchObject({ status: 'done', verify: { status: 'done', mode: 'full' } });
  await to.set('extra', '1');
  const less = await copy(1, '--verify', 'quick');
  expect(less).toMatchObject({ status: 'incomplete', keys: { quarantined: 0 } });
  expect(less.verify === undefined ? [] : found(less.verify)).toEqual(['extra: extra']);
  const part = ['--type', 'hash', '--verify', 'sample:100000'];
  await to.flushall();
  const hashes = await copy(0, ...part);
  expect(hashes.verify?.keys.compared).toBe(hashes.keys.copied);
});

it('repairs only where it may write', async () => {
  await to.call('ACL', 'SETUSER', 'reader', 'on', 'nopass', '~*', '+@read', '+@connection', '+info', '+time');
  const url = target.url.replace('://', '://reader@');
  const args = ['verify', '--source', source.url, '--target', url, '--json', '--repair'];
  const refused = documentOf(expectExit(await runCli(args), 3));
  expect(refused).toMatchObject({ failure: { code: 'server.permission' }, keys: { repaired: 0 } });
  expect(await to.dbsize()).toBe(0);
});
