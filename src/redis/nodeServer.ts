import { versionAtLeast } from '../core/model/profile';
import type { Profile } from '../core/model/profile';
import type {
  Dial,
  DumpRequest,
  EvictionData,
  FunctionLibrary,
  KeyBatch,
  KeyOutlines,
  Keys,
  KindSample,
  NamesRequest,
  RestoreOutcome,
} from '../core/ports';
import { BulkSocket } from './bulk/bulkSocket';
import { DumpLane } from './bulk/dumpLane';
import { commandFrame } from './bulk/frames';
import type { FramedKeys } from './bulk/keyPage';
import { joinBatches } from './bulk/joinBatches';
import { framedKeys } from './bulk/keyLanes';
import type { RespBatch } from './bulk/respBatch';
import { readRedirect } from './cluster/redirect';
import { ReplicaAck } from './cluster/replicaAck';
import { Dumper } from './dump';
import type { Scan } from './keyPages';
import { Lane } from './lane';
import type { Command } from './lane';
import { readLibraries } from './libraries';
import { outlineColumns, outlineKeys } from './outline';
import { probe } from './probe';
import { findReplica } from './replica/findReplica';
import { PROBE_KEY, Restorer } from './restore';
import { sampleKinds } from './sampleKinds';
import { readRunId } from './runId';
import { scanPages } from './scan';
import type { NamePage } from './scan';
import { stillPrimary } from './sentinel/stillPrimary';
import { translate } from './translate';

const READONLY = commandFrame(['READONLY']);

/** How long what is under way may take to end after an abort, before its connections are closed. */
const GRACE_MS = 600;

/** What is wanted of keys beside themselves. */
export type Wanted = Pick<DumpRequest, 'wantEviction' | 'wantSizes'>;

/** What writes in bulk. */
export interface Writer {
  /** The process that is written to; empty when it does not tell. */
  readonly runId: string;
  readonly restorer: Restorer;
  /** Of each connection. */
  readonly replicas: readonly ReplicaAck[];
}

/** One server over a few connections: one to ask by, two to scan and to read in bulk, one to write in bulk. */
export class NodeServer {
  /** To ask by. */
  readonly control: Lane;
  readonly #dial: Dial;
  readonly #signal: AbortSignal;
  readonly #clustered: boolean;
  readonly #replicas: readonly Pick<Dial['address'], 'host' | 'port'>[] | undefined;
  readonly #lanes: { close(): void; ping(): Promise<unknown> }[];
  #reading: Promise<Dumper> | null = null;
  #writing: Promise<Writer> | null = null;
  #pinging: Promise<Lane> | null = null;
  #profile: Promise<Profile> | null = null;
  /** Ends connections that are still being opened when this is closed. */
  readonly #closing = new AbortController();
  #grace: NodeJS.Timeout | undefined;
  readonly #onAbort: () => void;

  /**
   * @param signal aborting it closes the server
   * @param clustered true for a node of a cluster, which may send us to another one for a key
   * @param replicas where its replicas are, if that is known already
   */
  constructor(
    dial: Dial,
    signal: AbortSignal,
    control: Lane,
    clustered = false,
    replicas?: readonly Pick<Dial['address'], 'host' | 'port'>[],
  ) {
    this.#replicas = replicas;
    this.#dial = dial;
    this.#signal = signal;
    this.control = control;
    this.#clustered = clustered;
    this.#lanes = [control];
    this.#onAbort = () => {
      this.#grace = setTimeout(() => {
        this.close();
      }, GRACE_MS);
    };
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  async profile(): Promise<Profile> {
    await stillPrimary(this.#dial, this.#signal);
    const profile = probe(this.control, this.#dial.label);
    this.#profile = profile;
    // What failed once is asked again.
    profile.catch(() => (this.#profile = null));
    return profile;
  }

  async checkReadable(_signal: AbortSignal, wanted: Wanted = {}): Promise<void> {
    // Over a long line the connections take a while; one that cannot be opened is told when it is needed.
    this.dumper().catch(() => undefined);
    await this.checkReading(PROBE_KEY, wanted);
  }

  /** See checkReadable; by a key that this node serves. */
  async checkReading(key: string, { wantEviction, wantSizes }: Wanted): Promise<void> {
    // Whether there is a replica is to be known before anything is written.
    if (this.#dial.readFrom !== undefined) await this.dumper();
    const commands: Command[] = [
      ['SCAN', '0', 'COUNT', 1],
      ['DUMP', key],
      ['PTTL', key],
    ];
    if (wantEviction !== undefined)
      commands.push(['OBJECT', wantEviction === 'idle' ? 'IDLETIME' : 'FREQ', key]);
    if (wantSizes === true) commands.push(['MEMORY', 'USAGE', key]);
    for (const reply of await this.control.pipeline(commands)) {
      if (!(reply instanceof Error)) continue;
      if (this.#clustered && readRedirect(reply.message) !== null) continue;
      throw translate(reply, `Could not read from ${this.#dial.label}`);
    }
  }

  async checkWritable(): Promise<void> {
    await this.checkWriting(PROBE_KEY);
  }

  /** See checkWritable; by a key that this node serves. */
  async checkWriting(key: string): Promise<void> {
    await (await this.writer()).restorer.check(key);
  }

  /** Reads what one scan finds. @throws Failure */
  async *dumpPart(request: DumpRequest, scan: Scan, signal: AbortSignal): AsyncGenerator<RespBatch> {
    yield* (await this.dumper()).batches(request, scan, signal);
  }

  async dumpKeys(database: number, keys: Keys): Promise<KeyBatch> {
    return joinBatches(database, await this.readKeys(database, framedKeys(keys)));
  }

  /** The keys given, in that order, in parts; those that another node serves are told. @throws Failure */
  async readKeys(database: number, keys: FramedKeys, wantEviction?: EvictionData): Promise<RespBatch[]> {
    return (await this.dumper()).keys(database, keys, wantEviction);
  }

  /** The names of keys, from a cursor on. @throws Failure */
  namePages(request: NamesRequest, from: string, signal: AbortSignal): AsyncGenerator<NamePage> {
    return scanPages(this.control, { ...request, label: this.#dial.label }, signal, from);
  }

  async outline(database: number, keys: Keys): Promise<KeyOutlines> {
    const what = `Could not read from ${this.#dial.label}`;
    const names = Array.from({ length: keys.count }, (_, index) => keys.key(index));
    const exact = await this.hasExactExpiry();
    const replies = await outlineKeys(this.control, what, database, names, { exact });
    return outlineColumns(
      replies.map((reply) => {
        if (reply instanceof Error) throw translate(reply, what);
        return reply;
      }),
    );
  }

  async exist(database: number, keys: readonly Uint8Array[]): Promise<readonly boolean[]> {
    const what = `Could not read from ${this.#dial.label}`;
    const replies = await this.control.pipelineIn(
      what,
      database,
      keys.map((key) => ['EXISTS', key]),
    );
    return replies.map((reply) => {
      if (reply instanceof Error) throw translate(reply, what);
      return reply === 1;
    });
  }

  async latency(): Promise<number> {
    const lane = await this.#asking();
    const before = performance.eventLoopUtilization();
    try {
      await lane.call(`Could not ask ${this.#dial.label} how it does`, 'PING');
    } catch (error) {
      this.#pinging = null;
      throw error;
    }
    // While we are at work ourselves an answer may be lying there: only idle time was spent waiting for it.
    return performance.eventLoopUtilization(before).idle;
  }

  async keepAlive(): Promise<void> {
    await Promise.allSettled(this.#lanes.map((lane) => lane.ping()));
  }

  libraries(): Promise<readonly FunctionLibrary[]> {
    return readLibraries(this.control, this.#dial.label);
  }

  async sampleKinds(limit: number, signal: AbortSignal): Promise<KindSample> {
    const { databases } = await this.#known();
    return sampleKinds(this.control, this.#dial.label, databases, limit, signal);
  }

  /** What reads in bulk. @throws Failure */
  dumper(): Promise<Dumper> {
    if (this.#reading === null) {
      const reading = this.#openDumper();
      this.#reading = reading;
      reading.catch(() => (this.#reading = null));
    }
    return this.#reading;
  }

  /** What writes in bulk, with the word of the replicas. @throws Failure */
  writer(): Promise<Writer> {
    if (this.#writing === null) {
      const writing = this.#openWriter();
      this.#writing = writing;
      writing.catch(() => (this.#writing = null));
    }
    return this.#writing;
  }

  async loadLibrary(library: FunctionLibrary, replace: boolean): Promise<RestoreOutcome> {
    return (await this.writer()).restorer.loadLibrary(library, replace);
  }

  /** Whether it tells absolute expiries. Every Valkey has what Redis 7.2 has; PEXPIRETIME came with 7.0. */
  async hasExactExpiry(): Promise<boolean> {
    const { version, product } = await this.#known();
    return product === 'valkey' || versionAtLeast(version, '7.0');
  }

  close(): void {
    // Every request that fails with a connection drops it.
    if (this.#closing.signal.aborted) return;
    clearTimeout(this.#grace);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#closing.abort();
    for (const lane of this.#lanes) lane.close();
  }

  #known(): Promise<Profile> {
    return this.#profile ?? this.profile();
  }

  async #openDumper(): Promise<Dumper> {
    const { label } = this.#dial;
    const from = await this.#readingDial();
    const [scanner, exact, first, ...others] = await Promise.all([
      this.#openBulk(from),
      this.hasExactExpiry(),
      this.#openBulk(from, true),
      ...this.#more(() => this.#openBulk(from, true)),
    ]);
    const { roundTrip } = this.control;
    const expiry = exact ? 'absolute' : 'relative';
    const lane = (socket: BulkSocket): DumpLane =>
      new DumpLane(socket, `Could not read from ${label}`, expiry, roundTrip, this.#clustered);
    return Dumper.over(scanner, [lane(first), ...others.map(lane)], label, roundTrip);
  }

  async #openWriter(): Promise<Writer> {
    const [socket, ...others] = await Promise.all([
      this.#openBulk(this.#dial),
      ...this.#more(() => this.#openBulk(this.#dial)),
    ]);
    const sockets = [socket, ...others];
    return {
      runId: await readRunId(socket),
      restorer: await Restorer.over(this.control, sockets, this.#dial.label),
      replicas: sockets.map((one) => new ReplicaAck(one)),
    };
  }

  /** What is opened for each lane but the first. */
  #more(open: () => Promise<BulkSocket>): Promise<BulkSocket>[] {
    return Array.from({ length: (this.#dial.lanes ?? 1) - 1 }, open);
  }

  /** A connection on which nothing else is asked. */
  #asking(): Promise<Lane> {
    this.#pinging ??= this.#openAsking().catch((error: unknown) => {
      this.#pinging = null;
      throw error;
    });
    return this.#pinging;
  }

  async #openAsking(): Promise<Lane> {
    const lane = await Lane.open(this.#dial, AbortSignal.any([this.#signal, this.#closing.signal]));
    this.#lanes.push(lane);
    if (this.#closing.signal.aborted) lane.close();
    return lane;
  }

  /** Where keys are read. @throws Failure `topology.replica` */
  async #readingDial(): Promise<Dial> {
    if (this.#dial.readFrom === undefined) return this.#dial;
    const signal = AbortSignal.any([this.#signal, this.#closing.signal]);
    return await findReplica(this.control, this.#dial, this.#replicas, signal);
  }

  async #openBulk(dial: Dial, reading = false): Promise<BulkSocket> {
    const signal = AbortSignal.any([this.#signal, this.#closing.signal]);
    const socket = await BulkSocket.open(dial, signal, reading);
    // A replica in a cluster would send us to its primary otherwise.
    if (this.#clustered && dial !== this.#dial) await socket.request(READONLY, 1, 0);
    this.#lanes.push(socket);
    if (this.#closing.signal.aborted) socket.close();
    return socket;
  }
}
