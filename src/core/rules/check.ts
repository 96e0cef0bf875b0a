import type { CheckReport, Finding, Severity } from '../model/finding';
import type { KeySink, KeySource, KindSample } from '../ports';
import type { Profile } from '../model/profile';
import { acceptsFooter, ownRdbVersion } from '../rdb/serverFormat';
import { RULES } from './registry';

/** How many keys are looked at to learn which kinds there are. */
const SAMPLE_KEYS = 20_000;

const ORDER: Readonly<Record<Severity, number>> = { blocker: 0, warning: 1, info: 2 };

/**
 * Profiles the endpoints and says what a copy will meet. Writes nothing.
 * @throws Failure when an endpoint cannot be reached or asked.
 */
export async function check(
  source: KeySource,
  target: KeySink | null,
  signal: AbortSignal,
): Promise<CheckReport> {
  const [from, to] = await Promise.all([
    source.profile(signal),
    target === null ? null : target.profile(signal),
  ]);
  const kinds = await source.sampleKinds(SAMPLE_KEYS, signal);
  return judge(from, to, kinds);
}

/** The report on what was found: pure. */
export function judge(source: Profile, target: Profile | null, kinds: KindSample): CheckReport {
  const findings = target === null ? [] : evaluate(source, target, kinds);
  return {
    status: findings.some(({ severity }) => severity === 'blocker') ? 'blocked' : 'ready',
    source,
    target,
    plainRestoreRefused: target === null ? null : !acceptsFooter(target, ownRdbVersion(source)),
    kinds: {
      counts: [...kinds.counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
      sampled: kinds.keys,
      complete: kinds.complete,
    },
    losses: findings.flatMap(({ loss }) => (loss === undefined ? [] : [loss])),
    findings,
  };
}

function evaluate(source: Profile, target: Profile, kinds: KindSample): Finding[] {
  return RULES.flatMap((rule) =>
    rule.evaluate({ source, target, kinds }).map((finding) => ({ rule: rule.id, ...finding })),
  ).sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
