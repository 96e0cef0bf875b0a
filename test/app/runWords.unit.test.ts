import type { KeptMigration } from '../../src/app/desk/migrations';
import { provenSince } from '../../src/app/desk/provenSince';
import { runNode } from '../../src/app/tree/runNodes';
import { describe, expect, test } from 'vitest';
import { closingText, interruptedText, progressText } from '../../src/app/desk/runWords';
import { runDescription, statusBarText } from '../../src/app/desk/runWords';
import { finished, interrupted, progress, result, running, verified } from './samples';

const COUNTS = result().keys;

describe('progress', () => {
  test('in full', () => {
    expect(progressText(progress())).toBe('62 % · 31,204 of 50,000 keys · 21 k keys/s · 4 s left');
  });
  test('says only what is known', () => {
    expect(progressText(progress({ total: 0, rate: 0, secondsLeft: null }))).toBe('31,204 keys');
    expect(progressText(progress({ phase: 'functions' }))).toBe('Copying function libraries');
  });
  test('says when the copy goes slowly for the sake of the source', () => {
    expect(progressText(progress({ heldTo: 5000 }))).toContain('21 k keys/s · held back for the source');
  });
  test('says when keys are compared', () => {
    expect(progressText(progress({ phase: 'verifying' }))).toMatch(
      /^Verifying · 62 % · 31,204 of 50,000 keys/,
    );
    expect(statusBarText([running({ progress: progress({ phase: 'verifying' }) })])).toMatch(
      /verifying · 62 %/,
    );
  });
  test('never passes the total, though keys were added meanwhile', () => {
    const keys = { ...COUNTS, scanned: 50_010 };
    expect(progressText(progress({ keys, secondsLeft: 0 }))).toContain('100 % · 50,000 of 50,000 keys');
  });
  test('says whom it waits for, and why', () => {
    const waiting = progress({ waiting: { end: 'target', code: 'server.memory' } });
    expect(progressText(waiting)).toBe('Waiting for the target: it is full (maxmemory)…');
    expect(statusBarText([running({ progress: waiting })])).toBe('$(sync~spin) waiting for the target');
  });
  test('in the status bar', () => {
    expect(statusBarText([running()])).toBe('$(sync~spin) 62 % · 21 k keys/s · 4 s left');
    expect(statusBarText([running({ stopping: true })])).toBe('$(sync~spin) stopping');
    expect(statusBarText([running({ paused: true })])).toBe('$(debug-pause) paused · 62 %');
    expect(runDescription(running({ paused: true }))).toBe('paused · 62 %');
    expect(statusBarText([running(), running()])).toBe('$(sync~spin) 2 migrations');
    expect(statusBarText([])).toBe('');
  });
});

describe('the end', () => {
  const library = { key: 'bGli', db: 0, type: 'function', reason: 'there is one' } as const;

  test('done', () => {
    expect(closingText(finished())).toBe('Copied 50,000 keys from a to b in 12 s.');
    expect(runDescription(finished())).toBe('done · 50,000 keys in 12 s');
  });
  test('verified', () => {
    const run = finished({ verify: verified() });
    expect(closingText(run)).toBe('Copied 50,000 keys from a to b in 12 s. Verified: equal.');
    expect(runDescription(run)).toBe('done · 50,000 keys in 12 s · 0 differences');
    expect(closingText(finished({ verify: verified({ mode: 'quick' }) }))).toContain(
      'Verified: equal, as far as types, lengths and expiries tell.',
    );
    const keys = { ...verified().keys, repaired: 3 };
    const differs = finished({ status: 'incomplete', verify: verified({ differencesTotal: 2, keys }) });
    expect(closingText(differs)).toMatch(
      /3 keys differed and were copied again\. 2 differences between a and b: the report names them\.$/,
    );
    expect(runDescription(differs)).toBe('incomplete · 2 differences');
    // As its migration was verified since.
    const proof = { at: 9, mode: 'full', equal: true, differences: 0 } as const;
    const mended = provenSince(differs, [{ runId: differs.id, proof } as KeptMigration]);
    expect(runDescription(mended)).toBe('done · 50,000 keys in 12 s · 0 differences');
    const icons = [runNode(differs), runNode(mended)].map(({ icon }) => icon);
    expect(icons).toEqual(['warning', 'pass']);
    const worse = { ...proof, equal: false, differences: 7 };
    expect(runDescription({ ...finished(), proof: worse })).toBe('incomplete · 7 differences');
    expect(provenSince(differs, [{ runId: 'other', proof } as KeptMigration])).toBe(differs);
    const losing = finished({ status: 'incomplete', losses: [{ kind: 'hash-field-ttl', count: 5 }] });
    expect(runDescription({ ...losing, proof })).toMatch(/^done, with losses · .* · 0 differences$/);
    const left = { ...finished({ status: 'failed' }), proof };
    expect(runDescription(left)).toMatch(/^failed/);
  });
  test('skipped keys are told', () => {
    const keys = { ...COUNTS, copied: 49_988, skipped: 12 };
    expect(closingText(finished({ keys }))).toBe(
      'Copied 49,988 keys from a to b in 12 s. 12 keys stayed as they were in b, which already held them.',
    );
  });
  test('incomplete names and counts what is missing', () => {
    const run = finished({
      status: 'incomplete',
      keys: { ...COUNTS, copied: 49_990, quarantined: 10 },
      losses: [{ kind: 'hash-field-ttl', count: 1204 }],
      quarantine: [library],
    });
    expect(closingText(run)).toBe(
      'Copied 49,990 keys from a to b in 12 s. 10 keys could not be copied. 1 function library could not be copied. ' +
        '1,204 hashes lost field TTLs: the target has none. The fields themselves were copied.',
    );
    expect(runDescription(run)).toBe(
      'incomplete · 10 keys could not be copied · 1 function library could not be copied · 1,204 hashes lost field TTLs',
    );
  });
  test('a run of which every key arrived is done, though the target has no field TTLs', () => {
    const losses = [{ kind: 'hash-field-ttl', count: 5 }] as const;
    const lost = (more: Parameters<typeof finished>[0]): string =>
      runDescription(finished({ status: 'incomplete', losses, ...more }));
    expect(lost({})).toBe('done, with losses · 50,000 keys in 12 s · 5 hashes lost field TTLs');
    expect(lost({ verify: verified() })).toMatch(
      /^done, with losses · .* · 5 hashes lost field TTLs · 0 differences$/,
    );
    expect(lost({ verify: verified({ differencesTotal: 2 }) })).toMatch(/^incomplete · 5 hashes/);
    expect(lost({ quarantine: [library] })).toMatch(/^incomplete · 1 function library/);
    expect(lost({ sourceLost: true })).toMatch(/^incomplete · 5 hashes/);
    expect(lost({ losses: [{ kind: 'target-eviction', count: 3 }] })).toMatch(/^incomplete · 3 keys evicted/);
  });
  test('a dry run speaks of what would be lost', () => {
    const losses = [{ kind: 'hash-field-ttl', count: 5 }] as const;
    expect(closingText(finished({ status: 'incomplete', dryRun: true, losses }))).toMatch(
      /5 hashes would lose field TTLs: the target has none\. The fields themselves would be copied\.$/,
    );
  });
  test('a rehearsal is called one, while it goes and after', () => {
    const plan = { onConflict: 'replace', dryRun: true, sample: 10_000 } as const;
    expect(runDescription(running({ plan }))).toBe('rehearsal · 62 % · 21 k keys/s · 4 s left');
    const run = finished({ dryRun: true, sample: 10_000, keys: { ...COUNTS, copied: 10_000 } });
    expect(runDescription(run)).toBe('rehearsal · 10,000 keys would be copied');
    const stopped = { status: 'cancelled', dryRun: true, sample: 10_000 } as const;
    expect(runDescription(finished({ ...stopped, keys: { ...COUNTS, copied: 3 } }))).toBe(
      'rehearsal, stopped · 3 keys would be copied',
    );
  });

  test('a dry run says that nothing was written', () => {
    const run = finished({ dryRun: true, keys: { ...COUNTS, copied: 49_000, skipped: 1000 } });
    expect(runDescription(run)).toBe('dry run · 49,000 keys would be copied · 1,000 skipped');
    expect(closingText(run)).toBe(
      'Nothing was written to b: dry run · 49,000 keys would be copied · 1,000 skipped.',
    );
  });
  test('cancelled', () => {
    const run = finished({ status: 'cancelled', keys: { ...COUNTS, copied: 12_345 } });
    expect(closingText(run)).toBe('Stopped. 12,345 of 50,000 keys had been copied.');
    expect(runDescription(run)).toBe('stopped · 12,345 keys copied');
  });
  test('failed tells the failure, and how far it came', () => {
    const failure = { code: 'connect.lost', message: 'The connection was lost. Retry.' } as const;
    const keys = { ...COUNTS, scanned: 0, copied: 0 };
    expect(closingText(finished({ status: 'failed', failure, keys }))).toBe(
      'The connection was lost. Retry.',
    );
    expect(closingText(finished({ status: 'failed', failure }))).toBe(
      'The connection was lost. Retry. 50,000 keys had been copied by then.',
    );
  });
  test('interrupted tells how far it came and when', () => {
    expect(runDescription(interrupted())).toMatch(/^interrupted · at least 31,204 keys copied · .*\d+:\d\d/);
    expect(interruptedText([interrupted()])).toBe(
      'The copy of a into b was interrupted. At least 31,204 keys had been copied.',
    );
    expect(interruptedText([interrupted(), interrupted()])).toBe('2 copies were interrupted.');
  });
  test('what can be resumed says so', () => {
    const run = { ...finished({ status: 'cancelled' }), resumable: true } as const;
    expect(runDescription(run)).toBe('stopped · 50,000 keys copied · can be resumed');
  });
});
