import { setMaxListeners } from 'node:events';
import type { Failure } from '../core/model/failure';
import type { ConnectionList } from '../core/model/connections';
import type { Look } from '../core/model/partialProfile';
import type { Profile } from '../core/model/profile';
import type { KeySample, SampleBudget } from '../core/model/keySample';
import type { ServerFacts } from '../core/model/serverFacts';
import type { KeyBatch, KeyOutlines, Keys, ScanPosition } from '../core/keyBatch';
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
} from '../core/ports';
import type { LargeRequest, LargeValue } from '../core/largeValue';
import { LeftOvers } from './bigKeys/leftOvers';
import { openPatiently, writePatiently } from './bigKeys/patiently';
import type { KeyPage } from './bulk/keyPage';
import { keepWanted, wantedSlots } from './cluster/keySlots';
import { listBatch } from './cluster/listBatch';
import { namesOf } from './namesOf';
import type { NodeServer, Wanted } from './nodeServer';
import { Patience, isLoss, isPassing } from './patience';
import { nodeOf } from './reaching';
import type { Reached, Reaching } from './reaching';
import { restorePatiently } from './restorePatiently';
import { ScanPositions } from './scanPositions';
import { SeenKeys } from './seenKeys';
import { listConnections } from './survey/connected';
import { sampleAlone } from './survey/sampleNode';
import { WrittenTo } from './writtenTo';

/** Nobody waits for a server unless a run asks for it: who looks at one wants to know at once. */
const PATIENCE_S = 0;

/**
 * A server that stands alone, through lost connections and restarts: what was under way is done again or gone on with.
 */
export class SteadyServer implements Server {
  readonly #redial: (signal: AbortSignal) => Promise<Reached>;
  readonly #signal: AbortSignal;
  readonly #label: string;
  readonly #patience = new Patience(PATIENCE_S);
  readonly #writtenTo = new WrittenTo();
  readonly #leftOvers = new LeftOvers();
  #current: NodeServer | null;
  #dialling: Promise<NodeServer> | null = null;
  #closed = false;

  /**
   * @param reached the connection that was made first
   * @param redial makes another one, when it was lost; wherever the server is then
   */
  constructor(reached: Reached, signal: AbortSignal, redial: (signal: AbortSignal) => Promise<Reached>) {
    this.#redial = redial;
    this.#label = reached.dial.label;
    this.#signal = signal;
    // Each connection listens, and there may be many in the course of time.
    setMaxListeners(0, signal);
    this.#current = nodeOf(reached, signal);
  }

  retryBy(policy: RetryPolicy): void {
    this.#patience.follow(policy);
  }

  profile(signal?: AbortSignal): Promise<Profile> {
    return this.#steadily(signal, async (node) => {
      const profile = await node.profile();
      const promoted = this.#writtenTo.isPromoted('', profile.promotion);
      if (!this.#writtenTo.has('')) return profile;
      if (promoted) this.#writtenTo.demoted('');
      this.#write(profile.runId);
      if (profile.role === 'replica') throw this.#writtenTo.demotion('', this.#label);
      this.#accepted();
      return profile;
    });
  }

  look(signal: AbortSignal): Promise<Look> {
    return this.#steadily(signal, (node) => node.look());
  }

  facts(signal: AbortSignal): Promise<ServerFacts> {
    return this.#steadily(signal, (node) => node.facts(signal));
  }

  connections(signal: AbortSignal): Promise<ConnectionList | null> {
    return this.#steadily(signal, (node) => listConnections(node.control));
  }

  checkReadable(signal: AbortSignal, wanted?: Wanted): Promise<void> {
    return this.#steadily(signal, (node) => node.checkReadable(signal, wanted));
  }

  checkWritable(signal: AbortSignal): Promise<void> {
    return this.#steadily(signal, (node) => node.checkWriting());
  }

  checkLoadable(signal: AbortSignal): Promise<void> {
    return this.#steadily(signal, (node) => node.checkLoading());
  }

  async *dump(request: DumpRequest, signal: AbortSignal): AsyncGenerator<KeyBatch> {
    const { database } = request;
    const positions = new ScanPositions(request.from);
    const wanted = wantedSlots(request);
    const part = wanted === null ? {} : { keep: (page: KeyPage) => keepWanted(page, wanted) };
    const seen = new SeenKeys();
    let process: string | undefined;
    let last: ScanPosition | undefined;
    for (;;) {
      let node: NodeServer | undefined;
      try {
        node = await this.#reach();
        const { runId } = await node.dumper();
        const { cursor, used } = positions.cursorOf({ node: '', runId, database });
        if (process !== undefined && process !== runId) {
          // Whoever counts what was read of a scan learns by it what comes again.
          const left = last ?? { node: '', runId: process, database, slots: '', cursor: '' };
          yield listBatch(database, [], left);
          seen.forget();
        }
        if (process !== runId) for (const position of used) yield listBatch(database, [], position);
        process = runId;
        if (cursor === null) return;
        const fresh = (page: KeyPage): KeyPage => seen.newOf(page);
        const scan = { node: '', slots: '', cursor, ...part, fresh };
        for await (const batch of node.dumpPart(request, scan, signal)) {
          this.#patience.progress();
          if (batch.position === undefined) seen.add(batch.keys);
          else {
            last = batch.position;
            positions.learn(last);
            seen.pageOver();
          }
          yield batch;
        }
        return;
      } catch (error) {
        seen.lost();
        await this.#waitOver(error, node, signal);
      }
    }
  }

  dumpKeys(database: number, keys: Keys, signal: AbortSignal, bigKeyBytes?: number): Promise<KeyBatch> {
    return this.#steadily(signal, (node) => node.dumpKeys(database, keys, bigKeyBytes));
  }

  outline(database: number, keys: Keys, signal: AbortSignal): Promise<KeyOutlines> {
    return this.#steadily(signal, (node) => node.outline(database, keys));
  }

  async *names(request: PrefixedNamesRequest, signal: AbortSignal): AsyncGenerator<readonly Uint8Array[]> {
    const wanted = namesOf(request);
    let process: string | undefined;
    let cursor = '0';
    for (;;) {
      let node: NodeServer | undefined;
      try {
        node = await this.#reach();
        const { runId } = await node.dumper();
        // Cursors are of the process that gave them.
        if (process !== runId) cursor = '0';
        process = runId;
        for await (const page of node.namePages(request, cursor, signal)) {
          this.#patience.progress();
          ({ cursor } = page);
          const keys = wanted(page.keys);
          if (keys.length > 0) yield keys;
        }
        return;
      } catch (error) {
        await this.#waitOver(error, node, signal);
      }
    }
  }

  exist(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    return this.#steadily(signal, (node) => node.exist(database, keys));
  }

  remove(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    return this.#steadily(signal, (node) => node.remove(database, keys));
  }

  /** Without patience: who asks wants to know how it does now. */
  async latency(): Promise<number> {
    return (await this.#reach()).latency();
  }

  async keepAlive(): Promise<void> {
    await this.#current?.keepAlive();
  }

  libraries(signal: AbortSignal): Promise<readonly FunctionLibrary[]> {
    return this.#steadily(signal, (node) => node.libraries());
  }

  sampleKeys(budget: SampleBudget, signal: AbortSignal): Promise<KeySample> {
    return this.#steadily(signal, (node) => sampleAlone(node, budget, signal));
  }

  restore(request: RestoreRequest, signal: AbortSignal): Promise<ReadonlyMap<number, RestoreException>> {
    return restorePatiently(this.#reaching(), request, signal);
  }

  openLarge(database: number, key: Uint8Array, signal: AbortSignal): Promise<LargeValue | null> {
    return openPatiently(this.#reaching(), database, key, signal);
  }

  writeLarge(request: LargeRequest, signal: AbortSignal): Promise<LargeOutcome> {
    return writePatiently(this.#reaching(), request, signal);
  }

  loadLibrary(library: FunctionLibrary, replace: boolean, signal: AbortSignal): Promise<RestoreOutcome> {
    return this.#steadily(signal, async (node) => {
      this.#write((await node.writer()).runId);
      const outcome = await node.loadLibrary(library, replace);
      if (outcome.kind === 'stopped') throw outcome.failure;
      return outcome;
    });
  }

  close(): void {
    this.#closed = true;
    this.#current?.close();
  }

  /** Does something until it succeeds, or fails for a reason that does not pass. */
  async #steadily<Result>(
    signal: AbortSignal = this.#signal,
    work: (node: NodeServer) => Promise<Result>,
  ): Promise<Result> {
    for (;;) {
      let node: NodeServer | undefined;
      try {
        node = await this.#reach();
        const result = await work(node);
        this.#patience.progress();
        return result;
      } catch (error) {
        await this.#waitOver(error, node, signal);
      }
    }
  }

  /** @throws what it was, when it does not pass or took too long */
  async #waitOver(error: unknown, node: NodeServer | undefined, signal: AbortSignal): Promise<void> {
    if (this.#closed || !isPassing(error)) throw error;
    if (node !== undefined && isLoss(error)) this.#drop(node);
    await this.#patience.wait(error, signal);
  }

  #reaching(): Reaching {
    return {
      patience: this.#patience,
      leftOvers: this.#leftOvers,
      passes: (error): error is Failure => !this.#closed && isPassing(error),
      reach: async () => {
        const node = await this.#reach();
        return {
          node,
          drop: () => {
            this.#drop(node);
          },
          writtenTo: (runId) => {
            this.#write(runId);
          },
          demoted: () => {
            this.#writtenTo.demoted('');
          },
          accepted: () => {
            this.#accepted();
          },
        };
      },
    };
  }

  #write(runId: string): void {
    if (this.#writtenTo.isAnother('', runId)) this.#patience.restarted();
  }

  #accepted(): void {
    if (this.#writtenTo.risen('')) this.#patience.restarted();
  }

  async #reach(): Promise<NodeServer> {
    if (this.#current !== null) return this.#current;
    this.#dialling ??= this.#open().finally(() => (this.#dialling = null));
    return this.#dialling;
  }

  async #open(): Promise<NodeServer> {
    const node = nodeOf(await this.#redial(this.#signal), this.#signal);
    this.#current = node;
    if (this.#closed) node.close();
    return node;
  }

  /** Forgets a connection that failed; the next who asks dials anew. */
  #drop(node: NodeServer): void {
    node.close();
    if (this.#current === node) this.#current = null;
  }
}
