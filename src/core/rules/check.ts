import { SELF_MANAGED } from '../model/deployment';
import { isFailure } from '../model/failure';
import type { CheckReport, Finding, Severity } from '../model/finding';
import type { KeySink, KeySource, KindSample } from '../ports';
import type { Profile } from '../model/profile';
import type { DatabaseChoice } from '../plan/pairDatabases';
import { acceptsFooter, ownRdbVersion } from '../rdb/serverFormat';
import { RULES } from './registry';
import { findingsOf } from './rule';
import type { Evidence } from './rule';

/** How many keys are looked at to learn which kinds there are. */
const SAMPLE_KEYS = 20_000;

const ACL_DOCS = 'https://valkey.io/topics/acl/';

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Profiles the endpoints and says what a copy will meet. Writes nothing.
 * @param choice the databases that the addresses name
 * @throws Failure when an endpoint cannot be reached or asked.
 */
export async function check(
  source: KeySource,
  target: KeySink | null,
  signal: AbortSignal,
  choice: DatabaseChoice = {},
): Promise<CheckReport> {
  const [from, to] = await Promise.all([
    source.profile(signal),
    target === null ? null : target.profile(signal),
  ]);
  const refusals = [
    ...(await refusal('access.read', () => source.checkReadable(signal))),
    ...(target === null ? [] : await refusal('access.write', () => target.checkWritable(signal))),
  ];
  const kinds = refusals.some(({ rule }) => rule === 'access.read')
    ? NOTHING_SEEN
    : await source.sampleKinds(SAMPLE_KEYS, signal);
  return judge(from, to, kinds, choice, refusals);
}

const UNASKED = {
  facts: { source: null, target: null },
  places: { source: SELF_MANAGED, target: SELF_MANAGED },
  sample: null,
} as const;

const NOTHING_SEEN: KindSample = { counts: new Map(), keys: 0, complete: false };

/** What a server refuses us, as a finding. @throws Failure when it is not a refusal but a lost connection. */
async function refusal(rule: string, ask: () => Promise<void>): Promise<Finding[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (!isFailure(error) || !error.code.startsWith('server.')) throw error;
    return [
      { rule, severity: 'error', message: error.what, evidence: error.why, fix: error.next, docs: ACL_DOCS },
    ];
  }
}

/** The report on what was found: pure. */
export function judge(
  source: Profile,
  target: Profile | null,
  kinds: KindSample,
  choice: DatabaseChoice = {},
  refusals: readonly Finding[] = [],
): CheckReport {
  const ruled = target === null ? [] : evaluate({ source, target, kinds, choice, ...UNASKED });
  const findings = [...refusals, ...ruled];
  return {
    status: findings.some(({ severity }) => severity === 'error') ? 'blocked' : 'ready',
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

function evaluate(evidence: Evidence): Finding[] {
  return RULES.flatMap((rule) => findingsOf(rule, evidence)).sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity],
  );
}
