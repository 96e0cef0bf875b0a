import { groupedConnections } from '../../core/model/connections';
import type { ConnectionList } from '../../core/model/connections';
import type { KeySample, SampleBudget } from '../../core/model/keySample';
import type { Look } from '../../core/model/partialProfile';
import type { ServerFacts } from '../../core/model/serverFacts';
import { SLOT_COUNT } from '../../core/model/slotRanges';
import { t } from '../../core/model/t';
import { SampleTally } from '../../core/sample/sampleTally';
import { endOf, shareOut } from '../../core/sample/shareOut';
import { configValue } from '../probe';
import { readConnections } from '../survey/connected';
import { sampleNode } from '../survey/sampleNode';
import { clusterFacts, stateOf } from './clusterFacts';
import { clusterProfile } from './clusterProfile';
import { eachMaster } from './eachMaster';
import type { NodePool } from './nodePool';
import { steadily } from './steadily';
import { readNodes } from './topology';

const NO_SHARE: SampleBudget = { keys: 0, seconds: 0, bytes: 0 };

/** The profile of a cluster, as far as it tells. @throws Failure */
export async function askLook(pool: NodePool, label: string, signal: AbortSignal): Promise<Look> {
  const { patience, writtenTo } = pool;
  const asked = await eachMaster(pool, signal, async (node, { id, host, port }) => {
    const { profile, refused } = await node.look();
    if (writtenTo.has(id) && writtenTo.isAnother(id, profile.runId)) patience.restarted();
    return { profile, refused, id, address: `${host}:${String(port)}` };
  });
  const [first, ...others] = asked.map(({ profile }) => profile);
  if (first === undefined) throw unanswered(pool, label);
  const [known, limit] = await steadily(pool, signal, () => {
    const [place] = pool.topology.masters;
    if (place === undefined) throw unanswered(pool, label);
    return pool.asking(place, ({ control }) =>
      control.pipeline([
        ['CLUSTER', 'NODES'],
        ['CONFIG', 'GET', 'cluster-databases'],
      ]),
    );
  });
  const places = Buffer.isBuffer(known) ? [...readNodes(known.toString('utf8'), '').places.keys()] : [];
  const ids = places.length === 0 ? pool.topology.masters.map(({ id }) => id) : places;
  // Nodes keep their ids through failovers and resharding, and whichever node is asked knows all of them.
  const [runId = ''] = ids.sort();
  const nodes = Object.fromEntries(asked.map(({ id, profile }) => [id, profile.runId]));
  const shards = Object.fromEntries(
    asked.map(({ id, address, profile: { databases } }) => [
      id,
      {
        address,
        keys: Object.fromEntries(databases.map(({ index, keys }) => [index, keys])),
        // Who does not tell which expire may hold none that does not.
        expiring: Object.fromEntries(databases.map(({ index, keys, expiring }) => [index, expiring ?? keys])),
        slots: pool.topology.owners.reduce((sum, owner) => sum + (owner?.id === id ? 1 : 0), 0),
      },
    ]),
  );
  const databases = Number(configValue(limit) ?? 1);
  return {
    profile: { ...clusterProfile([first, ...others], `cluster:${runId}`, databases), nodes, shards },
    refused: asked.find(({ refused }) => refused !== null)?.refused ?? null,
  };
}

/** The facts of a cluster. @throws Failure */
export async function askFacts(pool: NodePool, label: string, signal: AbortSignal): Promise<ServerFacts> {
  const asked = await eachMaster(pool, signal, async (node, { host }) => {
    const [info] = await node.control.pipeline([['CLUSTER', 'INFO']]);
    return { host, ok: stateOf(info), facts: await node.facts(signal) };
  });
  const [first, ...others] = asked;
  if (first === undefined) throw unanswered(pool, label);
  return clusterFacts([first, ...others], pool.topology);
}

/** Who is connected to the masters of a cluster; null when one of them does not tell. @throws Failure */
export async function askConnections(pool: NodePool, signal: AbortSignal): Promise<ConnectionList | null> {
  const told = await eachMaster(pool, signal, (node) => readConnections(node.control));
  const all = told.filter((one) => one !== null);
  return all.length < told.length ? null : groupedConnections(all.flat());
}

/** A sample of a cluster's keys: of each master as many as it has of all. @throws Failure; the signal's reason */
export async function askSample(
  pool: NodePool,
  budget: SampleBudget,
  signal: AbortSignal,
): Promise<KeySample> {
  const counts = new Map(
    await eachMaster(pool, signal, async (node, { id }) => {
      const databases = await node.databases();
      return [id, databases.reduce((sum, { keys }) => sum + keys, 0)] as const;
    }),
  );
  const shares = shareOut(budget, [...counts.values()], false);
  const shareOf = new Map([...counts.keys()].map((id, place) => [id, shares[place]]));
  let tally = new SampleTally();
  const ends = await eachMaster(
    pool,
    signal,
    // One that came up just now has no share.
    (node, { id }) => sampleNode(node, tally, shareOf.get(id) ?? NO_SHARE, signal),
    () => (tally = new SampleTally()),
  );
  return tally.sample(endOf(ends));
}

function unanswered(pool: NodePool, label: string): Error {
  return pool.unserved(t('Could not ask {0} what it is', label), SLOT_COUNT);
}
