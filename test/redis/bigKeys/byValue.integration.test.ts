import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCopy, runVerify } from '../../core/runs';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import type { FillReport } from '../../lab/dataset/fillReport';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import type { ServerName } from '../../lab/servers/serverRelease';
import { startServer } from '../../lab/servers/startServer';

/** Every key counts as large. */
const EVERY_KEY = 1;
/** Servers before 7.0 tell expiries by two questions. */
const COARSE_MS = 50;

const PAIRS: readonly { source: ServerName; target: ServerName; keepsFieldTtls: boolean }[] = [
  { source: 'redis-8.0', target: 'valkey-9.1', keepsFieldTtls: true },
  { source: 'valkey-9.1', target: 'redis-8.6', keepsFieldTtls: true },
  { source: 'redis-8.6', target: 'valkey-8.1', keepsFieldTtls: false },
  { source: 'redis-6.0', target: 'redis-7.0.15', keepsFieldTtls: true },
  { source: 'redis-6.0', target: 'redis-6.0', keepsFieldTtls: true },
];

describe.each(PAIRS)(
  'part by part from $source to $target',
  ({ source: from, target: to, keepsFieldTtls }) => {
    let source: RunningServer;
    let target: RunningServer;
    let filled: FillReport;
    const coarse = from === 'redis-6.0' || to === 'redis-6.0';

    beforeAll(async () => {
      source = await startServer({ server: from });
      target = await startServer({ server: to });
      filled = await fillDataset(await source.client(), { seed: 'large', keys: 120, bigKeys: 1_500_000 });
    });

    afterAll(async () => {
      await source.stop();
      await target.stop();
    });

    it('copies every kind of value', async () => {
      const result = await runCopy(source, target, { onConflict: 'replace', bigKeyBytes: EVERY_KEY });
      expect(result.quarantine).toEqual([]);
      expect(result.keys).toMatchObject({ copied: filled.keys, expired: 0 });
      expect(result.losses.map(({ kind }) => kind)).toEqual(keepsFieldTtls ? [] : ['hash-field-ttl']);
    });

    it('arrives equal, as read back by commands, and leaves nothing else', async () => {
      const expected = await readDataset(await source.client());
      const actual = await readDataset(await target.client());
      const differences = compareDatasets(expected, actual, {
        expiryToleranceMs: coarse ? COARSE_MS : 0,
        ignoreFieldTtl: keepsFieldTtls ? new Set() : new Set(filled.fieldTtlKeys),
      });
      expect(differences).toEqual([]);
    });

    it('is proven by verify, both ways', async () => {
      const result = await runVerify(source, target);
      expect(result.differences).toEqual([]);
      expect(result.keys).toMatchObject({ equal: filled.keys, extra: 0 });
    });
  },
);
