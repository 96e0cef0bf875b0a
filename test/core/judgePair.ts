import type { WholeReport } from '../../src/core/model/checkReport';
import type { Profile } from '../../src/core/model/profile';
import type { KindSample } from '../../src/core/ports';
import { judge } from '../../src/core/rules/check';
import type { Found } from '../../src/core/rules/check';

/** What a check says of two servers of which only some parts matter. */
export function judgePair(
  source: Profile,
  target: Profile | null,
  kinds: KindSample,
  parts: Partial<Found> = {},
): WholeReport {
  const from = { host: '10.0.0.1', port: 6379, tls: false };
  const to = { host: '10.0.0.2', port: 6379, tls: false };
  const report = judge({
    addresses: { source: from, target: target === null ? null : to },
    source,
    target,
    kinds,
    facts: { source: null, target: null },
    sample: null,
    refusals: [],
    ...parts,
  });
  return report as WholeReport;
}
