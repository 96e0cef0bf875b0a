import { UNSEEN } from '../model/checkReport';
import type { CheckReport } from '../model/checkReport';
import { deploymentOf } from '../model/deployment';
import type { Address } from '../model/endpoint';
import { formatAddress } from '../model/endpoint';
import { isFailure } from '../model/failure';
import type { Failure } from '../model/failure';
import type { Finding, Severity } from '../model/finding';
import type { KeySample, SampleBudget } from '../model/keySample';
import { isKnownServer } from '../model/partialProfile';
import type { Look, PartialProfile } from '../model/partialProfile';
import type { ServerFacts } from '../model/serverFacts';
import { smallestNodes } from '../plan/nodeTypes';
import type { DatabaseChoice } from '../plan/pairDatabases';
import { planRoutes } from '../plan/planRoutes';
import type { KeySink, KeySource, KindSample } from '../ports';
import { acceptsFooter, ownRdbVersion } from '../rdb/serverFormat';
import { RULES } from './registry';
import { findingsOf } from './rule';
import type { Ends, Evidence } from './rule';

/** What a look at the source's keys may cost: a moment, for most. */
const BUDGET: SampleBudget = { keys: 20_000, seconds: 10, bytes: 8_000_000 };

const ACL_DOCS = 'https://valkey.io/topics/acl/';

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Where the two ends are; the target is null when only the source is looked at. */
export interface EndAddresses {
  readonly source: Address;
  readonly target: Address | null;
}

/** What a check asked for and got. */
export interface Found {
  readonly addresses: EndAddresses;
  readonly source: PartialProfile;
  readonly target: PartialProfile | null;
  readonly kinds: KindSample;
  readonly facts: Ends<ServerFacts | null>;
  readonly sample: KeySample | null;
  /** What the servers refuse us. */
  readonly refusals: readonly Finding[];
}

/**
 * Profiles the endpoints and says what a move will meet, by which routes. Writes nothing.
 * @param budget what a look at the source's keys may cost
 * @throws Failure when an endpoint cannot be reached or asked.
 */
export async function check(
  source: KeySource,
  target: KeySink | null,
  addresses: EndAddresses,
  signal: AbortSignal,
  budget: SampleBudget = BUDGET,
): Promise<CheckReport> {
  const [from, to] = await Promise.all([source.look(signal), target === null ? null : target.look(signal)]);
  const refusals = [
    ...(await refusal('access.read', () => source.checkReadable(signal))),
    ...(target === null ? [] : await refusal('access.write', () => target.checkWritable(signal))),
    ...unseen(from),
    ...(to === null ? [] : unseen(to)),
  ];
  const sample = refusals.some(({ rule }) => rule === 'access.read')
    ? null
    : await source.sampleKeys(budget, signal);
  const [ofSource, ofTarget] = await Promise.all([
    source.facts(signal),
    target === null ? null : target.facts(signal),
  ]);
  const facts = { source: ofSource, target: ofTarget };
  const ends = { source: from.profile, target: to?.profile ?? null };
  return judge({ addresses, ...ends, kinds: kindsOf(sample), facts, sample, refusals });
}

/** As `check`: for those who load it when it is asked for first. */
export type Check = typeof check;

/** The kinds in a sample, for rules that need no more. */
export function kindsOf(sample: KeySample | null): KindSample {
  if (sample === null) return { counts: new Map(), keys: 0, complete: false };
  const { kinds, keys, complete } = sample;
  return { counts: new Map(kinds.map(({ kind, count }) => [kind, count])), keys, complete };
}

/** What a server refuses us, as a finding. @throws Failure when it is not a refusal but a lost connection. */
async function refusal(rule: string, ask: () => Promise<void>): Promise<Finding[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (!isFailure(error) || !error.code.startsWith('server.')) throw error;
    return [refused(rule, error)];
  }
}

/** What is not known of a server without INFO, or of a cluster without its nodes. */
function unseen({ refused: failure }: Look): Finding[] {
  return failure === null ? [] : [refused(UNSEEN, failure)];
}

function refused(rule: string, { what, why, next }: Failure): Finding {
  const blocks = ['copy', 'live-copy'] as const;
  return { rule, severity: 'error', message: what, evidence: why, fix: next, docs: ACL_DOCS, blocks };
}

/** The report on what was found: pure. */
export function judge({ addresses, source, target, kinds, facts, sample, refusals }: Found): CheckReport {
  const to = addresses.target;
  const places = {
    source: deploymentOf(addresses.source.host),
    target: to === null ? null : deploymentOf(to.host),
  };
  const ruled =
    target === null ||
    to === null ||
    places.target === null ||
    !isKnownServer(source) ||
    !isKnownServer(target)
      ? []
      : evaluate({
          source,
          target,
          kinds,
          choice: choiceOf(addresses.source, to),
          facts,
          places: { source: places.source, target: places.target },
          sample,
        });
  const findings = [...refusals, ...ruled];
  return {
    status: findings.some(({ severity }) => severity === 'error') ? 'blocked' : 'ready',
    profile: { source, target },
    facts,
    places,
    sample,
    plainRestoreRefused:
      target === null || !isKnownServer(source) || !isKnownServer(target)
        ? null
        : !acceptsFooter(target, ownRdbVersion(source)),
    kinds: {
      counts: [...kinds.counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
      sampled: kinds.keys,
      complete: kinds.complete,
    },
    losses: findings.flatMap(({ loss }) => (loss === undefined ? [] : [loss])),
    findings,
    ...(to === null
      ? NO_ROUTES
      : planRoutes(findings, { keys: source.keys, bytes: source.usedMemory }, namesOf(addresses.source, to))),
    nodeTypes: source.usedMemory === null ? [] : smallestNodes(source.usedMemory),
  };
}

const NO_ROUTES = { routes: [], recommended: null, because: '' } as const;

function evaluate(evidence: Evidence): Finding[] {
  return RULES.flatMap((rule) => findingsOf(rule, evidence)).sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity],
  );
}

/** The databases that the addresses name. */
function choiceOf({ database: from }: Address, { database: to }: Address): DatabaseChoice {
  return {
    ...(from === undefined ? {} : { sourceDatabase: from }),
    ...(to === undefined ? {} : { targetDatabase: to }),
  };
}

function namesOf(source: Address, target: Address): Parameters<typeof planRoutes>[2] {
  return {
    source: formatAddress(source),
    target: formatAddress(target),
    sourceHost: source.host,
    sourcePort: source.port,
    cacheId: deploymentOf(target.host).kind === 'self-managed' ? null : cacheIdOf(target.host),
  };
}

/** The first part of an ElastiCache name that is not a role: `master.orders.x1y2z3.use1.cache.amazonaws.com` is `orders`. */
function cacheIdOf(host: string): string | null {
  const [first, second] = host.split('.');
  const id = /^(master|replica|clustercfg)$/.test(first ?? '') ? second : first;
  return id ?? null;
}
