import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopyPlan } from '../../../src/core/copy/plan';
import type { FailureCode } from '../../../src/core/model/failure';
import type { CopyResult, RunStatus } from '../../../src/core/model/run';
import type { VerifyResult } from '../../../src/core/model/verification';
import { speak } from '../../../src/core/model/t';
import { toBase64 } from '../../../src/core/model/base64';
import { FOREIGN, unsaidOf } from '../../l10n/foreign';
import { judgePair } from '../judgePair';
import { profileOf } from '../profileOf';

const STATUSES: readonly RunStatus[] = ['done', 'incomplete', 'cancelled', 'failed'];
const PLAN: CopyPlan = {
  onConflict: 'skip',
  ...{ match: 'a*', exclude: ['b*'], types: ['hash'], ttl: 'with', slots: '0-5', sample: 9 },
  ...{
    databases: [{ source: 0, target: 1, prefix: 'app1:' }],
    minBytes: 1,
    maxBytes: 2,
    minIdle: 3,
    maxIdle: 4,
  },
  ...{ autoPace: true, keysPerSecond: 10, bytesPerSecond: 10, bigKeyBytes: 10, retryForSeconds: 5 },
  evictionData: true,
};
const KEY = { key: toBase64(new Uint8Array([97])), db: 0 };
const VERIFIED: VerifyResult = {
  ...{ status: 'incomplete', seconds: 4000, mode: 'full', repairedFunctions: 1, losses: [] },
  keys: { compared: 9, equal: 7, different: 2, changing: 1, extra: 1, expired: 0, excluded: 0, repaired: 1 },
  differences: [
    {
      ...KEY,
      kinds: ['type', 'expiry'],
      detail: 'a set in the source, a hash in the target; the expiries are 5 ms apart',
    },
    { ...KEY, kinds: ['extra'], detail: 'only the target holds it' },
  ],
  ...{ differencesTotal: 30, source: null, target: null },
};
const COPIED: CopyResult = {
  ...{ status: 'incomplete', seconds: 100, bytes: 5000, functions: 1 },
  keys: { scanned: 9, copied: 7, skipped: 1, excluded: 1, expired: 0, quarantined: 40 },
  losses: (['hash-field-ttl', 'stream-idempotency', 'target-eviction'] as const).flatMap((kind) => [
    { kind, count: 1 },
    { kind, count: 2 },
  ]),
  quarantine: Array.from({ length: 30 }, () => ({
    ...KEY,
    type: 'hash' as const,
    reason: 'the target already holds this key',
  })),
  heldBack: { baselineMs: 1, highestMs: 2, seconds: 3 },
  notices: [
    'The source was restarted, or another server took its place: database 3 is read again from its beginning.',
  ],
  ...{ source: null, target: null, clockDifference: 60_000 },
};

beforeAll(() => {
  // Before what says its constants when it is loaded.
  speak(FOREIGN);
});

afterAll(() => {
  speak({});
});

/** Two words of English beside each other. */
function english(text: string): string | undefined {
  return /[^\n]*[A-Za-z]+ [a-z]{2,}[^\n]*/.exec(unsaidOf(text))?.[0];
}

describe('in the language of the window is', () => {
  it.each(STATUSES)('the report of a copy that is %s, or was tried', async (status) => {
    const { copyMarkdown } = await import('../../../src/core/report/copyMarkdown');
    const context = { source: 'a', target: 'b', startedAt: 0, plan: PLAN };
    for (const change of [
      {},
      { dryRun: true, clockDifference: -60_000 } as const,
      { quarantine: [], heldBack: { baselineMs: 1, highestMs: 2, seconds: 0 } },
      { quarantine: [], verify: { ...VERIFIED, status } },
      { verify: { ...VERIFIED, mode: 'quick', differencesTotal: 0, status } } as const,
    ]) {
      const text = copyMarkdown({ ...COPIED, status, ...change }, context);
      expect(english(text)).toBe(undefined);
      expect(text).toContain('⟦Copy of {0} to {1}⟧'.replace('{0}', 'a').replace('{1}', 'b'));
    }
  });

  it('the report of a check', async () => {
    const { checkMarkdown } = await import('../../../src/core/report/checkMarkdown');
    const valkey8 = profileOf({ product: 'valkey', version: '8.1.1', rdbVersion: 11, runId: 'other' });
    const seen = { counts: new Map([['hash' as const, 5]]), keys: 5, complete: true };
    const pair = judgePair(profileOf({ holds: { 0: 5 }, fieldTtls: 2 }), valkey8, seen);
    const alone = judgePair(profileOf(), null, { counts: new Map(), keys: 0, complete: true });
    for (const report of [
      // What stands as code is what a person types.
      { ...pair, routes: pair.routes.map((route) => ({ ...route, steps: [] })) },
      { ...alone, sourceDatabase: 5 },
    ]) {
      expect(english(checkMarkdown(report))).toBe(undefined);
    }
  });

  it.each<FailureCode>(['server.memory', 'server.readonly', 'server.disk', 'server.busy', 'connect.lost'])(
    'what is waited for: %s',
    async (code) => {
      const { waitingText } = await import('../../../src/core/report/waitingText');
      for (const end of ['source', 'target'] as const) expect(unsaidOf(waitingText({ end, code }))).toBe('');
    },
  );

  it('a time', async () => {
    const { spanText } = await import('../../../src/core/report/spanText');
    const times = [null, [0, 0], [0, 5], [60, 60], [3600, 7300], [3600, 9000]].map((span) =>
      spanText(span === null ? null : { least: span[0] ?? 0, most: span[1] ?? 0 }),
    );
    expect(times.map(unsaidOf)).toEqual(times.map(() => ''));
  });

  it('why no verification can follow a copy', async () => {
    const { unverifiable } = await import('../../../src/core/verify/unverifiable');
    for (const plan of [{ dryRun: true }, { sample: 5 }, { minBytes: 1 }, { maxIdle: 1 }] as const) {
      expect(unsaidOf(unverifiable(plan) ?? 'none')).toBe('');
    }
  });
});
