import type { Connect, Dial, Server } from '../core/ports';
import { ClusterServer } from './cluster/clusterServer';
import { NodePool } from './cluster/nodePool';
import { Lane } from './lane';
import { NodeServer } from './nodeServer';
import { parseInfo } from './probe';

/**
 * Connects to a server, or through any one of its nodes to a whole cluster. The signal holds for the connection's whole
 * life: aborting closes it.
 */
export const connect: Connect = async (dial: Dial, signal: AbortSignal): Promise<Server> => {
  const control = await Lane.open(dial, signal);
  try {
    if (!(await isClusterNode(control))) return new NodeServer(dial, signal, control);
    return new ClusterServer(dial, await NodePool.open(dial, signal, control));
  } catch (error) {
    control.close();
    throw error;
  }
};

/** A server that does not tell is taken for one that stands alone: the profile then says what is not allowed. */
async function isClusterNode(control: Lane): Promise<boolean> {
  for (const reply of await control.pipeline([
    ['INFO', 'cluster'],
    ['INFO', 'server'],
  ])) {
    if (!Buffer.isBuffer(reply)) continue;
    const fields = parseInfo(reply.toString('utf8'));
    const mode = fields.get('server_mode') ?? fields.get('redis_mode');
    if (fields.get('cluster_enabled') === '1' || mode === 'cluster') return true;
  }
  return false;
}
