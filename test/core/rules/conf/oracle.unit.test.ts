import { expect, it } from 'vitest';
import { parseConf } from '../../../../src/core/conf/confDocument';
import { checkConf } from '../../../../src/core/rules/conf/checkConf';
import { oracle } from './oracle';

it('calls an error what eleven servers refuse: nothing that they accept, and all but 2 % of what they do not', () => {
  const { servers, rows } = oracle();
  const count = { texts: rows.length, accepted: 0, refused: 0, outside: 0 };
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const [text, verdicts] of rows) {
    const document = parseConf(text);
    for (const [index, target] of servers.entries()) {
      const verdict = verdicts[index];
      const refused = checkConf(document, target).status === 'refused';
      const named = `${target.product} ${target.version}: ${JSON.stringify(text)}`;
      if (verdict === 'a') {
        count.accepted++;
        if (refused) wrong.push(named);
      } else if (verdict === 'r') {
        count.refused++;
        if (!refused) missed.push(named);
      } else count.outside++;
    }
  }
  const share = (100 * missed.length) / count.refused;
  console.log(
    `oracle: ${String(count.texts)} texts on ${String(servers.length)} servers; of ${String(count.accepted)} accepted ` +
      `${String(wrong.length)} called errors; of ${String(count.refused)} refused ${String(missed.length)} missed ` +
      `(${share.toFixed(3)} %); ${String(count.outside)} verdicts depend on files, builds or were not tried`,
  );
  expect(count.texts).toBe(2803);
  expect(wrong).toEqual([]);
  expect(share, missed.slice(0, 20).join('\n')).toBeLessThan(2);
}, 60_000);
