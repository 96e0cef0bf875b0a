import { expect, it } from 'vitest';
import type { Profile } from '../../../src/core/model/profile';
import type { KeyRemover } from '../../../src/core/ports';
import { remover } from '../../../src/core/verify/removal';
import { profileOf } from '../profileOf';

const { signal } = new AbortController();
const names = (...all: string[]): Uint8Array[] => all.map((name) => new TextEncoder().encode(name));

/** A target that notes what is deleted from it. */
function target(): KeyRemover & { readonly deleted: string[] } {
  const deleted: string[] = [];
  return {
    deleted,
    remove: (_database, keys) => {
      deleted.push(...keys.map((key) => new TextDecoder().decode(key)));
      return Promise.resolve(keys.map(() => true));
    },
  };
}

it('deletes no more keys than it may, in all', async () => {
  const known = profileOf();
  const removal = remover({ profile: () => Promise.resolve(known) }, known, 3);
  const there = target();
  expect(await removal(there, 0, names('a', 'b'), signal)).toEqual([]);
  expect(await removal(there, 0, names('c', 'd', 'e'), signal)).toEqual(names('d', 'e'));
  expect(await removal(there, 0, names('f'), signal)).toEqual(names('f'));
  expect(there.deleted).toEqual(['a', 'b', 'c']);
});

const cluster = (nodes: Record<string, string>): Profile => ({ ...profileOf({ runId: 'cluster:a' }), nodes });

it.each([
  ['was restarted', profileOf({ runId: 'one' }), profileOf({ runId: 'other' })],
  ['has another master', cluster({ n1: 'a', n2: 'b' }), cluster({ n1: 'a', n2: 'c' })],
])('deletes nothing once the source %s: it may lack its data', async (_how, known, now) => {
  const there = target();
  const removal = remover({ profile: () => Promise.resolve(now) }, known, 10);
  await expect(removal(there, 0, names('a'), signal)).rejects.toThrow(/may lack keys that it held before/);
  expect(there.deleted).toEqual([]);
});

it('goes on where a slot has moved between the same masters', async () => {
  const known = cluster({ n1: 'a', n2: 'b' });
  const removal = remover({ profile: () => Promise.resolve(cluster({ n2: 'b' })) }, known, 10);
  expect(await removal(target(), 0, names('a'), signal)).toEqual([]);
});
