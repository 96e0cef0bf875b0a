import { expect, it } from 'vitest';
import { checkPair } from '../../src/app/desk/checkPair';
import { toBase64 } from '../../src/core/model/base64';
import { check } from '../../src/core/rules/check';
import { FACTS, SAMPLE } from '../core/rules/evidenceOf';
import { endpoint, profile, server } from './samples';

const source = endpoint('orders');
const target = endpoint('valkey');
const sample = {
  ...SAMPLE,
  largest: [
    { key: toBase64(new TextEncoder().encode('user:secret')), db: 0, kind: 'hash' as const, bytes: 2e8 },
  ],
  prefixes: [{ prefix: 'user:', count: 5, tagged: 0 }],
};

/** A source whose keys are used together, and a cluster as the target: so that a rule names beginnings of names. */
const open = (one: { id: string }) =>
  Promise.resolve(
    server({
      look: () =>
        Promise.resolve({
          profile: profile(one.id === source.id ? {} : { mode: 'cluster', runId: 'b' }),
          refused: null,
        }),
      facts: () => Promise.resolve({ ...FACTS, calls: { mget: 5 } }),
      checkReadable: () => Promise.resolve(),
      checkWritable: () => Promise.resolve(),
      sampleKeys: () => Promise.resolve(sample),
    }),
  );

it('a check says no name of a key, or its beginning, where they are to be hidden', async () => {
  const look = async (names: 'shown' | 'hidden') => {
    const checked = await checkPair({ open, check }, source, target, AbortSignal.timeout(5000), { names });
    if (checked.kind === 'failed') throw checked.failure;
    return checked.report;
  };
  expect(JSON.stringify((await look('shown')).findings)).toContain('user:*');
  const hidden = await look('hidden');
  expect(hidden.findings.map(({ rule }) => rule)).toContain('cluster.hashTags');
  expect(JSON.stringify(hidden)).not.toMatch(/user:|dXNlcjpzZWNyZXQ/);
});
