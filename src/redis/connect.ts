import { versionAtLeast } from '../core/model/profile';
import type { Profile } from '../core/model/profile';
import type {
  Connect,
  Dial,
  DumpedKey,
  DumpRequest,
  FunctionLibrary,
  KeyBatch,
  KindSample,
  NamesRequest,
  RestoreException,
  RestoreOutcome,
  RestoreRequest,
  Server,
} from '../core/ports';
import { BulkSocket } from './bulk/bulkSocket';
import { DumpLane } from './bulk/dumpLane';
import { Dumper } from './dump';
import { Lane } from './lane';
import { readLibraries } from './libraries';
import { probe } from './probe';
import { Restorer } from './restore';
import { sampleKinds } from './sampleKinds';
import { scanPages } from './scan';
import { translate } from './translate';

/** How long what is under way may take to end after an abort, before its connections are closed. */
const GRACE_MS = 600;

const READING_COMMANDS = [
  ['SCAN', '0', 'COUNT', 1],
  ['DUMP', 'elasticache-migrator:probe'],
  ['PTTL', 'elasticache-migrator:probe'],
] as const;

/** Connects to a standalone server. The signal holds for the connection's whole life: aborting closes it. */
export const connect: Connect = async (dial: Dial, signal: AbortSignal): Promise<Server> => {
  const control = await Lane.open(dial, signal);
  return new RedisServer(dial, signal, control);
};

/** One server over a few connections: one to ask by, two to scan and to read in bulk, one to write in bulk. */
class RedisServer implements Server {
  readonly #dial: Dial;
  readonly #signal: AbortSignal;
  readonly #control: Lane;
  readonly #lanes: { close(): void }[];
  #reading: Promise<Dumper> | null = null;
  #writing: Promise<Restorer> | null = null;
  #profile: Promise<Profile> | null = null;
  /** Ends connections that are still being opened when this is closed. */
  readonly #closing = new AbortController();
  #grace: NodeJS.Timeout | undefined;
  readonly #onAbort: () => void;

  constructor(dial: Dial, signal: AbortSignal, control: Lane) {
    this.#dial = dial;
    this.#signal = signal;
    this.#control = control;
    this.#lanes = [control];
    this.#onAbort = () => {
      this.#grace = setTimeout(() => {
        this.close();
      }, GRACE_MS);
    };
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  profile(): Promise<Profile> {
    this.#profile = probe(this.#control, this.#dial.label);
    return this.#profile;
  }

  async checkReadable(): Promise<void> {
    for (const reply of await this.#control.pipeline(READING_COMMANDS)) {
      if (reply instanceof Error) throw translate(reply, `Could not read from ${this.#dial.label}`);
    }
  }

  async checkWritable(): Promise<void> {
    await (await this.#writer()).check();
  }

  async *dump(request: DumpRequest, signal: AbortSignal): AsyncGenerator<KeyBatch> {
    yield* (await this.#dumper()).batches(request, signal);
  }

  async dumpKeys(database: number, keys: readonly Uint8Array[]): Promise<readonly DumpedKey[]> {
    return (await this.#dumper()).keys(database, keys);
  }

  names(request: NamesRequest, signal: AbortSignal): AsyncGenerator<readonly Uint8Array[]> {
    return scanPages(this.#control, { ...request, label: this.#dial.label }, signal);
  }

  async exist(database: number, keys: readonly Uint8Array[]): Promise<readonly boolean[]> {
    const what = `Could not read from ${this.#dial.label}`;
    const replies = await this.#control.pipelineIn(
      what,
      database,
      keys.map((key) => ['EXISTS', key]),
    );
    return replies.map((reply) => {
      if (reply instanceof Error) throw translate(reply, what);
      return reply === 1;
    });
  }

  libraries(): Promise<readonly FunctionLibrary[]> {
    return readLibraries(this.#control, this.#dial.label);
  }

  async sampleKinds(limit: number, signal: AbortSignal): Promise<KindSample> {
    const { databases } = await this.#known();
    return sampleKinds(this.#control, this.#dial.label, databases, limit, signal);
  }

  async restore(
    request: RestoreRequest,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, RestoreException>> {
    return (await this.#writer()).write(request, signal);
  }

  async loadLibrary(library: FunctionLibrary, replace: boolean): Promise<RestoreOutcome> {
    return (await this.#writer()).loadLibrary(library, replace);
  }

  close(): void {
    clearTimeout(this.#grace);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#closing.abort();
    for (const lane of this.#lanes) lane.close();
  }

  #known(): Promise<Profile> {
    return this.#profile ?? this.profile();
  }

  #dumper(): Promise<Dumper> {
    this.#reading ??= this.#openDumper();
    return this.#reading;
  }

  async #openDumper(): Promise<Dumper> {
    const { version, product } = await this.#known();
    const { label } = this.#dial;
    const [scanner, reader] = await Promise.all([this.#openBulk(), this.#openBulk()]);
    // Every Valkey has what Redis 7.2 has. PEXPIRETIME came with 7.0.
    const exact = product === 'valkey' || versionAtLeast(version, '7.0');
    const lane = new DumpLane(reader, `Could not read from ${label}`, exact ? 'absolute' : 'relative');
    return new Dumper(scanner, lane, label, await this.#control.roundTrip());
  }

  #writer(): Promise<Restorer> {
    this.#writing ??= this.#openBulk().then((socket) =>
      Restorer.over(this.#control, socket, this.#dial.label),
    );
    return this.#writing;
  }

  async #openBulk(): Promise<BulkSocket> {
    const socket = await BulkSocket.open(this.#dial, AbortSignal.any([this.#signal, this.#closing.signal]));
    this.#lanes.push(socket);
    if (this.#closing.signal.aborted) socket.close();
    return socket;
  }
}
