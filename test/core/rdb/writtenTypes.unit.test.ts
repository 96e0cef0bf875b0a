import { describe, expect, it } from 'vitest';
import { readsType } from '../../../src/core/rdb/serverFormat';
import { writtenTypes } from '../../../src/core/rdb/writtenTypes';
import { kindOfType } from '../../../src/core/rdb/valueType';
import { corpusNames, readCorpus } from './corpus';

describe.each(corpusNames)('%s', (name) => {
  const corpus = readCorpus(name);

  it('wrote no other types than are known of it', () => {
    for (const { payload } of corpus.values) {
      const type = payload[0] ?? 255;
      const kind = kindOfType(type);
      if (kind !== 'module') expect(writtenTypes(corpus, kind)).toContain(type);
    }
  });

  it('reads what it writes', () => {
    for (const kind of ['string', 'list', 'set', 'zset', 'hash', 'stream'] as const) {
      for (const type of writtenTypes(corpus, kind)) expect(readsType(corpus, type)).toBe(true);
    }
  });
});
