import { expect, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { Finding } from '../../../../src/core/model/finding';
import { ON_SERVERS } from '../provenBy';

/** What rules say, by their ids: their message and evidence. */
export type Says = Readonly<Record<string, RegExp>>;

/** Makes rules speak on real servers, and be silent on the opposite; keeps count of which were proved. */
export class Turns {
  readonly #folder: keyof typeof ON_SERVERS;
  readonly #proved = new Set<string>();

  constructor(folder: keyof typeof ON_SERVERS) {
    this.#folder = folder;
  }

  /** Each rule speaks in the one report, and says this; of the other, it is silent. */
  expect(fires: CheckReport, silent: CheckReport, says: Says): void {
    for (const [rule, words] of Object.entries(says)) {
      expect(wordsOf(fires, rule), `${rule} speaks`).toMatch(words);
      expect(findingOf(silent, rule), `${rule} is silent of the opposite`).toBeUndefined();
      this.#proved.add(rule);
    }
  }

  /**
   * The same of one pair: the rules speak when it is changed, and are silent once it is changed into the opposite.
   * Clients that left are gone for the server a little later: that is waited for.
   */
  async changes(
    check: () => Promise<CheckReport>,
    on: () => Promise<unknown>,
    off: () => Promise<unknown>,
    says: Says,
  ): Promise<void> {
    await on();
    const fires = await check();
    for (const [rule, words] of Object.entries(says)) expect(wordsOf(fires, rule)).toMatch(words);
    await off();
    await expect
      .poll(
        async () => {
          const silent = await check();
          return Object.keys(says).filter((rule) => findingOf(silent, rule) !== undefined);
        },
        { timeout: 3_000, interval: 50 },
      )
      .toEqual([]);
    for (const rule of Object.keys(says)) this.#proved.add(rule);
  }

  /** To be called last: those, and only those, that the table of evidence names were proved here. */
  isWhole(): void {
    it('proves what the table of evidence says of it', () => {
      expect([...this.#proved].sort()).toEqual([...ON_SERVERS[this.#folder]].sort());
    });
  }
}

/** What a rule found, if anything. */
export function findingOf({ findings }: CheckReport, rule: string): Finding | undefined {
  return findings.find((finding) => finding.rule === rule);
}

function wordsOf(report: CheckReport, rule: string): string {
  const finding = findingOf(report, rule);
  return finding === undefined
    ? `${rule} is silent; those that speak: ${report.findings.map((one) => one.rule).join(' ')}`
    : `${finding.message}\n${finding.evidence}`;
}
