import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '../../core/model/endpoint';
import { Failure, toFailure } from '../../core/model/failure';
import type { Dial } from '../../core/dial';
import { t } from '../../core/model/t';
import { Lane } from '../lane';
import { parseInfo } from '../probe';
import { translate } from '../translate';

/** How long a replica may take to hold what its primary holds now. */
const CATCH_UP_MS = 30_000;
const POLL_MS = 50;

type HostPort = Pick<Address, 'host' | 'port'>;

/**
 * A replica of a primary that is up, in step, and holds all that the primary held when it was asked: the first of those
 * that the primary tells.
 * @param told where the replicas are, when it is known better than by the primary's INFO
 * @returns how to reach it
 * @throws Failure `topology.replica` when there is none
 */
export async function findReplica(
  primary: Lane,
  dial: Dial,
  told: readonly HostPort[] | undefined,
  signal: AbortSignal,
): Promise<Dial> {
  const what = t('Could not read from a replica of {0}', dial.label);
  const fields = await replicationOf(primary, what);
  const offset = Number(fields.get('master_repl_offset') ?? 0);
  const places = told ?? replicasIn(fields);
  let why = t('it has none');
  for (const { host, port } of places) {
    const found: Dial = { ...dial, address: { ...dial.address, host, port } };
    try {
      await inStep(found, offset, what, signal);
      return found;
    } catch (error) {
      signal.throwIfAborted();
      why = t('of {0}, none can be used; the last because {1}', places.length, toFailure(error, what).why);
    }
  }
  throw new Failure('topology.replica', {
    what,
    why,
    next: t('Mend its replication, or read from the primary (without --read-from).'),
  });
}

/** @throws Failure when it is no replica that is in step, within half a minute */
async function inStep(dial: Dial, offset: number, what: string, signal: AbortSignal): Promise<void> {
  const lane = await Lane.open(dial, signal);
  try {
    const deadline = performance.now() + CATCH_UP_MS;
    for (;;) {
      const fields = await replicationOf(lane, what);
      const up = fields.get('role') === 'slave' && fields.get('master_link_status') === 'up';
      if (!up) throw lagging(what, t('it is not linked to its primary'));
      if (Number(fields.get('slave_repl_offset') ?? NaN) >= offset) return;
      if (performance.now() > deadline) throw lagging(what, t('it does not catch up with its primary'));
      await sleep(POLL_MS, undefined, { signal });
    }
  } finally {
    lane.close();
  }
}

/** A server that is loading answers INFO with an error, or tells of no link. */
async function replicationOf(lane: Lane, what: string): Promise<Map<string, string>> {
  const [info] = await lane.pipeline([['INFO', 'replication']]);
  if (!Buffer.isBuffer(info)) throw translate(info, what);
  return parseInfo(info.toString('utf8'));
}

/** `slave0:ip=10.0.0.7,port=6379,state=online,offset=1,lag=0`, those that are online. */
export function replicasIn(fields: ReadonlyMap<string, string>): HostPort[] {
  return [...fields].flatMap(([name, value]) => {
    if (!/^slave\d+$/.test(name)) return [];
    const parts = new Map(value.split(',').map((part) => part.split('=', 2) as [string, string]));
    const host = parts.get('ip') ?? '';
    return host === '' || parts.get('state') !== 'online' ? [] : [{ host, port: Number(parts.get('port')) }];
  });
}

function lagging(what: string, why: string): Failure {
  return new Failure('topology.replica', { what, why, next: t('Mend its replication.') });
}
