import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../src/core/copy/glob';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';

const ALPHABET = [...Buffer.from('ab-]^[\\*?\0\x7f\x80\xff', 'latin1')];
const PATTERNS = 3_000;

const bytes = (most: number): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.constantFrom(...ALPHABET), { minLength: 1, maxLength: most })
    .map((codes) => Buffer.from(codes));

/** The names that the server matches, as Latin-1. */
async function scanned(client: Redis, pattern: Buffer): Promise<string[]> {
  const names: string[] = [];
  let cursor = '0';
  do {
    const [next, page] = (await client.callBuffer(
      ...['SCAN', cursor, 'MATCH', pattern, 'COUNT', 10_000],
    )) as [Buffer, Buffer[]];
    names.push(...page.map((name) => name.toString('latin1')));
    cursor = next.toString();
  } while (cursor !== '0');
  return [...new Set(names)].sort();
}

describe.each(['redis-6.0', 'redis-8.0', 'valkey-8.1'] as const)('a glob matches what %s matches', (name) => {
  let server: RunningServer;
  let client: Redis;
  let names: Buffer[];

  beforeAll(async () => {
    server = await startServer({ server: name });
    client = await server.client();
    const made = fc.sample(bytes(6), 400);
    names = [Buffer.alloc(0), ...made, ...ALPHABET.map((code) => Buffer.from([code]))];
    names = [...new Map(names.map((key) => [key.toString('latin1'), key])).values()];
    await client.mset(...names.flatMap((key) => [key, '1']));
  });

  afterAll(async () => {
    await server.stop();
  });

  const agree = async (pattern: Buffer): Promise<void> => {
    const ours = names.filter((key) => matchesGlob(pattern, key)).map((key) => key.toString('latin1'));
    expect(ours.sort()).toEqual(await scanned(client, pattern));
  };

  it('for patterns of every kind', async () => {
    await fc.assert(fc.asyncProperty(bytes(8), agree), { numRuns: PATTERNS });
  });

  it.each([
    '*',
    '**',
    '[',
    '[^',
    '[]',
    '[^]',
    '[a',
    '[a-',
    '[a-]',
    '[]-a]',
    '[b-a]',
    '\\',
    'a\\',
    '[\\',
    '[\\]]',
    '*a*',
  ])('for %s', async (pattern) => {
    await agree(Buffer.from(pattern));
  });
});
