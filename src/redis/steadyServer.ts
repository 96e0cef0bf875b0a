import { setMaxListeners } from 'node:events';
import type { Failure } from '../core/model/failure';
import type { ConnectionList } from '../core/model/connections';
import type { Look } from '../core/model/partialProfile';
import type { Profile } from '../core/model/profile';
import type { KeySample, SampleBudget } from '../core/model/keySample';
import type { ServerFacts } from '../core/model/serverFacts';
import type { KeyBatch, KeyOutlines, Keys } from '../core/keyBatch';
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
import type { NodeServer, Wanted } from './nodeServer';
import { Patience, isLoss, isPassing } from './patience';
import { nodeOf } from './reaching';
import type { Reached, Reaching } from './reaching';
import { restorePatiently } from './restorePatiently';
import { listConnections } from './survey/connected';
import { steadyDump, steadyNames } from './steadyScan';
import type { ScannedServer } from './steadyScan';
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
  readonly #scanned: ScannedServer = {
    reach: () => this.#reach(),
    progress: () => {
      this.#patience.progress();
    },
    waitOver: (error, node, signal) => this.#waitOver(error, node, signal),
  };
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

  dump(request: DumpRequest, signal: AbortSignal): AsyncGenerator<KeyBatch> {
    return steadyDump(this.#scanned, request, signal);
  }

  dumpKeys(database: number, keys: Keys, signal: AbortSignal, bigKeyBytes?: number): Promise<KeyBatch> {
    return this.#steadily(signal, (node) => node.dumpKeys(database, keys, bigKeyBytes));
  }

  outline(database: number, keys: Keys, signal: AbortSignal): Promise<KeyOutlines> {
    return this.#steadily(signal, (node) => node.keys.outline(database, keys));
  }

  names(request: PrefixedNamesRequest, signal: AbortSignal): AsyncGenerator<readonly Uint8Array[]> {
    return steadyNames(this.#scanned, request, signal);
  }

  exist(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    return this.#steadily(signal, (node) => node.keys.exist(database, keys));
  }

  remove(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]> {
    return this.#steadily(signal, (node) => node.keys.remove(database, keys));
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
