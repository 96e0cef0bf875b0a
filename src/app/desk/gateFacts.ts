import type { ConnectionList } from '../../core/model/connections';
import type { Endpoint } from '../../core/model/endpoint';
import type { OtherClients, ServerFacts } from '../../core/model/serverFacts';
import { toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { Clock, Server } from '../../core/ports';
import { writesBetween } from '../../core/plan/writeCommands';
import type { AlarmsSeen } from '../cloud/cacheAlarms';
import type { OpenedCloud } from '../cloud/openCloud';
import type { OpenEndpoint } from './openEndpoint';
import { withPatience } from './withPatience';

/** How long the source is watched for writes. */
const WATCH_SECONDS = 3;

/** What was read of both ends for the switch. */
export interface GateFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly source: {
    readonly keys: number;
    /** Clients that are connected, ours among them; null where it is not told. */
    readonly clients: number | null;
    /** Nodes that were asked: each has at least one connection of ours. */
    readonly nodes: number;
    /** Those that are not ours; null where it is not told who is connected. */
    readonly others: OtherClients | null;
    /** Who they are; null where it is not told. */
    readonly who: ConnectionList | null;
    /** Commands that changed keys while it was watched, with how often; null where it is not told. */
    readonly writes: readonly (readonly [string, number])[] | null;
    /** For how many seconds it was watched. */
    readonly watched: number;
  };
  readonly target: {
    readonly keys: number;
    /** Bytes; 0 means no limit. */
    readonly used: number;
    readonly limit: number;
    /** Keys that it evicted since it started. */
    readonly evicted: number;
    /** Replicas that are linked to it, and the longest of their lags in seconds; null where it is not told. */
    readonly replicas: { readonly count: number; readonly lagSeconds: number | null } | null;
  };
  /** What CloudWatch says of either. */
  readonly alarms: { readonly source: AlarmsSeen; readonly target: AlarmsSeen };
}

/** Or why they could not be read. */
export type ReadGates =
  | { readonly kind: 'read'; readonly facts: GateFacts }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What looking at both ends asks of the world. */
export interface GateWorld {
  readonly open: OpenEndpoint;
  readonly clock: Clock;
  /** What is asked about alarms. */
  readonly openCloud: () => Promise<Pick<OpenedCloud, 'alarmsOf'>>;
}

/** Reads what decides about the switch, by commands that only read. Takes some seconds. Never throws. */
export async function readGates(
  { open, clock, openCloud }: GateWorld,
  source: Endpoint,
  target: Endpoint,
  signal: AbortSignal,
): Promise<ReadGates> {
  const servers: Server[] = [];
  const ended = new AbortController();
  const asking = AbortSignal.any([signal, ended.signal]);
  const alarms = openCloud().then((cloud) =>
    Promise.all([cloud.alarmsOf(source, asking), cloud.alarmsOf(target, asking)]),
  );
  // Awaited below, unless the servers fail first.
  alarms.catch(() => undefined);
  const who = t('{0} and {1}', source.name, target.name);
  try {
    const ofServers = await withPatience(who, signal, async (either) => {
      const from = await open(source, either);
      servers.push(from);
      const to = await open(target, either);
      servers.push(to);
      const began = performance.now();
      const before = await from.facts(either);
      await passed(WATCH_SECONDS * 1000, either);
      const after = await from.facts(either);
      const watched = (performance.now() - began) / 1000;
      const [who, ofSource, ofTarget, factsOfTarget] = await Promise.all([
        from.connections(either),
        from.profile(either),
        to.profile(either),
        to.facts(either),
      ]);
      const calls = before.calls === null || after.calls === null ? null : [before.calls, after.calls];
      return {
        at: clock.now(),
        source: {
          keys: ofSource.keys,
          clients: after.clients?.connected ?? null,
          nodes: after.cluster?.shards ?? 1,
          others: othersOf(after.clients, who),
          who,
          writes: calls === null ? null : writesBetween(calls[0] ?? {}, calls[1] ?? {}),
          watched,
        },
        target: {
          keys: ofTarget.keys,
          used: ofTarget.usedMemory,
          limit: ofTarget.maxMemory,
          evicted: ofTarget.evictedKeys,
          replicas: replicasOf(factsOfTarget.replication),
        },
      };
    });
    const [ofSource, ofTarget] = await alarms;
    signal.throwIfAborted();
    return { kind: 'read', facts: { ...ofServers, alarms: { source: ofSource, target: ofTarget } } };
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, t('Could not look at {0}', who)) };
  } finally {
    ended.abort();
    for (const server of servers) server.close();
  }
}

/** Of two looks the later counts: some may have come or gone in between. */
function othersOf(clients: ServerFacts['clients'], who: ConnectionList | null): OtherClients | null {
  const others = clients?.others ?? null;
  return who === null || others === null ? others : { ...others, count: who.connections };
}

function replicasOf(replication: ServerFacts['replication']): GateFacts['target']['replicas'] {
  return replication === null ? null : { count: replication.replicas, lagSeconds: replication.lagSeconds };
}

/** @throws the signal's reason when it aborts before */
async function passed(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
  signal.throwIfAborted();
}
