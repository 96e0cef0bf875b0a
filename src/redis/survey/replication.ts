import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplicationFacts } from '../../core/model/serverFacts';
import type { Lane } from '../lane';
import { parseInfo } from '../probe';
import { figureOf, textOf } from './replies';

/** How long the replication offset is watched. */
const WATCH_MS = 500;

/** See ReplicationFacts; null when INFO is refused. @throws Failure `connect.*`; the signal's reason */
export async function readReplication(lane: Lane, signal: AbortSignal): Promise<ReplicationFacts | null> {
  const before = await readFields(lane);
  if (before === null) return null;
  const began = performance.now();
  const offset = offsetOf(before);
  let rate: number | null = null;
  if (offset !== null) {
    await sleep(WATCH_MS, undefined, { signal });
    const after = await readFields(lane);
    const later = after === null ? null : offsetOf(after);
    // Smaller after a failover: then nothing is known.
    if (later !== null && later >= offset) {
      rate = Math.round(((later - offset) * 1000) / (performance.now() - began));
    }
  }
  return { ...replicationOf(before), writeBytesPerSecond: rate };
}

/** What INFO replication says at one time. */
export function replicationOf(
  fields: ReadonlyMap<string, string>,
): Omit<ReplicationFacts, 'writeBytesPerSecond'> {
  const lags = [...fields].flatMap(([name, value]) => {
    const lag = /^slave\d+$/.test(name) ? /(?:^|,)lag=(\d+)/.exec(value)?.[1] : undefined;
    return lag === undefined ? [] : [Number(lag)];
  });
  const link = fields.get('master_link_status');
  return {
    replicas: figureOf(fields, 'connected_slaves') ?? 0,
    lagSeconds: lags.length === 0 ? null : Math.max(...lags),
    linkUp: link === undefined ? null : link === 'up',
    backlogBytes: figureOf(fields, 'repl_backlog_size') ?? 0,
  };
}

/** Bytes replicated since the beginning; null where nothing is counted, since nobody would get them. */
function offsetOf(fields: ReadonlyMap<string, string>): number | null {
  return fields.get('repl_backlog_active') === '1' ? figureOf(fields, 'master_repl_offset') : null;
}

async function readFields(lane: Lane): Promise<ReadonlyMap<string, string> | null> {
  const [reply] = await lane.pipeline([['INFO', 'replication']]);
  const text = textOf(reply);
  return text === null ? null : parseInfo(text);
}
