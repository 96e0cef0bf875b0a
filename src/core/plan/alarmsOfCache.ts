import type { AlarmState, CloudAlarm } from '../model/cloudAlarm';
import type { CloudCache } from '../model/cloudCache';

/** What of a cache its metrics are told by. */
export interface MeasuredCache {
  /** Of the replication group or the cluster, or the name of the serverless cache. */
  readonly id: string;
  readonly serverless: boolean;
  /** The ids of its nodes' cache clusters; none of a serverless cache. */
  readonly nodes: readonly string[];
  /** Whether there is a replica, which can fall behind. */
  readonly replicas: boolean;
}

/** An alarm of a cache. */
export interface CacheAlarm {
  readonly name: string;
  readonly state: AlarmState;
  /** `EngineCPUUtilization`; none of one that is made of others. */
  readonly metrics: readonly string[];
  /** The nodes that it looks at; empty where it looks at the cache as a whole. */
  readonly nodes: readonly string[];
  /** Whether somebody is told when it goes off, by itself or by one that is made of it. */
  readonly tells: boolean;
}

/** What of a cache is measured. */
export function measuredCache(cache: CloudCache): MeasuredCache {
  switch (cache.kind) {
    case 'serverless':
      return { id: cache.id, serverless: true, nodes: [], replicas: false };
    case 'cluster':
      return { id: cache.id, serverless: false, nodes: [cache.id], replicas: false };
    case 'replication group': {
      const nodes = cache.shards.flatMap((shard) => shard.nodes.map(({ id }) => id));
      return { id: cache.id, serverless: false, nodes, replicas: nodes.length > cache.shards.length };
    }
  }
}

/**
 * The alarms of one cache among those of its account and region: those that look at its metrics, and those that are made of
 * them. What only steers automatic scaling is left out.
 */
export function alarmsOfCache(cache: MeasuredCache, all: readonly CloudAlarm[]): readonly CacheAlarm[] {
  const wanted = all.filter(({ scales }) => !scales);
  const own = wanted.flatMap((alarm) => {
    const seen = seenBy(cache, alarm);
    return seen === null ? [] : [{ alarm, ...seen }];
  });
  const concerned = new Set(own.map(({ alarm }) => alarm));
  const made = wanted.filter(({ rule }) => rule !== null).map((alarm) => ({ alarm, names: namedIn(alarm) }));
  const isNamed = (names: ReadonlySet<string>, { name, arn }: CloudAlarm): boolean =>
    names.has(name) || (arn !== null && names.has(arn));
  // Those that are made of others may be made of each other.
  for (let before = -1; before !== concerned.size;) {
    before = concerned.size;
    for (const { alarm, names } of made) {
      if ([...concerned].some((one) => isNamed(names, one))) concerned.add(alarm);
    }
  }
  const tells = new Set([...concerned].filter((alarm) => alarm.tells));
  for (let before = -1; before !== tells.size;) {
    before = tells.size;
    for (const { alarm, names } of made) {
      if (!tells.has(alarm)) continue;
      for (const one of concerned) if (isNamed(names, one)) tells.add(one);
    }
  }
  return [...concerned].map((alarm) => {
    const { metrics = [], nodes = [] } = own.find((one) => one.alarm === alarm) ?? {};
    return { name: alarm.name, state: alarm.state, metrics, nodes, tells: tells.has(alarm) };
  });
}

/** Which metrics of which nodes of the cache an alarm looks at; null if none. */
function seenBy(
  { id, serverless, nodes }: MeasuredCache,
  { metrics, queries }: CloudAlarm,
): Pick<CacheAlarm, 'metrics' | 'nodes'> | null {
  const names = new Set<string>();
  const at = new Set<string>();
  let whole = false;
  for (const { name, dimensions } of metrics) {
    for (const { name: dimension, value } of dimensions) {
      const isNode = !serverless && dimension === 'CacheClusterId' && nodes.includes(value);
      const isWhole = value === id && dimension === (serverless ? 'clusterId' : 'ReplicationGroupId');
      if (isNode || isWhole) names.add(name);
      if (isNode) at.add(value);
      whole ||= isWhole;
    }
  }
  for (const query of queries) {
    const [, name = ''] = /\bselect\s+\w+\(\s*"?(\w+)"?/i.exec(query) ?? [];
    const [, condition] = /\bwhere\b(.*)/is.exec(query) ?? [];
    const named = [id, ...nodes].filter((one) => condition?.includes(`'${one}'`) === true);
    if (condition !== undefined && named.length === 0) continue;
    if (name !== '') names.add(name);
    whole = true;
  }
  return names.size === 0 && !whole ? null : { metrics: [...names], nodes: whole ? [] : [...at] };
}

/** The alarms that a rule is made of, by name or ARN: `ALARM("a") AND NOT OK(b)`. */
function namedIn({ rule }: CloudAlarm): ReadonlySet<string> {
  const named = (rule ?? '').matchAll(
    /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^\s)"']+))\s*\)/g,
  );
  return new Set(Array.from(named, ([, double, single, plain]) => double ?? single ?? plain ?? ''));
}
