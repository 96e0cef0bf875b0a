import type { Failure } from '../core/model/failure';
import { wholeProfile } from '../core/model/partialProfile';
import type { Look, PartialDatabase } from '../core/model/partialProfile';
import type { Profile } from '../core/model/profile';
import type { ServerFacts } from '../core/model/serverFacts';
import type { Dial } from '../core/dial';
import type { KeyBatch, Keys } from '../core/keyBatch';
import type { DumpRequest, FunctionLibrary, LargeOutcome } from '../core/ports';
import type { PrefixedNamesRequest, RestoreOutcome } from '../core/ports';
import type { LargeRequest, LargeValue } from '../core/largeValue';
import { t } from '../core/model/t';
import { askReading } from './askReading';
import { abilitiesOf } from './abilitiesOf';
import type { Abilities } from './abilitiesOf';
import { openLarge } from './bigKeys/openLarge';
import type { LeftOvers } from './bigKeys/leftOvers';
import { writeLarge } from './bigKeys/writeLarge';
import type { BulkSocket } from './bulk/bulkSocket';
import type { Marks } from './cluster/unheld';
import type { FramedKeys } from './bulk/keyPage';
import { joinBatches } from './bulk/joinBatches';
import { framedKeys } from './bulk/keyLanes';
import type { RespBatch } from './bulk/respBatch';
import { Connections } from './connections';
import type { Dumper, WantedKeys } from './dump';
import type { Scan } from './keyPages';
import { KeyQuestions } from './keyQuestions';
import type { Lane } from './lane';
import { readLibraries } from './libraries';
import { patternOf } from './namesOf';
import { openDumper } from './openDumper';
import { Looks } from './looks';
import { Pinger } from './pinger';
import { PROBE_KEY } from './restore';
import { scanPages } from './scan';
import type { NamePage } from './scan';
import { survey } from './survey/survey';
import { WatchedPrimary } from './sentinel/watchedPrimary';
import { openWriter } from './writer';
import type { Writer } from './writer';

/** How long what is under way may take to end after an abort, before its connections are closed. */
const GRACE_MS = 600;

/** What is wanted of keys beside themselves. */
export type Wanted = Pick<DumpRequest, 'wantEviction' | 'wantSizes'>;

/** One server over a few connections: one to ask by, two to scan and to read in bulk, one to write in bulk. */
export class NodeServer {
  /** To ask by. */
  readonly control: Lane;
  readonly label: string;
  /** About keys by their names. */
  readonly keys: KeyQuestions;
  readonly #dial: Dial;
  readonly #signal: AbortSignal;
  readonly #clustered: boolean;
  readonly #replicas: readonly Pick<Dial['address'], 'host' | 'port'>[] | undefined;
  readonly #connections: Connections;
  readonly #pinger: Pinger;
  readonly #watched: WatchedPrimary;
  #reading: Promise<Dumper> | null = null;
  #writing: Promise<Writer> | null = null;
  readonly #looks: Looks;
  #grace: NodeJS.Timeout | undefined;
  readonly #onAbort: () => void;

  /**
   * @param signal aborting it closes the server
   * @param clustered true for a node of a cluster, which may send us to another one for a key
   * @param replicas where its replicas are, if that is known already
   * @param unmapped see Reached
   */
  constructor(
    dial: Dial,
    signal: AbortSignal,
    control: Lane,
    clustered = false,
    replicas?: readonly Pick<Dial['address'], 'host' | 'port'>[],
    unmapped?: Failure,
  ) {
    this.#looks = new Looks(control, dial.label, unmapped);
    this.#replicas = replicas;
    this.#dial = dial;
    this.#signal = signal;
    this.control = control;
    this.label = dial.label;
    this.#clustered = clustered;
    this.#connections = new Connections(dial, signal, control, clustered, replicas);
    this.keys = new KeyQuestions(this.#connections, dial.label, () => this.hasExactExpiry());
    this.#pinger = new Pinger(dial.label, () => this.#connections.lane());
    this.#watched = new WatchedPrimary(dial, signal);
    this.#onAbort = () => {
      this.#grace = setTimeout(this.close.bind(this), GRACE_MS);
    };
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  async profile(): Promise<Profile> {
    return wholeProfile(await this.look());
  }

  /** See KeySource.look. */
  async look(): Promise<Look> {
    await this.#watched.assure();
    return this.#looks.take();
  }

  async checkReadable(_signal: AbortSignal, wanted: Wanted = {}): Promise<void> {
    this.#looks.requireMapped();
    // Over a long line the connections take a while; one that cannot be opened is told when it is needed.
    this.dumper().catch(() => undefined);
    await this.checkReading(PROBE_KEY, wanted);
  }

  /** See checkReadable; by a key that this node serves. */
  async checkReading(key: string, wanted: Wanted): Promise<void> {
    // Whether there is a replica is to be known before anything is written.
    if (this.#dial.readFrom !== undefined) await this.dumper();
    await askReading(this.control, this.#dial.label, key, wanted, this.#clustered);
  }

  /** See KeySink.checkWritable; by a key that this node serves. */
  async checkWriting(key = PROBE_KEY): Promise<void> {
    this.#looks.requireMapped();
    await (await this.writer()).restorer.check(key);
  }

  /** See KeySink.checkLoadable. */
  async checkLoading(): Promise<void> {
    await (await this.writer()).restorer.checkLoading();
  }

  /** Reads what one scan finds, as long as its Sentinels do not name another primary. @throws Failure */
  async *dumpPart(request: DumpRequest, scan: Scan, signal: AbortSignal): AsyncGenerator<RespBatch> {
    const dumper = await this.dumper();
    const replica = this.#dial.readFrom !== undefined;
    await request.onProcess?.({ node: scan.node, runId: dumper.runId, replica });
    const batches = dumper.batches(request, scan, signal);
    yield* this.#watched.reading(batches, this.close.bind(this));
  }

  async dumpKeys(database: number, keys: Keys, bigKeyBytes?: number): Promise<KeyBatch> {
    return joinBatches(database, await this.readKeys(database, framedKeys(keys), { bigKeyBytes }));
  }

  /** The keys given, in that order, in parts; those that another node serves are told. @throws Failure */
  async readKeys(database: number, keys: FramedKeys, wanted: WantedKeys): Promise<RespBatch[]> {
    return (await this.dumper()).keys(database, keys, wanted);
  }

  /** The names of keys, from a cursor on. @throws Failure */
  async *namePages(
    request: PrefixedNamesRequest,
    from: string,
    signal: AbortSignal,
  ): AsyncGenerator<NamePage> {
    const { database } = request;
    const match = patternOf(request);
    const scan = { database, label: this.#dial.label, ...(match === undefined ? {} : { match }) };
    yield* scanPages(await this.asker(), scan, signal, from);
  }

  async openLarge(database: number, key: Uint8Array): Promise<LargeValue | null> {
    const { exactExpiry, fieldExpiry } = await this.#abilities();
    const what = t('Could not read from {0}', this.#dial.label);
    const reading = { database, key, exactExpiry, fieldExpiry };
    return openLarge(await this.#connections.bulk(await this.#connections.from(), true), what, reading);
  }

  /** @param marks hear what its replicas hold of it */
  async writeLarge(
    request: LargeRequest,
    signal: AbortSignal,
    leftOvers: LeftOvers,
    marks?: Marks,
  ): Promise<LargeOutcome> {
    const abilities = await this.#abilities();
    const { restorer } = await this.writer();
    const place = {
      socket: await this.#connections.bulk(),
      what: t('Could not write to {0}', this.#dial.label),
      abilities,
      leftOvers,
      replicas: this.#clustered ? (this.#replicas ?? []).length : 0,
      ...(marks === undefined ? {} : { marks }),
      exceptionOf: (message: string) => restorer.exception(message),
    };
    return writeLarge(place, request, signal);
  }

  latency(): Promise<number> {
    return this.#pinger.latency();
  }

  async keepAlive(): Promise<void> {
    await this.#connections.keepAlive();
  }

  libraries(): Promise<readonly FunctionLibrary[]> {
    return readLibraries(this.control, this.#dial.label);
  }

  /** Those with data, as its profile has them. @throws Failure */
  async databases(): Promise<readonly PartialDatabase[]> {
    return (await this.#seen()).profile.databases;
  }

  async facts(signal: AbortSignal): Promise<ServerFacts> {
    const { profile } = await this.#seen();
    return survey(this.control, this.#dial, profile, this.#looks.takeInfo(), signal);
  }

  /** What asks about keys without reading them, of the server that they are read from. @throws Failure */
  asker(): Promise<Lane> {
    return this.#connections.asker();
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

  /** Whether it tells absolute expiries. */
  async hasExactExpiry(): Promise<boolean> {
    return (await this.#abilities()).exactExpiry;
  }

  close(): void {
    // Every request that fails with a connection drops it.
    if (this.#connections.closed) return;
    clearTimeout(this.#grace);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#connections.close();
  }

  async #abilities(): Promise<Abilities> {
    return abilitiesOf(wholeProfile(await this.#seen()));
  }

  #seen(): Promise<Look> {
    return this.#looks.last() ?? this.look();
  }

  async #openDumper(): Promise<Dumper> {
    const from = await this.#connections.from();
    const [scanner, exact, sockets] = await Promise.all([
      this.#connections.bulk(from),
      this.hasExactExpiry(),
      this.#sockets(() => this.#connections.bulk(from, true)),
    ]);
    const { roundTrip } = this.control;
    return openDumper({ scanner, sockets, label: this.label, exact, roundTrip, clustered: this.#clustered });
  }

  async #openWriter(): Promise<Writer> {
    return openWriter(this.control, await this.#sockets(() => this.#connections.bulk()), this.label);
  }

  /** One for each lane. */
  async #sockets(open: () => Promise<BulkSocket>): Promise<readonly [BulkSocket, ...BulkSocket[]]> {
    return Promise.all([open(), ...Array.from({ length: (this.#dial.lanes ?? 1) - 1 }, open)]);
  }
}
