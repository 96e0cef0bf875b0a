import type {
  AccessFacts,
  ClientFacts,
  ClusterFacts,
  OtherClients,
  ServerFacts,
} from '../../core/model/serverFacts';
import type { Reply } from '../lane';
import { parseInfo } from '../probe';
import type { Topology } from './topology';

/** What one master of a cluster told. */
export interface NodeFacts {
  /** The host that it runs on. */
  readonly host: string;
  /** Whether it finds the cluster in order; null when it does not tell. */
  readonly ok: boolean | null;
  readonly facts: ServerFacts;
}

/** Whether CLUSTER INFO finds the cluster in order; null when it is refused. */
export function stateOf(info: Reply | undefined): boolean | null {
  return Buffer.isBuffer(info) ? parseInfo(info.toString('utf8')).get('cluster_state') === 'ok' : null;
}

/**
 * The facts of a cluster from those of its masters; see ServerFacts for what is summed up and what is the worst of all.
 * A part that one master does not tell is not known of the cluster.
 */
export function clusterFacts(
  [first, ...others]: readonly [NodeFacts, ...NodeFacts[]],
  topology: Topology,
): ServerFacts {
  const nodes = [first, ...others];
  const all = nodes.map(({ facts }) => facts);
  const each = <Part>(part: (facts: ServerFacts) => Part | null): readonly Part[] | null =>
    known(all.map(part));
  return {
    settings: first.facts.settings,
    tls: first.facts.tls,
    access: accessOf(all.map(({ access }) => access)),
    commands: shared(each(({ commands }) => commands)),
    calls: addedUp(each(({ calls }) => calls)),
    replication: replicationOf(each(({ replication }) => replication)),
    persistence: persistenceOf(each(({ persistence }) => persistence)),
    memory: memoryOf(nodes),
    clients: clientsOf(each(({ clients }) => clients)),
    modules: uniqueBy(each(({ modules }) => modules)?.flat(), ({ name }) => name),
    libraries: uniqueBy(each(({ libraries }) => libraries)?.flat(), (name) => name),
    cachedScripts: largest(each(({ cachedScripts }) => cachedScripts)),
    slowCommands: sum(each(({ slowCommands }) => slowCommands)),
    latencyEvents: uniqueBy(each(({ latencyEvents }) => latencyEvents)?.flat(), (name) => name),
    cluster: shapeOf(nodes, topology),
  };
}

/** Where not even one node tells, what is served decides. */
function shapeOf(nodes: readonly NodeFacts[], { masters, owners, replicasOf }: Topology): ClusterFacts {
  const slotsServed = owners.filter((owner) => owner !== undefined).length;
  const states = nodes.map(({ ok }) => ok);
  const told = states.some((ok) => ok !== null);
  return {
    shards: masters.length,
    slotsServed,
    // A node knows its own replicas sooner than the others do.
    replicasPerShard: Math.min(
      ...(known(nodes.map(({ facts }) => facts.replication?.replicas ?? null)) ??
        masters.map(({ id }) => replicasOf.get(id)?.length ?? 0)),
    ),
    ok: told ? !states.includes(false) : slotsServed === owners.length,
  };
}

function accessOf(all: readonly AccessFacts[]): AccessFacts {
  return {
    user: all[0]?.user ?? null,
    open: any(all.map(({ open }) => open)),
    defaultUserUnlimited: any(all.map((access) => access.defaultUserUnlimited)),
    otherUsers: largest(known(all.map(({ otherUsers }) => otherUsers))),
  };
}

function replicationOf(
  all: readonly NonNullable<ServerFacts['replication']>[] | null,
): ServerFacts['replication'] {
  if (all === null) return null;
  const links = all.map(({ linkUp }) => linkUp);
  return {
    replicas: total(all.map(({ replicas }) => replicas)),
    lagSeconds: largest(all.flatMap(({ lagSeconds }) => lagSeconds ?? [])),
    linkUp: links.includes(false) ? false : (links.find((up) => up !== null) ?? null),
    backlogBytes: Math.min(...all.map(({ backlogBytes }) => backlogBytes)),
    writeBytesPerSecond: largest(known(all.map((one) => one.writeBytesPerSecond))),
  };
}

function persistenceOf(
  all: readonly NonNullable<ServerFacts['persistence']>[] | null,
): ServerFacts['persistence'] {
  if (all === null) return null;
  return {
    secondsSinceSave: largest(known(all.map(({ secondsSinceSave }) => secondsSinceSave))),
    changesSinceSave: total(all.map(({ changesSinceSave }) => changesSinceSave)),
    lastSaveOk: all.every(({ lastSaveOk }) => lastSaveOk),
    appendOnly: all.every(({ appendOnly }) => appendOnly),
  };
}

function memoryOf(nodes: readonly NodeFacts[]): ServerFacts['memory'] {
  const all = known(nodes.map(({ facts }) => facts.memory));
  if (all === null) return null;
  // Several nodes may share a machine.
  const machines = new Map(nodes.map(({ host, facts }) => [host, facts.memory?.system ?? null]));
  return {
    used: total(all.map(({ used }) => used)),
    peak: total(all.map(({ peak }) => peak)),
    resident: total(all.map(({ resident }) => resident)),
    dataset: sum(known(all.map(({ dataset }) => dataset))),
    system: sum(known([...machines.values()])),
    fragmentation: largest(known(all.map(({ fragmentation }) => fragmentation))),
  };
}

function clientsOf(all: readonly NonNullable<ServerFacts['clients']>[] | null): ServerFacts['clients'] {
  if (all === null) return null;
  return {
    connected: total(all.map(({ connected }) => connected)),
    limit: sum(known(all.map(({ limit }) => limit))),
    blocked: total(all.map(({ blocked }) => blocked)),
    subscribers: sum(known(all.map(({ subscribers }) => subscribers))),
    resp3: sum(known(all.map(({ resp3 }) => resp3))),
    tracking: sum(known(all.map(({ tracking }) => tracking))),
    libraries: uniqueBy(known(all.map(({ libraries }) => libraries))?.flat(), (name) => name),
    ...othersOf(all.map(({ others }) => others ?? null)),
  };
}

function othersOf(all: readonly (OtherClients | null)[]): Pick<ClientFacts, 'others'> {
  const told = known(all);
  if (told === null) return {};
  const libraries = uniqueBy(known(told.map((one) => one.libraries))?.flat(), (name) => name);
  return { others: { count: total(told.map(({ count }) => count)), libraries } };
}

/** All of them, or null when one is not known. */
function known<Part>(parts: readonly (Part | null)[]): readonly Part[] | null {
  const found = parts.filter((part) => part !== null);
  return found.length === parts.length ? found : null;
}

/** True when one is; not known when one that could be is not known. */
function any(answers: readonly (boolean | null)[]): boolean | null {
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** Names that every list has. */
function shared(lists: readonly (readonly string[])[] | null): string[] | null {
  if (lists === null) return null;
  const [first = [], ...others] = lists.map((list) => new Set(list));
  return [...first].filter((name) => others.every((other) => other.has(name)));
}

function addedUp(all: readonly Readonly<Record<string, number>>[] | null): Record<string, number> | null {
  if (all === null) return null;
  const sums = new Map<string, number>();
  for (const [name, count] of all.flatMap((one) => Object.entries(one))) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}

function uniqueBy<Item>(
  items: readonly Item[] | undefined,
  name: (item: Item) => string,
): readonly Item[] | null {
  return items === undefined ? null : [...new Map(items.map((item) => [name(item), item])).values()];
}

function total(figures: readonly number[]): number {
  return figures.reduce((whole, figure) => whole + figure, 0);
}

function sum(figures: readonly number[] | null): number | null {
  return figures === null ? null : total(figures);
}

function largest(figures: readonly number[] | null): number | null {
  return figures === null || figures.length === 0 ? null : Math.max(...figures);
}
