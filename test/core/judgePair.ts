import type { WholeReport } from '../../src/core/model/checkReport';
import { SELF_MANAGED } from '../../src/core/model/deployment';
import type { Profile } from '../../src/core/model/profile';
import type { DatabaseMapping } from '../../src/core/plan/pairDatabases';
import type { KindSample } from '../../src/core/ports';
import type { FoundEnd, FoundSource } from '../../src/core/rules/found';
import { judge } from '../../src/core/rules/judge';

/** What a check says of two servers of which only some parts matter. */
export function judgePair(
  source: Profile,
  target: Profile | null,
  kinds: KindSample,
  parts: { readonly source?: Partial<FoundSource>; readonly target?: Partial<FoundEnd> } = {},
  databases?: readonly DatabaseMapping[],
): WholeReport {
  const end = (profile: Profile, host: string): FoundEnd => ({
    profile,
    facts: null,
    place: SELF_MANAGED,
    refusals: [],
    name: { url: `redis://${host}:6379`, host, port: 6379, cacheId: null },
  });
  const report = judge(
    { ...end(source, '10.0.0.1'), kinds, sample: null, ...parts.source },
    target === null ? null : { ...end(target, '10.0.0.2'), ...parts.target },
    databases,
  );
  return report as WholeReport;
}
