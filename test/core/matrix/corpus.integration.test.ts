import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/rdb/decode';
import { Transcoder } from '../../../src/core/rdb/transcode';
import { datasetKey } from '../../lab/dataset/dataset';
import { readDataset } from '../../lab/dataset/readDataset';
import { serverNames, type ServerName } from '../../lab/servers/serverRelease';
import { canonical, corpusNames, readCorpus } from '../rdb/corpus';
import { packedValues } from '../rdb/packedValues';
import { canonicalEntry, withoutFieldTtls, withoutSignOfZero, withoutUnknown } from './canonicalEntry';
import { restoreAll, startMatrixServer } from './matrixServer';
import type { MatrixServer, Restore } from './matrixServer';

const servers = new Map<ServerName, MatrixServer>();

beforeAll(async () => {
  for (const name of serverNames) servers.set(name, await startMatrixServer(name));
});

afterAll(async () => {
  await Promise.all([...servers.values()].map(({ running }) => running.stop()));
});

describe.each(corpusNames)('payloads of %s', (from) => {
  const corpus = readCorpus(from);

  it.each(serverNames)('are read by %s as they were meant', async (to) => {
    const target = servers.get(to);
    if (target === undefined) throw new Error(`${to} did not start`);
    const transcoder = new Transcoder(corpus, target.format);
    const restores: Restore[] = [];
    const expected = new Map<string, unknown>();
    const refused: string[] = [];
    for (const { name, type, payload } of corpus.values) {
      const transcoded = transcoder.transcode(payload.slice(), Date.now());
      if (transcoded.kind === 'refused') refused.push(name);
      if (transcoded.kind !== 'payload') continue;
      restores.push({ db: 0, key: name, payload: transcoded.payload, expireAt: 0 });
      if (type === 'vectorset') continue;
      const meant = canonical(decode(payload));
      const lost = transcoded.loss === 'hash-field-ttl';
      expected.set(datasetKey(0, name), lost ? withoutFieldTtls(meant) : meant);
    }
    const rejected = await restoreAll(target, restores);
    const actual = await readDataset(target.client);
    await target.client.flushall();

    const vectors = corpus.values.filter(({ type }) => type === 'vectorset').map(({ name }) => name);
    expect(refused).toEqual(to.startsWith('redis-8') ? [] : vectors);
    expect([...rejected]).toEqual([]);
    expect(actual.size).toBe(restores.length);
    for (const [key, meant] of expected) {
      const entry = canonicalEntry(actual.get(key));
      expect(withoutUnknown(entry, meant), key).toEqual(withoutUnknown(meant, entry));
    }
  });
});

describe('forms that servers of today do not write by default', () => {
  it.each(serverNames)('are read by %s as they were meant', async (to) => {
    const target = servers.get(to);
    if (target === undefined) throw new Error(`${to} did not start`);
    const restamp = new Transcoder({ product: 'redis', version: '2.8.24', rdbVersion: 6 }, target.format);
    const restores = packedValues.map(({ name, payload }) => {
      const transcoded = restamp.transcode(payload.slice(), Date.now());
      if (transcoded.kind !== 'payload') throw new Error(`${name} is ${transcoded.kind}`);
      return { db: 0, key: name, payload: transcoded.payload, expireAt: 0 };
    });
    expect([...(await restoreAll(target, restores))]).toEqual([]);
    const actual = await readDataset(target.client);
    await target.client.flushall();
    for (const { name, means } of packedValues) {
      // Servers from 7.0 on drop the sign of -0 when they pack a small plain sorted set by themselves.
      const expected = to === 'redis-6.0' ? means : withoutSignOfZero(means);
      expect(canonicalEntry(actual.get(datasetKey(0, name))), name).toEqual(expected);
    }
  });
});
