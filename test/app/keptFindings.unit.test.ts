import { describe, expect, it } from 'vitest';
import { KeptFindings } from '../../src/app/panel/wizard/keptFindings';
import { judgePair } from '../core/judgePair';
import { profileOf } from '../core/profileOf';
import { SAMPLE } from '../core/rules/evidenceOf';
import { endpoint, verified } from './samples';

const pair = { source: endpoint('a'), target: endpoint('b') };
const looked = { counts: new Map(), keys: 0, complete: true };
const report = judgePair(profileOf({ holds: { 0: 5 } }), profileOf({ runId: 'other' }), looked);

function setUp(id = 'm') {
  const texts = new Map<string, string>();
  const files = {
    read: (name: string) => Promise.resolve(texts.get(name) ?? null),
    write: (name: string, text: string) => Promise.resolve(void texts.set(name, text)),
  };
  const of = (version = '1.0.0', hidden = false) => new KeptFindings(files, id, version, () => hidden);
  return { texts, of };
}

describe('KeptFindings', () => {
  it('gives back the check of a pair, and of no other', async () => {
    const { of } = setUp();
    await of().writeCheck(pair, { at: 7, report });
    expect(await of().readCheck(pair)).toEqual({
      at: 7,
      report: JSON.parse(JSON.stringify(report)) as unknown,
    });
    expect(await of().readCheck({ ...pair, target: endpoint('c') })).toBeNull();
    // Edited since, so that it leads elsewhere.
    const edited = { ...pair.target, address: { ...pair.target.address, port: 7 } };
    expect(await of().readCheck({ ...pair, target: edited })).toBeNull();
    expect(await of('1.0.1').readCheck(pair)).toBeNull();
    // Of other databases.
    expect(await of().readCheck({ ...pair, databases: [{ source: 0, target: 0 }] })).toBeNull();
  });

  it('keeps none of the names that are only remembered, and shows none that are to be hidden', async () => {
    const { texts, of } = setUp();
    const seen = { database: 0, kind: 'string' as const, bytes: 1, expires: false };
    const sample = { ...SAMPLE, seen: [{ ...seen, key: new TextEncoder().encode('user:secret') }] };
    await of().writeCheck(pair, { at: 7, report: { ...report, sample } });
    expect([...texts.values()].join()).not.toContain('"seen"');
    expect(await of('1.0.0', true).readCheck(pair)).toBeNull();
    await of('1.0.0', true).writeCheck(pair, { at: 7, report });
    expect(await of('1.0.0', true).readCheck(pair)).not.toBeNull();
  });

  it('gives back the verification of that moment, with as many differences as can be looked through', async () => {
    const { texts, of } = setUp();
    const key = btoa('user:secret');
    const difference = { key, db: 0, kinds: ['missing' as const], detail: 'not in the target' };
    const differences = Array.from({ length: 1_500 }, () => difference);
    const result = verified({ status: 'incomplete', differences, differencesTotal: 1_500 });
    await of().writeVerification(9, result);
    expect(await of().readVerification(9)).toEqual({ ...result, differences: differences.slice(0, 1_000) });
    expect(await of().readVerification(8)).toBeNull();
    await of('1.0.0', true).writeVerification(9, result);
    expect([...texts.values()].join()).not.toContain(key);
  });

  it.each(['', 'null', '[]', '{"version":"1.0.0"}', '{"version":"1.0.0","pair":7,"at":"x","report":[]}'])(
    'takes %j for nothing kept',
    async (text) => {
      const { texts, of } = setUp('../x');
      await of().writeCheck(pair, { at: 7, report });
      await of().writeVerification(7, verified());
      expect([...texts.keys()]).toEqual(['___x.check.json', '___x.verification.json']);
      for (const name of texts.keys()) texts.set(name, text);
      expect(await of().readCheck(pair)).toBeNull();
      expect(await of().readVerification(7)).toBeNull();
    },
  );
});
