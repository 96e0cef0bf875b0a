import { setMaxListeners } from 'node:events';
import { Failure, toFailure } from '../../core/model/failure';
import { SLOT_COUNT } from '../../core/model/slotRanges';
import type { Dial } from '../../core/dial';
import { t } from '../../core/model/t';
import { LeftOvers } from '../bigKeys/leftOvers';
import { Lane } from '../lane';
import { NodeServer } from '../nodeServer';
import { Patience, isLoss } from '../patience';
import { WrittenTo } from '../writtenTo';
import type { Redirect } from './redirect';
import { readSlots } from './topology';
import type { Place, Topology } from './topology';
import { Unheld } from './unheld';

/** How long a cluster may take to mend itself: a failover needs its node time-out, some seconds by default. */
const PATIENCE_S = 30;

/** The nodes of a cluster: who serves which slot, and a connection to each that is asked for. */
export class NodePool {
  readonly dial: Dial;
  readonly patience = new Patience(PATIENCE_S);
  /** Which process each node was, by the cluster's id of the node. */
  readonly writtenTo = new WrittenTo();
  /** What of it no replica is known to hold. */
  readonly unheld = new Unheld();
  readonly leftOvers = new LeftOvers();
  readonly #signal: AbortSignal;
  readonly #nodes = new Map<string, Promise<NodeServer>>();
  #topology: Topology;
  #refreshing: Promise<void> | null = null;
  #turn = 0;
  #closed = false;

  private constructor(dial: Dial, signal: AbortSignal, topology: Topology) {
    this.dial = dial;
    this.#signal = signal;
    this.#topology = topology;
  }

  /** Learns the topology from the node that was dialled, whichever it is. @throws Failure */
  static async open(dial: Dial, signal: AbortSignal, control: Lane): Promise<NodePool> {
    const topology = await askSlots(control, dial, dial.address.host);
    control.close();
    // Each connection to each node listens.
    setMaxListeners(0, signal);
    return new NodePool(dial, signal, topology);
  }

  get topology(): Topology {
    return this.#topology;
  }

  /** The connection to a node; dialled when there is none. @throws Failure */
  node(place: Place): Promise<NodeServer> {
    const key = placeKey(place);
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = this.#dialNode(place);
      this.#nodes.set(key, node);
      node.catch(() => {
        if (this.#nodes.get(key) === node) this.#nodes.delete(key);
      });
    }
    return node;
  }

  /** The nodes that there are connections to. Never rejects. */
  async opened(): Promise<NodeServer[]> {
    const settled = await Promise.allSettled(this.#nodes.values());
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** Forgets a connection that failed; the next who asks dials anew. */
  async drop(place: Place, broken: NodeServer): Promise<void> {
    const key = placeKey(place);
    const current = this.#nodes.get(key);
    broken.close();
    if ((await current?.catch(() => undefined)) === broken && this.#nodes.get(key) === current) {
      this.#nodes.delete(key);
    }
  }

  /** Asks a node; its connection is forgotten when it fails. @throws what `ask` throws; Failure */
  async asking<Answer>(
    place: Place,
    ask: (node: NodeServer, place: Place) => Promise<Answer>,
  ): Promise<Answer> {
    const node = await this.node(place);
    try {
      return await ask(node, place);
    } catch (error) {
      if (isLoss(error)) await this.drop(place, node);
      throw error;
    }
  }

  /** Where a redirect leads. `from` stands for a host that was left out. */
  placeOf({ host, port }: Exclude<Redirect, { kind: 'wait' }>, from: Place): Place {
    const target = { host: host === '' ? from.host : host, port };
    const known = [...this.#topology.masters, ...this.#topology.replicas].find(
      (place) => placeKey(place) === placeKey(target),
    );
    return known ?? { ...target, id: placeKey(target) };
  }

  /** Takes a node's word for one slot at once, before the others know. */
  moved(slot: number, place: Place): void {
    this.#topology.owners[slot] = place;
  }

  /** Asks one node after the other until one tells the topology. @throws Failure when none does */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** The one master of each slot; keys that nobody serves are refused. @throws Failure `server.busy` */
  requireServed(what: string): void {
    const lacking = this.#topology.owners.filter((owner) => owner === undefined).length;
    if (lacking > 0) throw this.unserved(what, lacking);
  }

  unserved(what: string, slots: number): Failure {
    return new Failure('server.busy', {
      what,
      why:
        slots === SLOT_COUNT
          ? t('no node of the cluster serves any slot')
          : t('no node of the cluster serves {0} of its slots', slots),
      next: t('Mend the cluster (cluster_state must be ok), then run again.'),
    });
  }

  close(): void {
    this.#closed = true;
    for (const node of this.#nodes.values()) {
      node.then(
        (open) => {
          open.close();
        },
        () => undefined,
      );
    }
  }

  async #dialNode({ id, host, port }: Place): Promise<NodeServer> {
    const { address } = this.dial;
    const dial = { ...this.dial, address: { ...address, host, port } };
    const control = await Lane.open(dial, this.#signal);
    // A node knows its own replicas sooner than the others do: without them it is asked itself.
    const replicas = this.#topology.replicasOf.get(id);
    const node = new NodeServer(dial, this.#signal, control, true, replicas);
    if (this.#closed) node.close();
    return node;
  }

  async #refresh(): Promise<void> {
    const { host, port } = this.dial.address;
    const { masters, replicas } = this.#topology;
    const known = [...masters, ...replicas, { id: 'entry', host, port }];
    let failure: unknown;
    // Not always the same one first: it may be the one that knows least.
    const first = this.#turn++;
    for (let step = 0; step < known.length; step++) {
      const place = known[(first + step) % known.length] as Place;
      let node: NodeServer | undefined;
      try {
        node = await this.node(place);
        const topology = await askSlots(node.control, this.dial, place.host);
        if (topology.masters.length === 0) continue;
        const lost = this.unheld.isLost(this.#topology, topology);
        this.#topology = topology;
        if (lost) this.patience.restarted();
        return;
      } catch (error) {
        failure = error;
        if (node !== undefined) await this.drop(place, node);
      }
    }
    throw toFailure(
      failure ?? this.unserved(t('Could not follow the cluster'), SLOT_COUNT),
      t('Could not follow the cluster'),
    );
  }
}

/** Tells nodes apart by where they listen. */
export function placeKey({ host, port }: Pick<Place, 'host' | 'port'>): string {
  return `${host}:${String(port)}`;
}

async function askSlots(control: Lane, { label }: Dial, host: string): Promise<Topology> {
  return readSlots(await control.call(t('Could not read the slots of {0}', label), 'CLUSTER', 'SLOTS'), host);
}
