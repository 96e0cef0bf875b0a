import type { Profile } from '../core/model/profile';
import type {
  Connect,
  Dial,
  DumpBatch,
  DumpedKey,
  DumpRequest,
  FunctionLibrary,
  KindSample,
  NamesRequest,
  RestoreItem,
  RestoreOutcome,
  Server,
} from '../core/ports';
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

/** One server over a few connections: one to ask and scan by, one for reading in bulk, one for writing. */
class RedisServer implements Server {
  readonly #dial: Dial;
  readonly #signal: AbortSignal;
  readonly #control: Lane;
  readonly #lanes: Lane[];
  #reading: Promise<Lane> | null = null;
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

  async *dump(request: DumpRequest, signal: AbortSignal): AsyncGenerator<DumpBatch> {
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
    database: number,
    items: readonly RestoreItem[],
    replace: boolean,
  ): Promise<readonly RestoreOutcome[]> {
    return (await this.#writer()).write(database, items, replace);
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

  async #dumper(): Promise<Dumper> {
    const { version, product } = await this.#known();
    this.#reading ??= this.#open();
    // Every Valkey has what Redis 7.2 has.
    return new Dumper(
      this.#control,
      await this.#reading,
      this.#dial.label,
      product === 'valkey' ? '7.2' : version,
    );
  }

  #writer(): Promise<Restorer> {
    this.#writing ??= this.#open().then((lane) => Restorer.over(lane, this.#dial.label));
    return this.#writing;
  }

  async #open(): Promise<Lane> {
    const lane = await Lane.open(this.#dial, AbortSignal.any([this.#signal, this.#closing.signal]));
    this.#lanes.push(lane);
    if (this.#closing.signal.aborted) lane.close();
    return lane;
  }
}
