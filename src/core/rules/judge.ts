import type { CheckReport } from '../model/checkReport';
import type { Finding, Severity } from '../model/finding';
import type { NodeFit } from '../model/plan';
import { isKnownServer } from '../model/partialProfile';
import type { PartialProfile } from '../model/partialProfile';
import type { Load } from '../plan/estimate';
import { smallestNodes } from '../plan/nodeTypes';
import type { DatabaseChoice, DatabaseMapping } from '../plan/pairDatabases';
import { planRoutes } from '../plan/planRoutes';
import type { Names } from '../plan/routeSteps';
import { acceptsFooter, ownRdbVersion } from '../rdb/serverFormat';
import type { FoundEnd, FoundSource } from './found';
import { missingDatabase } from './missingDatabase';
import { RULES } from './registry';
import { findingsOf } from './rule';

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
const NO_ROUTES = { routes: [], recommended: null, because: '' } as const;

/**
 * The report on what was found of a source, and of a target if there is one: pure.
 * @param databases see CheckChoice
 */
export function judge(
  source: FoundSource,
  target: FoundEnd | null,
  databases?: readonly DatabaseMapping[],
): CheckReport {
  const { profile: from, kinds, sample, file } = source;
  const to = target?.profile ?? null;
  const findings = [
    ...source.refusals,
    ...(target?.refusals ?? []),
    ...(target === null ? missingDatabase(source) : ruled(source, target, databases)),
  ];
  return {
    status: findings.some(({ severity }) => severity === 'error') ? 'blocked' : 'ready',
    profile: { source: from, target: to },
    ...(source.database === undefined ? {} : { sourceDatabase: source.database }),
    facts: { source: source.facts, target: target?.facts ?? null },
    places: { source: source.place, target: target?.place ?? null },
    ...(file === undefined ? {} : { file }),
    sample,
    rehearsal: source.rehearsal ?? null,
    ...(source.notRehearsed === undefined ? {} : { notRehearsed: source.notRehearsed }),
    plainRestoreRefused:
      to === null || file !== undefined || !isKnownServer(from) || !isKnownServer(to)
        ? null
        : !acceptsFooter(to, ownRdbVersion(from)),
    kinds: {
      counts: [...kinds.counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
      sampled: kinds.keys,
      complete: kinds.complete,
    },
    losses: findings.flatMap(({ loss }) => (loss === undefined ? [] : [loss])),
    findings,
    ...(target === null ? NO_ROUTES : planRoutes(findings, loadOf(source, target), namesOf(source, target))),
    nodeTypes: fitting(source, target),
  };
}

function loadOf({ profile: { keys, usedMemory }, rehearsal }: FoundSource, target: FoundEnd): Load {
  const { rate = null } = rehearsal ?? {};
  return {
    keys,
    bytes: usedMemory,
    creates: target.place.planned,
    ...(rehearsal === undefined || rate === null ? {} : { measured: { ...rehearsal, rate } }),
  };
}

function namesOf({ name: source, file }: FoundSource, { name: target, place }: FoundEnd): Names {
  return {
    source: source.url,
    target: target.url,
    sourceHost: source.host ?? 'SOURCE_HOST',
    sourcePort: source.port,
    cacheId: target.cacheId,
    ...(place.kind === 'serverless' ? { serverless: true } : {}),
    ...(target.creation === undefined ? {} : { creation: target.creation }),
    ...(file === undefined ? {} : { file: file.writer }),
  };
}

/** By what the source needed at its peak, over the shards that the target has. */
function fitting({ profile, facts }: FoundSource, target: FoundEnd | null): NodeFit[] {
  if (profile.usedMemory === null || target?.place.kind === 'serverless') return [];
  const most = Math.max(profile.usedMemory, facts?.memory?.peak ?? 0);
  return smallestNodes(most, target?.facts?.cluster?.shards ?? 1);
}

/** What the rules say; nothing where it is not known what an end is. */
function ruled(
  source: FoundSource,
  target: FoundEnd,
  databases: readonly DatabaseMapping[] | undefined,
): Finding[] {
  const from = judgedAs(source);
  if (!isKnownServer(from) || !isKnownServer(target.profile)) return [];
  const { file } = source;
  const evidence = {
    source: from,
    target: target.profile,
    kinds: source.kinds,
    choice: choiceOf(source, target, databases),
    facts: { source: source.facts, target: target.facts },
    places: { source: source.place, target: target.place },
    sample: source.sample,
    ...(file === undefined ? {} : { file }),
  };
  return RULES.flatMap((rule) => findingsOf(rule, evidence)).sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity],
  );
}

/** A file that does not tell who wrote it is judged as of the oldest server that writes its RDB version, and that is said. */
function judgedAs({ profile, file }: FoundSource): PartialProfile {
  return file === undefined ? profile : { ...profile, ...file.writer };
}

/** The databases that are meant alone, or where each goes. */
function choiceOf(
  { database: from }: FoundEnd,
  { database: to }: FoundEnd,
  databases: readonly DatabaseMapping[] | undefined,
): DatabaseChoice {
  if (from === undefined && to === undefined) return databases === undefined ? {} : { databases };
  return {
    ...(from === undefined ? {} : { sourceDatabase: from }),
    ...(to === undefined ? {} : { targetDatabase: to }),
  };
}
