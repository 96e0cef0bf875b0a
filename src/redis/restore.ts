import type { FailureCode } from '../core/model/failure';
import type { KeyBatch } from '../core/keyBatch';
import { t } from '../core/model/t';
import type { FunctionLibrary, RestoreException, RestoreOutcome, RestoreRequest } from '../core/ports';
import { framedKeys, indexesByLane } from './bulk/keyLanes';
import { RestoreLane, expiryOf } from './bulk/restoreLane';
import type { BulkSocket } from './bulk/bulkSocket';
import { readRedirect } from './cluster/redirect';
import type { Redirect } from './cluster/redirect';
import type { Command, Lane } from './lane';
import { isPassingRefusal } from './patience';
import { configValue } from './probe';
import { cleanReply, translate } from './translate';

/** What became of a key, and for a node of a cluster whom to ask instead. */
export type NodeException = RestoreException & { readonly redirect?: Redirect };

/** A key that the probe names and never makes: its payload is not one. */
export const PROBE_KEY = 'elasticache-migrator:probe';

/** Failures that every other key would meet as well. */
const STOPPING: ReadonlySet<FailureCode> = new Set([
  'server.permission',
  'server.commandMissing',
  'server.memory',
  'server.readonly',
  'server.disk',
  'server.busy',
  'topology.unsupported',
  'connect.auth',
]);

/** The largest argument that servers take unless told otherwise. */
const DEFAULT_ARGUMENT_BYTES = 512 * 1024 * 1024;

const NONE = new Uint32Array(0);

/** Writes keys. */
export class Restorer {
  readonly #control: Lane;
  readonly #lanes: readonly RestoreLane[];
  readonly #what: string;
  readonly #argumentBytes: number;

  private constructor(control: Lane, sockets: readonly BulkSocket[], label: string, argumentBytes: number) {
    this.#control = control;
    this.#what = t('Could not write to {0}', label);
    this.#argumentBytes = argumentBytes;
    this.#lanes = sockets.map((socket) => new RestoreLane(socket, (message) => this.exception(message)));
  }

  /** Asks by `control`, writes by `sockets`, each key always by the same. @throws Failure */
  static async over(control: Lane, sockets: readonly BulkSocket[], label: string): Promise<Restorer> {
    const [limit] = await control.pipeline([['CONFIG', 'GET', 'proto-max-bulk-len']]);
    return new Restorer(control, sockets, label, Number(configValue(limit) ?? DEFAULT_ARGUMENT_BYTES));
  }

  /** See KeySink.checkWritable. A RESTORE of a payload that cannot be valid is refused by every server, after ACL. */
  async check(key = PROBE_KEY): Promise<void> {
    const [reply] = await this.#control.pipeline([['RESTORE', key, 0, 'probe']]);
    const exception = reply instanceof Error ? this.exception(reply.message) : undefined;
    // Permission was asked before the slot was looked up.
    if (exception?.redirect?.kind === 'moved' || exception?.redirect?.kind === 'ask') return;
    if (exception?.kind === 'stopped') throw exception.failure;
  }

  /** See KeySink.restore. */
  async write(request: RestoreRequest, signal: AbortSignal): Promise<Map<number, NodeException>> {
    const { batch, indexes, replaced } = request;
    const bytesOf = (index: number): number => replaced.get(index)?.length ?? batch.lengths[index] ?? 0;
    // The server would close the connection over a payload that is too large, and fail the keys after it.
    const large =
      replaced.size === 0 && batch.payloadBytes <= this.#argumentBytes
        ? NONE
        : indexes.filter((index) => bytesOf(index) > this.#argumentBytes);
    const sent =
      large.length === 0 ? indexes : indexes.filter((index) => bytesOf(index) <= this.#argumentBytes);
    const exceptions = await this.#send(request, sent, signal);
    for (const index of large) {
      const reason = t(
        'its payload of {0} bytes is larger than the target takes at once (proto-max-bulk-len {1})',
        bytesOf(index),
        this.#argumentBytes,
      );
      exceptions.set(index, { kind: 'tooLarge', reason });
    }
    return exceptions;
  }

  async #send(
    request: RestoreRequest,
    sent: Uint32Array,
    signal: AbortSignal,
  ): Promise<Map<number, RestoreException>> {
    const exceptions = new Map<number, RestoreException>();
    const parts = indexesByLane(framedKeys(request.batch), sent, this.#lanes.length);
    const written = parts.flatMap((part, index) => {
      const lane = this.#lanes[index];
      return lane === undefined || part.length === 0 ? [] : [lane.write(request, part, signal)];
    });
    const outcomes = await Promise.allSettled(written);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') throw outcome.reason;
      for (const [index, exception] of outcome.value) exceptions.set(index, exception);
    }
    return exceptions;
  }

  /** Writes keys of slots that are on their way to this node. @throws Failure */
  async writeAsking(request: RestoreRequest): Promise<Map<number, NodeException>> {
    const { batch, database, indexes, replaced, replace } = request;
    const commands = [...indexes].flatMap((index): Command[] => {
      const start = batch.offsets[index] ?? 0;
      const payload = replaced.get(index) ?? batch.bytes.subarray(start, start + (batch.lengths[index] ?? 0));
      const expireAt = expiryOf(request, index);
      const flags = [
        ...(replace ? ['REPLACE'] : []),
        ...(expireAt > 0 && request.targetNow === undefined ? ['ABSTTL'] : []),
        ...(request.carryEviction === true ? evictionFlags(batch, index) : []),
      ];
      return [['ASKING'], ['RESTORE', batch.key(index), expireAt, payload, ...flags]];
    });
    const replies = await this.#control.pipelineIn(this.#what, database, commands);
    const exceptions = new Map<number, NodeException>();
    for (const [position, index] of indexes.entries()) {
      const reply = replies[2 * position + 1];
      if (reply instanceof Error) exceptions.set(index, this.exception(reply.message));
    }
    return exceptions;
  }

  /** See KeySink.checkLoadable. Code that names no engine is refused by every server, after ACL. */
  async checkLoading(): Promise<void> {
    const [reply] = await this.#control.pipeline([['FUNCTION', 'LOAD', 'probe']]);
    if (!(reply instanceof Error)) return;
    const failure = translate(reply, this.#what);
    if (failure.code === 'server.permission' || failure.code === 'server.commandMissing') throw failure;
  }

  /** See KeySink.loadLibrary. */
  async loadLibrary(library: FunctionLibrary, replace: boolean): Promise<RestoreOutcome> {
    const flags = replace ? ['REPLACE'] : [];
    const [reply] = await this.#control.pipeline([['FUNCTION', 'LOAD', ...flags, library.code]]);
    if (!(reply instanceof Error)) return { kind: 'restored' };
    if (/^ERR Library .* already exists/i.test(reply.message)) return { kind: 'exists' };
    const outcome = this.exception(reply.message);
    if (outcome.kind === 'stopped' && isPassingRefusal(outcome.failure)) return outcome;
    // A user may be allowed to restore keys but not to load functions: only the library stays behind then.
    return outcome.kind === 'stopped' ? { kind: 'refused', reason: outcome.failure.why } : outcome;
  }

  /** What an error reply to a write means for its key. */
  exception(message: string): NodeException {
    if (message.startsWith('BUSYKEY')) return { kind: 'exists' };
    const failure = translate(new Error(message), this.#what);
    const redirect = readRedirect(message);
    if (redirect !== null) return { kind: 'stopped', failure, redirect };
    if (STOPPING.has(failure.code)) return { kind: 'stopped', failure };
    return { kind: 'refused', reason: cleanReply(message) };
  }
}

function evictionFlags({ idle, frequency }: KeyBatch, index: number): (string | number)[] {
  const used = (idle ?? frequency)?.[index] ?? -1;
  return used < 0 ? [] : [idle === undefined ? 'FREQ' : 'IDLETIME', used];
}
