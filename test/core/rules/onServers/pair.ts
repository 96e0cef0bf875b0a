import { deploymentOf } from '../../../../src/core/model/deployment';
import type { Deployment } from '../../../../src/core/model/deployment';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { Dial } from '../../../../src/core/dial';
import { BUDGET } from '../../../../src/core/rules/check';
import { judge } from '../../../../src/core/rules/judge';
import { lookAtSource, lookAtTarget } from '../../../../src/core/rules/lookAtServer';
import { connect } from '../../../../src/redis/connect';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { dialOf } from '../../../redis/cluster/clusterRuns';

/** One end of a check: a server of the lab, as it is, or standing for a cache. */
export interface End {
  readonly server: RunningServer;
  /** What differs in how it is reached: another user, or the port without TLS. */
  readonly dial?: Partial<Dial>;
  /** What is known of where it runs; a server of one's own when absent. */
  readonly place?: Deployment;
}

/** A node-based cache, as far as the name of its endpoint tells. */
export const NODES = deploymentOf('orders.x1y2z3.ng.0001.euw1.cache.amazonaws.com');
/** A serverless cache, as far as the name of its endpoint tells. */
export const SERVERLESS = deploymentOf('orders-x1y2z3.serverless.euw1.cache.amazonaws.com');

/** What the product's check says of two running servers: each is connected to, surveyed, sampled and judged by every rule. */
export async function checkPair(source: End, target: End): Promise<CheckReport> {
  const { signal } = new AbortController();
  const dials = {
    source: { ...dialOf('the source', source.server), ...source.dial },
    target: { ...dialOf('the target', target.server), ...target.dial },
  };
  const from = await connect(dials.source, signal);
  try {
    const to = await connect(dials.target, signal);
    try {
      const [one, other] = await Promise.all([
        lookAtSource(from, dials.source.address, BUDGET, signal),
        lookAtTarget(to, dials.target.address, signal),
      ]);
      return judge(
        { ...one, place: source.place ?? one.place },
        { ...other, place: target.place ?? other.place },
      );
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}

/** Sends each of them to a server: `CONFIG SET save ""`. A word may stand in quotes. */
export async function ask(server: RunningServer, ...commands: readonly string[]): Promise<void> {
  const client = await server.client();
  try {
    for (const command of commands) {
      const [name = '', ...args] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? '',
      );
      await client.call(name, ...args);
    }
  } finally {
    client.disconnect();
  }
}
