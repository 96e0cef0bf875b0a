import type { Profile } from '../../core/model/profile';
import { SLOT_COUNT, formatSlotRanges } from '../../core/model/slotRanges';
import type { ValueKind } from '../../core/model/valueKind';
import type {
  Dial,
  DumpedKey,
  DumpRequest,
  EvictionData,
  FunctionLibrary,
  KeyBatch,
  Keys,
  KindSample,
  NamesRequest,
  RestoreException,
  RestoreOutcome,
  RestoreRequest,
  Server,
} from '../../core/ports';
import type { KeyPage } from '../bulk/keyPage';
import type { NodeServer, Wanted } from '../nodeServer';
import { configValue } from '../probe';
import { PROBE_KEY } from '../restore';
import { ScanPositions } from '../scanPositions';
import { clusterProfile } from './clusterProfile';
import { batchSlots, keepWanted, wantedSlots } from './keySlots';
import { listBatch } from './listBatch';
import { loadEverywhere } from './loadEverywhere';
import { dumpFrom, existOn } from './nodeKeys';
import type { Answer } from './nodeKeys';
import type { NodePool } from './nodePool';
import type { Redirect } from './redirect';
import { route } from './route';
import type { Group } from './route';
import { scanCluster } from './scanCluster';
import type { NodePart } from './scanCluster';
import { keyInSlot, keySlot } from './slots';
import { readNodes } from './topology';

/** A whole cluster as one server: every key goes to and comes from the node that serves its slot. */
export class ClusterServer implements Server {
  readonly #pool: NodePool;
  readonly #label: string;
  readonly #reading: string;

  constructor(dial: Dial, pool: NodePool) {
    this.#pool = pool;
    this.#label = dial.label;
    this.#reading = `Could not read from ${dial.label}`;
  }

  async profile(): Promise<Profile> {
    await this.#pool.refresh();
    const nodes = await this.#masters();
    const [first, ...others] = await Promise.all(nodes.map((node) => node.profile()));
    const [node] = nodes;
    if (first === undefined || node === undefined) {
      throw this.#pool.unserved(`Could not ask ${this.#label} what it is`, SLOT_COUNT);
    }
    const [known, limit] = await node.control.pipeline([
      ['CLUSTER', 'NODES'],
      ['CONFIG', 'GET', 'cluster-databases'],
    ]);
    const places = Buffer.isBuffer(known) ? [...readNodes(known.toString('utf8'), '').places.keys()] : [];
    const ids = places.length === 0 ? this.#pool.topology.masters.map(({ id }) => id) : places;
    // Nodes keep their ids through failovers and resharding, and whichever node is asked knows all of them.
    const [runId = ''] = ids.sort();
    return clusterProfile([first, ...others], `cluster:${runId}`, Number(configValue(limit) ?? 1));
  }

  async checkReadable(_signal: AbortSignal, wanted: Wanted = {}): Promise<void> {
    this.#pool.requireServed(this.#reading);
    await this.#eachWithKey((node, key) => node.checkReading(key, wanted));
  }

  async checkWritable(): Promise<void> {
    this.#pool.requireServed(`Could not write to ${this.#label}`);
    await this.#eachWithKey((node, key) => node.checkWriting(key));
  }

  dump(request: DumpRequest, signal: AbortSignal): AsyncGenerator<KeyBatch> {
    const positions = new ScanPositions(request.from);
    const scan = (part: NodePart): AsyncGenerator<KeyBatch> =>
      this.#dumpNode(part, request, positions, signal);
    return scanCluster(this.#pool, scan, signal, wantedSlots(request));
  }

  names(request: NamesRequest, signal: AbortSignal): AsyncGenerator<readonly Uint8Array[]> {
    const scan = async function* ({ node, wanted }: NodePart): AsyncGenerator<readonly Uint8Array[]> {
      for await (const page of node.names(request, signal)) {
        const kept = page.filter((key) => wanted[keySlot(key)] !== 0);
        if (kept.length > 0) yield kept;
      }
    };
    return scanCluster(this.#pool, scan, signal, wantedSlots(request));
  }

  async dumpKeys(database: number, keys: Keys, signal: AbortSignal): Promise<KeyBatch> {
    const names = Array.from({ length: keys.count }, (_, index) => keys.key(index));
    return listBatch(database, await this.#dumpEach(database, names, signal));
  }

  exist(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    return this.#ask(keys, signal, ({ node, asking }, names) =>
      existOn(node, this.#reading, database, names, asking),
    );
  }

  async latency(): Promise<number> {
    const nodes = await this.#masters();
    return Math.max(...(await Promise.all(nodes.map((node) => node.latency()))));
  }

  async keepAlive(): Promise<void> {
    await Promise.all((await this.#pool.opened()).map((node) => node.keepAlive()));
  }

  async libraries(): Promise<readonly FunctionLibrary[]> {
    const lists = await Promise.all((await this.#masters()).map((node) => node.libraries()));
    return [...new Map(lists.flat().map((library) => [library.name, library])).values()];
  }

  async sampleKinds(limit: number, signal: AbortSignal): Promise<KindSample> {
    const nodes = await this.#masters();
    const share = Math.ceil(limit / Math.max(1, nodes.length));
    const samples = await Promise.all(nodes.map((node) => node.sampleKinds(share, signal)));
    const counts = new Map<ValueKind, number>();
    for (const [kind, count] of samples.flatMap((sample) => [...sample.counts])) {
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
    return {
      counts,
      keys: samples.reduce((sum, { keys }) => sum + keys, 0),
      complete: samples.every(({ complete }) => complete),
    };
  }

  async restore(
    request: RestoreRequest,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, RestoreException>> {
    const exceptions = new Map<number, RestoreException>();
    const work = async ({ node, place, positions, asking }: Group): Promise<Map<number, Redirect>> => {
      const { restorer, replicas } = await node.writer();
      const part = { ...request, indexes: Uint32Array.from(positions) };
      const found = await (asking ? restorer.writeAsking(part) : restorer.write(part, signal));
      if (this.#pool.topology.replicated.has(place.id)) {
        await Promise.all(replicas.map((replica) => replica.confirm()));
      }
      const redirects = new Map<number, Redirect>();
      for (const [index, exception] of found) {
        if (exception.redirect === undefined) exceptions.set(index, exception);
        else redirects.set(index, exception.redirect);
      }
      return redirects;
    };
    const routed = {
      slots: batchSlots(request.batch),
      positions: request.indexes,
      what: `Could not write to ${this.#label}`,
      // Without it a key of our own would be taken for one that was there before.
      repeatable: request.replace,
      work,
    };
    await route(this.#pool, routed, signal);
    return exceptions;
  }

  loadLibrary(library: FunctionLibrary, replace: boolean, signal: AbortSignal): Promise<RestoreOutcome> {
    return loadEverywhere(this.#pool, library, replace, signal);
  }

  close(): void {
    this.#pool.close();
  }

  /** Reads a node's keys; those that moved away since they were listed are read where they are now. */
  async *#dumpNode(
    { node, place, wanted, settled }: NodePart,
    request: DumpRequest,
    positions: ScanPositions,
    signal: AbortSignal,
  ): AsyncGenerator<KeyBatch> {
    const { database } = request;
    const { runId } = await node.dumper();
    const { slots, cursor, used } = positions.remainder({ node: place.id, runId, database }, wanted);
    for (const position of used) yield listBatch(database, [], position);
    const ranges = formatSlotRanges(slots.map((flag, slot) => (settled[slot] === 0 ? 0 : flag)));
    if (ranges === '' && formatSlotRanges(slots) === '') return;
    const scan = { node: place.id, slots: ranges, cursor, keep: (page: KeyPage) => keepWanted(page, slots) };
    for await (const batch of node.dumpPart(request, scan, signal)) {
      const { position } = batch;
      const moved = [...batch.redirected.keys()].map((index) => batch.key(index));
      const served = batch.served();
      served.node = place.id;
      if (served.count > 0) yield served;
      if (moved.length > 0) {
        const keys = await this.#dumpEach(database, moved, signal, request.wantEviction);
        yield listBatch(database, keys, position);
      } else if (served.count === 0) yield batch;
      if (position !== undefined) positions.learn(position);
    }
  }

  #dumpEach(
    database: number,
    keys: readonly Uint8Array[],
    signal: AbortSignal,
    wantEviction?: EvictionData,
  ): Promise<readonly DumpedKey[]> {
    return this.#ask(keys, signal, ({ node, asking }, names) =>
      dumpFrom(node, this.#reading, { database, keys: names, asking, wantEviction }),
    );
  }

  async #ask<Value>(
    keys: readonly Uint8Array[],
    signal: AbortSignal,
    ask: (group: Group, names: readonly Uint8Array[]) => Promise<readonly Answer<Value>[]>,
  ): Promise<Value[]> {
    const values = new Array<Value>(keys.length);
    const work = async (group: Group): Promise<Map<number, Redirect>> => {
      const names = group.positions.map((position) => keys[position] ?? new Uint8Array());
      const answers = await ask(group, names);
      const redirects = new Map<number, Redirect>();
      for (const [index, position] of group.positions.entries()) {
        const answer = answers[index];
        if (answer === undefined) continue;
        if ('redirect' in answer) redirects.set(position, answer.redirect);
        else values[position] = answer.value;
      }
      return redirects;
    };
    const slots = Uint16Array.from(keys, (key) => keySlot(key));
    const routed = { slots, positions: keys.keys(), what: this.#reading, repeatable: true, work };
    await route(this.#pool, routed, signal);
    return values;
  }

  #masters(): Promise<NodeServer[]> {
    return Promise.all(this.#pool.topology.masters.map((place) => this.#pool.node(place)));
  }

  /** Each master with a key that it serves and that does not exist. */
  async #eachWithKey(check: (node: NodeServer, key: string) => Promise<void>): Promise<void> {
    const { masters, owners } = this.#pool.topology;
    await Promise.all(
      masters.map(async (place) => {
        const key = keyInSlot(PROBE_KEY, (slot) => owners[slot] === place);
        await check(await this.#pool.node(place), key);
      }),
    );
  }
}
