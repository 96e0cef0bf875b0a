import { isFailure } from '../core/model/failure';
import type { Mode } from '../core/model/profile';
import type { Dial } from '../core/dial';
import type { Connect, Server } from '../core/ports';
import { ClusterServer } from './cluster/clusterServer';
import { NodePool } from './cluster/nodePool';
import { readHello } from './hello';
import { Lane, isDenied } from './lane';
import { modeOf, parseInfo } from './probe';
import { openPrimary } from './sentinel/openPrimary';
import { Sentinels } from './sentinel/sentinels';
import { SteadyServer } from './steadyServer';
import type { Reached } from './reaching';

/**
 * Connects to a server, or through any one of its nodes to a whole cluster, or to the primary that Sentinels name. The
 * signal holds for the connection's whole life: aborting closes it.
 */
export const connect: Connect = async (dial: Dial, signal: AbortSignal): Promise<Server> => {
  if (dial.address.sentinel !== undefined) return await followSentinels(dial, signal);
  const control = await Lane.open(dial, signal);
  try {
    switch (await askMode(control)) {
      case 'standalone':
        return new SteadyServer({ dial, control }, signal, (again) => redial(dial, again));
      case 'cluster':
        return await openCluster(dial, control, signal);
      case 'sentinel':
        control.close();
        return await followSentinels({ ...dial, address: { ...dial.address, sentinel: {} } }, signal);
    }
  } catch (error) {
    control.close();
    throw error;
  }
};

async function followSentinels(dial: Dial, signal: AbortSignal): Promise<Server> {
  const sentinels = new Sentinels(dial);
  const primary = await openPrimary(dial, sentinels, signal);
  return new SteadyServer(primary, signal, (again) => openPrimary(dial, sentinels, again));
}

async function redial(dial: Dial, signal: AbortSignal): Promise<Reached> {
  return { dial, control: await Lane.open(dial, signal) };
}

/** Who may not ask a node where the others are can look at that node, and at no more. @throws Failure */
async function openCluster(dial: Dial, control: Lane, signal: AbortSignal): Promise<Server> {
  try {
    return new ClusterServer(dial, await NodePool.open(dial, signal, control), signal);
  } catch (unmapped) {
    if (!isFailure(unmapped) || unmapped.code !== 'server.permission') throw unmapped;
    const again = async (either: AbortSignal): Promise<Reached> => ({
      ...(await redial(dial, either)),
      unmapped,
    });
    return new SteadyServer({ dial, control, unmapped }, signal, again);
  }
}

/** A server that does not tell is taken for one that stands alone: the profile then says what is not allowed. */
async function askMode(control: Lane): Promise<Mode | 'sentinel'> {
  let mode: Mode | 'sentinel' = 'standalone';
  for (const reply of await control.pipeline([
    ['INFO', 'cluster'],
    ['INFO', 'server'],
  ])) {
    if (reply instanceof Error && isDenied(reply)) {
      const [hello] = await control.pipeline([['HELLO', '2']]);
      return readHello(hello).mode ?? 'standalone';
    }
    if (!Buffer.isBuffer(reply)) continue;
    const fields = parseInfo(reply.toString('utf8'));
    if (fields.get('cluster_enabled') === '1') return 'cluster';
    mode = modeOf(fields) === 'standalone' ? mode : modeOf(fields);
  }
  return mode;
}
