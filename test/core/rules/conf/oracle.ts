import { readFileSync } from 'node:fs';
import { targetOf } from '../../../../src/core/conf/confTarget';
import type { ConfTarget } from '../../../../src/core/conf/confTarget';

const FILE = new URL('../../../fixtures/conf/oracle.jsonl', import.meta.url);

/** Texts, and of each what every server said: see the file's first line for the letters. */
export function oracle(): { servers: ConfTarget[]; rows: (readonly [text: string, verdicts: string])[] } {
  const [head = '', ...rows] = readFileSync(FILE, 'utf8').trim().split('\n');
  const { servers } = JSON.parse(head) as { servers: string[] };
  return {
    servers: servers.map((name) => {
      const [product = '', version = ''] = name.split('-');
      const target = targetOf(product, version);
      if (target === null) throw new Error(`${name} is no server`);
      return target;
    }),
    rows: rows.map((row) => JSON.parse(row) as [string, string]),
  };
}
