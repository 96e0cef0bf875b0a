import { setMaxListeners } from 'node:events';
import type { Dial } from '../core/dial';
import { BulkSocket } from './bulk/bulkSocket';
import { commandFrame } from './bulk/frames';
import { Lane } from './lane';
import { keepSignedIn } from './renewal';
import type { Renewable } from './renewal';
import { findReplica } from './replica/findReplica';

const READONLY = 'READONLY';

interface Connection extends Renewable {
  /** Whether it is of no use any more: those who open one for a large key close it themselves. */
  readonly closed: boolean;
  close(): void;
  ping(): Promise<unknown>;
}

/** The connections to one server, and to a replica of it where that is read; they end together. */
export class Connections {
  readonly #dial: Dial;
  readonly #signal: AbortSignal;
  readonly #control: Lane;
  readonly #clustered: boolean;
  readonly #replicas: readonly Pick<Dial['address'], 'host' | 'port'>[] | undefined;
  #open: Connection[];
  /** Ends connections that are still being opened when these are closed. */
  readonly #closing = new AbortController();
  #from: Promise<Dial> | null = null;
  #asker: Promise<Lane> | null = null;
  readonly #askers = new Map<Dial, Promise<BulkSocket>>();

  /** For the parameters, see NodeServer. */
  constructor(
    dial: Dial,
    signal: AbortSignal,
    control: Lane,
    clustered: boolean,
    replicas: readonly Pick<Dial['address'], 'host' | 'port'>[] | undefined,
  ) {
    this.#dial = dial;
    this.#signal = AbortSignal.any([signal, this.#closing.signal]);
    this.#control = control;
    this.#clustered = clustered;
    this.#replicas = replicas;
    this.#open = [control];
    // Each connection listens.
    setMaxListeners(0, this.#signal);
    keepSignedIn(dial, () => this.#live(), this.#signal).catch(() => undefined);
  }

  /** @throws Failure `connect.*` */
  async lane(dial = this.#dial): Promise<Lane> {
    const lane = await Lane.open(dial, this.#signal);
    return this.#opened(lane);
  }

  /** @param reading true when it is to leave no trace on keys @throws Failure `connect.*` */
  async bulk(dial = this.#dial, reading = false): Promise<BulkSocket> {
    const socket = await BulkSocket.open(dial, this.#signal, reading);
    // A replica in a cluster would send us to its primary otherwise.
    if (this.#clustered && dial !== this.#dial) await socket.request(commandFrame([READONLY]), 1, 0);
    return this.#opened(socket);
  }

  /** Where keys are read; always the same server. @throws Failure `topology.replica` */
  async from(): Promise<Dial> {
    if (this.#dial.readFrom === undefined) return this.#dial;
    if (this.#from === null) {
      const found = findReplica(this.#control, this.#dial, this.#replicas, this.#signal);
      this.#from = found;
      // What failed once is looked for again.
      found.catch(() => (this.#from = null));
    }
    return this.#from;
  }

  /** What asks about keys there where they are read. @throws Failure */
  async asker(): Promise<Lane> {
    if (this.#dial.readFrom === undefined) return this.#control;
    if (this.#asker === null) {
      const asker = this.#openAsker();
      this.#asker = asker;
      asker.catch(() => (this.#asker = null));
    }
    return this.#asker;
  }

  /**
   * What asks about many keys there where they are read, without a trace on them; for `askKeys` alone.
   * @param primary true where only the primary knows
   * @throws Failure
   */
  async bulkAsker(primary: boolean): Promise<BulkSocket> {
    const dial = primary ? this.#dial : await this.from();
    const known = this.#askers.get(dial);
    if (known !== undefined) return known;
    const asker = this.bulk(dial, true);
    this.#askers.set(dial, asker);
    // What failed once is opened anew.
    asker.catch(() => this.#askers.delete(dial));
    return asker;
  }

  /** See Server.keepAlive. */
  async keepAlive(): Promise<void> {
    await Promise.allSettled(this.#live().map((connection) => connection.ping()));
  }

  /** Whether they were closed. */
  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Never throws. */
  close(): void {
    this.#closing.abort();
    for (const connection of this.#open) connection.close();
  }

  async #openAsker(): Promise<Lane> {
    const lane = await this.lane(await this.from());
    if (this.#clustered) await lane.pipeline([[READONLY]]);
    return lane;
  }

  /** Forgets the others: no token is made for a connection that is closed, and none of them is kept. */
  #live(): readonly Connection[] {
    this.#open = this.#open.filter(({ closed }) => !closed);
    return this.#open;
  }

  #opened<Opened extends Connection>(connection: Opened): Opened {
    this.#live();
    this.#open.push(connection);
    if (this.closed) connection.close();
    return connection;
  }
}
