import type { ConnectionList } from '../../core/model/connections';
import { wholeProfile } from '../../core/model/partialProfile';
import type { Failure } from '../../core/model/failure';
import type { Look } from '../../core/model/partialProfile';
import type { Profile } from '../../core/model/profile';
import type { KeySample, SampleBudget } from '../../core/model/keySample';
import type { ServerFacts } from '../../core/model/serverFacts';
import { formatSlotRanges } from '../../core/model/slotRanges';
import type { Dial } from '../../core/dial';
import type { DumpedKey, KeyBatch, KeyOutlines, Keys } from '../../core/keyBatch';
import type {
  DumpRequest,
  FunctionLibrary,
  LargeOutcome,
  PrefixedNamesRequest,
  RestoreException,
  RestoreOutcome,
  RestoreRequest,
  RetryPolicy,
  Server,
} from '../../core/ports';
import { openPatiently, writePatiently } from '../bigKeys/patiently';
import type { KeyPage } from '../bulk/keyPage';
import type { WantedKeys } from '../dump';
import { namesOf } from '../namesOf';
import type { NodeServer, Wanted } from '../nodeServer';
import type { LargeRequest, LargeValue } from '../../core/largeValue';
import { t } from '../../core/model/t';
import { PROBE_KEY } from '../restore';
import { ScanPositions } from '../scanPositions';
import { SeenKeys } from '../seenKeys';
import { askConnections, askFacts, askLook, askSample } from './askCluster';
import { eachMaster } from './eachMaster';
import { keepWanted, wantedSlots } from './keySlots';
import { listBatch } from './listBatch';
import { loadEverywhere } from './loadEverywhere';
import { outlineColumns } from '../outline';
import { dumpFrom, existOn, outlineOn, removeOn } from './nodeKeys';
import type { Answer } from './nodeKeys';
import type { NodePool } from './nodePool';
import type { Redirect } from './redirect';
import { reachingOwner } from './reachingOwner';
import { restoreRouted } from './restoreRouted';
import { route } from './route';
import type { Group } from './route';
import { isLoss } from '../patience';
import { scanCluster } from './scanCluster';
import type { NodePart } from './scanCluster';
import { keyInSlot, keySlot } from './slots';
import { steadily } from './steadily';

/** A whole cluster as one server: every key goes to and comes from the node that serves its slot. */
export class ClusterServer implements Server {
  readonly #pool: NodePool;
  readonly #signal: AbortSignal;
  readonly #label: string;
  readonly #reading: string;

  /** @param signal ends what is given none of its own */
  constructor(dial: Dial, pool: NodePool, signal: AbortSignal) {
    this.#pool = pool;
    this.#signal = signal;
    this.#label = dial.label;
    this.#reading = t('Could not read from {0}', dial.label);
  }

  retryBy(policy: RetryPolicy): void {
    this.#pool.patience.follow(policy);
  }

  async profile(signal = this.#signal): Promise<Profile> {
    // One of which no node serves a slot is no cluster yet, and that is told at once.
    const isLost = (error: unknown): error is Failure => isLoss(error);
    await steadily(this.#pool, signal, () => this.#pool.refresh(), isLost);
    return wholeProfile(await askLook(this.#pool, this.#label, signal));
  }

  look(signal: AbortSignal): Promise<Look> {
    return askLook(this.#pool, this.#label, signal);
  }

  facts(signal: AbortSignal): Promise<ServerFacts> {
    return askFacts(this.#pool, this.#label, signal);
  }

  connections(signal: AbortSignal): Promise<ConnectionList | null> {
    return askConnections(this.#pool, signal);
  }

  async checkReadable(signal: AbortSignal, wanted: Wanted = {}): Promise<void> {
    this.#pool.requireServed(this.#reading);
    await this.#eachWithKey(signal, (node, key) => node.checkReading(key, wanted));
  }

  async checkWritable(signal: AbortSignal): Promise<void> {
    this.#pool.requireServed(t('Could not write to {0}', this.#label));
    await this.#eachWithKey(signal, (node, key) => node.checkWriting(key));
  }

  async checkLoadable(signal: AbortSignal): Promise<void> {
    await eachMaster(this.#pool, signal, (node) => node.checkLoading());
  }

  dump(request: DumpRequest, signal: AbortSignal): AsyncGenerator<KeyBatch> {
    const known = { positions: new ScanPositions(request.from), seen: new Map<string, SeenKeys>() };
    const scan = (part: NodePart): AsyncGenerator<KeyBatch> => this.#dumpNode(part, request, known, signal);
    return scanCluster(this.#pool, scan, signal, wantedSlots(request));
  }

  names(request: PrefixedNamesRequest, signal: AbortSignal): AsyncGenerator<readonly Uint8Array[]> {
    const asked = namesOf(request);
    const scan = async function* ({ node, wanted }: NodePart): AsyncGenerator<readonly Uint8Array[]> {
      for await (const { keys } of node.namePages(request, '0', signal)) {
        const kept = asked(keys.filter((key) => wanted[keySlot(key)] !== 0));
        if (kept.length > 0) yield kept;
      }
    };
    // Without the prefix, a name is of another slot than the key.
    const slots = request.prefix === undefined ? wantedSlots(request) : null;
    return scanCluster(this.#pool, scan, signal, slots);
  }

  async dumpKeys(database: number, keys: Keys, signal: AbortSignal, bigKeyBytes?: number): Promise<KeyBatch> {
    const names = Array.from({ length: keys.count }, (_, index) => keys.key(index));
    return listBatch(database, await this.#dumpEach(database, names, signal, { bigKeyBytes }));
  }

  async outline(database: number, keys: Keys, signal: AbortSignal): Promise<KeyOutlines> {
    const names = Array.from({ length: keys.count }, (_, index) => keys.key(index));
    const outlines = await this.#ask(names, signal, ({ node, asking }, some) =>
      outlineOn(node, this.#reading, database, some, asking),
    );
    return outlineColumns(outlines);
  }

  exist(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    return this.#ask(keys, signal, ({ node, asking }, names) =>
      existOn(node, this.#reading, database, names, asking),
    );
  }

  remove(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    const what = t('Could not delete from {0}', this.#label);
    return this.#ask(keys, signal, ({ node, asking }, names) =>
      removeOn(node, what, database, names, asking),
    );
  }

  async latency(signal: AbortSignal): Promise<number> {
    return Math.max(...(await eachMaster(this.#pool, signal, (node) => node.latency())));
  }

  async keepAlive(): Promise<void> {
    await Promise.all((await this.#pool.opened()).map((node) => node.keepAlive()));
  }

  async libraries(signal: AbortSignal): Promise<readonly FunctionLibrary[]> {
    const lists = await eachMaster(this.#pool, signal, (node) => node.libraries());
    return [...new Map(lists.flat().map((library) => [library.name, library])).values()];
  }

  sampleKeys(budget: SampleBudget, signal: AbortSignal): Promise<KeySample> {
    return askSample(this.#pool, budget, signal);
  }

  restore(request: RestoreRequest, signal: AbortSignal): Promise<ReadonlyMap<number, RestoreException>> {
    return restoreRouted(this.#pool, request, signal);
  }

  openLarge(database: number, key: Uint8Array, signal: AbortSignal): Promise<LargeValue | null> {
    return openPatiently(reachingOwner(this.#pool, key, this.#reading), database, key, signal);
  }

  writeLarge(request: LargeRequest, signal: AbortSignal): Promise<LargeOutcome> {
    const what = t('Could not write to {0}', this.#label);
    return writePatiently(reachingOwner(this.#pool, request.key, what), request, signal);
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
    { positions, seen: seenOn }: { readonly positions: ScanPositions; readonly seen: Map<string, SeenKeys> },
    signal: AbortSignal,
  ): AsyncGenerator<KeyBatch> {
    const { database } = request;
    const { runId } = await node.dumper();
    const { slots, cursor, used } = positions.remainder({ node: place.id, runId, database }, wanted);
    for (const position of used) yield listBatch(database, [], position);
    const ranges = formatSlotRanges(slots.map((flag, slot) => (settled[slot] === 0 ? 0 : flag)));
    if (ranges === '' && formatSlotRanges(slots) === '') return;
    // What was handed on of a page that was cut is of the process that named it.
    const process = `${place.id} ${runId}`;
    const seen = seenOn.get(process) ?? new SeenKeys();
    seenOn.set(process, seen);
    const keep = (page: KeyPage): KeyPage => keepWanted(page, slots);
    const fresh = (page: KeyPage): KeyPage => seen.newOf(page);
    const scan = { node: place.id, slots: ranges, cursor, keep, fresh };
    try {
      for await (const batch of node.dumpPart(request, scan, signal)) {
        const { position } = batch;
        const moved = [...batch.redirected.keys()].map((index) => batch.key(index));
        const served = batch.served();
        served.node = place.id;
        seen.add(served.keys);
        if (served.count > 0) yield served;
        if (moved.length > 0) {
          const keys = await this.#dumpEach(database, moved, signal, { wantEviction: request.wantEviction });
          seen.add(batch.keys);
          yield { ...listBatch(database, keys, position), node: place.id };
        } else if (served.count === 0) yield batch;
        if (position === undefined) continue;
        positions.learn(position);
        seen.pageOver();
      }
    } catch (error) {
      seen.lost();
      throw error;
    }
  }

  #dumpEach(
    database: number,
    keys: readonly Uint8Array[],
    signal: AbortSignal,
    wanted: WantedKeys,
  ): Promise<readonly DumpedKey[]> {
    return this.#ask(keys, signal, ({ node, asking }, names) =>
      dumpFrom(node, this.#reading, { database, keys: names, asking, wanted }),
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
    const routed = { slots, positions: keys.keys(), what: this.#reading, work };
    await route(this.#pool, routed, signal);
    return values;
  }

  /** Each master with a key that it serves and that does not exist. */
  async #eachWithKey(
    signal: AbortSignal,
    check: (node: NodeServer, key: string) => Promise<void>,
  ): Promise<void> {
    await eachMaster(this.#pool, signal, (node, place) => {
      const { owners } = this.#pool.topology;
      return check(
        node,
        keyInSlot(PROBE_KEY, (slot) => owners[slot]?.id === place.id),
      );
    });
  }
}
