import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import type { FillReport } from '../../lab/dataset/fillReport';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { runCopy, runVerify } from '../runs';
import type { ServerName } from '../../lab/servers/serverRelease';

const KEYS = 3_000;

/** Pairs, and whether the target can hold field TTLs; what is lost is what the facts of the formats predict. */
const PAIRS: readonly { source: ServerName; target: ServerName; keepsFieldTtls: boolean }[] = [
  { source: 'redis-8.0', target: 'valkey-8.1', keepsFieldTtls: false },
  { source: 'redis-8.0', target: 'valkey-9.1', keepsFieldTtls: true },
  { source: 'redis-7.0.15', target: 'valkey-8.1', keepsFieldTtls: true },
  { source: 'valkey-9.1', target: 'redis-8.0', keepsFieldTtls: true },
  { source: 'redis-6.0', target: 'valkey-8.1', keepsFieldTtls: true },
  { source: 'redis-8.6', target: 'valkey-8.1', keepsFieldTtls: false },
  { source: 'redis-8.6', target: 'valkey-9.1', keepsFieldTtls: true },
  { source: 'valkey-8.1', target: 'redis-7.0.15', keepsFieldTtls: true },
  { source: 'valkey-9.1', target: 'redis-7.0.15', keepsFieldTtls: false },
];

/** Sources whose payloads every target here takes as they are. */
const OLD: readonly ServerName[] = ['redis-6.0', 'redis-7.0.15'];
/** Servers before 7.0 tell expiries by two questions. */
const COARSE_MS = 50;

describe.each(PAIRS)('$source to $target', ({ source: from, target: to, keepsFieldTtls }) => {
  let source: RunningServer;
  let target: RunningServer;
  let filled: FillReport;
  const expiryToleranceMs = from === 'redis-6.0' ? COARSE_MS : 0;

  beforeAll(async () => {
    source = await startServer({ server: from });
    target = await startServer({ server: to });
    filled = await fillDataset(await source.client(), { seed: 'pairs', keys: KEYS, bigKeys: 300_000 });
  });

  afterAll(async () => {
    await source.stop();
    await target.stop();
  });

  it('refuses a plain RESTORE exactly when the facts say so', async () => {
    const reader = await source.client();
    const writer = await target.client();
    await reader.set('probe', '1');
    const payload = await reader.dumpBuffer('probe');
    await reader.del('probe');
    const restored = writer.restore('probe', 0, payload);
    if (OLD.includes(from)) await restored;
    else await expect(restored).rejects.toThrow('DUMP payload version or checksum are wrong');
    await writer.del('probe');
  });

  it('copies the whole dataset', async () => {
    const result = await runCopy(source, target, { onConflict: 'replace' });
    expect(result.quarantine).toEqual([]);
    expect(result.keys).toMatchObject({ copied: filled.keys, skipped: 0, expired: 0, quarantined: 0 });
    expect(result.functions).toBe(filled.functions.length);
    expect(result.losses).toEqual(
      keepsFieldTtls ? [] : [{ kind: 'hash-field-ttl', count: filled.hashesWithFieldTtl }],
    );
    expect(result.status).toBe(keepsFieldTtls ? 'done' : 'incomplete');
  });

  it('arrives equal, as read back by commands', async () => {
    const expected = await readDataset(await source.client());
    const actual = await readDataset(await target.client());
    expect(actual.size).toBe(filled.keys);
    const differences = compareDatasets(expected, actual, {
      expiryToleranceMs,
      ignoreFieldTtl: keepsFieldTtls ? new Set() : new Set(filled.fieldTtlKeys),
    });
    expect(differences).toEqual([]);
  });

  it('is proven by verify, both ways', async () => {
    const result = await runVerify(source, target);
    expect(result.differences).toEqual([]);
    expect(result.keys).toMatchObject({ compared: filled.keys, equal: filled.keys, different: 0, extra: 0 });
    expect(result.losses).toEqual(
      keepsFieldTtls ? [] : [{ kind: 'hash-field-ttl', count: filled.hashesWithFieldTtl }],
    );
  });

  it('gives the same target when it runs twice', async () => {
    const before = await readDataset(await target.client());
    await runCopy(source, target, { onConflict: 'replace' });
    const after = await readDataset(await target.client());
    expect(compareDatasets(before, after, { expiryToleranceMs })).toEqual([]);
  });
});
