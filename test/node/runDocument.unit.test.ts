import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/core/model/failure';
import { readRunDocument, writeRunDocument } from '../../src/node/runDocument';
import type { RunDocument } from '../../src/node/runDocument';
import { newRunId, runFolder, runPath } from '../../src/node/runFolder';

const end = { product: 'redis', mode: 'standalone', runId: 'abc' } as const;
const address = { host: '10.0.0.5', port: 6379, tls: true };

function made(key: string, cursor: number, seconds: number): RunDocument {
  const counts = {
    ...{ keys: { scanned: cursor, copied: cursor, skipped: 0, excluded: 0, expired: 0, quarantined: 1 } },
    ...{ bytes: 5, functions: 0, losses: [] },
    quarantine: [{ key, db: 0, type: 'string', reason: 'why "so"\u2028' } as const],
  };
  const position = { node: '', runId: 'abc', database: 0, slots: '', cursor: String(cursor) };
  return {
    ...{ run: '20260504-093000-k3f9', startedAt: 1, savedAt: 2 },
    ...{ source: { address }, target: { address, endpoint: 'cache' } },
    checkpoint: {
      ...{ state: 'underWay', plan: { onConflict: 'skip', match: key }, source: end, seconds },
      ...{ target: { ...end, evictedKeys: 3 }, libraries: null, scans: [{ position, counts }], notices: [] },
    },
  };
}

const documents = fc
  .tuple(fc.string({ unit: 'binary' }), fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map(([key, cursor, seconds]) => made(key, cursor, seconds));

function read(text: string): RunDocument | string {
  try {
    return readRunDocument(text, 'run.json');
  } catch (error) {
    if (isFailure(error)) return error.code;
    throw error;
  }
}

describe('the file of a run', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(documents, (document) => {
        // JSON has no -0.
        const expected = JSON.parse(JSON.stringify(document)) as RunDocument;
        expect(read(writeRunDocument(document))).toEqual(expected);
      }),
    );
  });

  it('is refused when it is cut off anywhere, or any bit of it is flipped, unless it means the same', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.nat(7), (document, at, bit) => {
        const bytes = Buffer.from(writeRunDocument(document));
        // The line's end does not count.
        const cut = at % (bytes.length - 1);
        expect(read(bytes.toString('utf8', 0, cut))).toBe('run.damaged');
        bytes[cut] = (bytes[cut] ?? 0) ^ (1 << bit);
        const flipped = read(bytes.toString('utf8'));
        if (flipped !== 'run.damaged') expect(flipped).toEqual(JSON.parse(JSON.stringify(document)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['', ' ', 'null', '1', '[]', '{}', '{"format":"elasticache-migrator run","version":1}'])(
    'is refused when it is %j',
    (text) => {
      expect(read(text)).toBe('run.damaged');
    },
  );
});

describe('the name of a run', () => {
  it('tells the time, and never leads out of its folder', () => {
    expect(newRunId(Date.UTC(2026, 4, 4, 9, 30))).toMatch(/^20260504-093000-[0-9a-z]{4}$/);
    expect(runPath('/runs', '20260504-093000-k3f9')).toBe('/runs/20260504-093000-k3f9.json');
    expect(runPath('/runs', './a/run.json')).toBe('./a/run.json');
    expect(runPath('/runs', '..')).toBe('..');
  });

  it('is looked for where state is kept', () => {
    expect(runFolder({ XDG_STATE_HOME: '/state' })).toBe('/state/elasticache-migrator/runs');
    expect(runFolder({ XDG_STATE_HOME: '' })).toMatch(/\.local\/state\/elasticache-migrator\/runs$/);
  });
});
