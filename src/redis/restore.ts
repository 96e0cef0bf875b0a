import type { FailureCode } from '../core/model/failure';
import type { FunctionLibrary, RestoreItem, RestoreOutcome } from '../core/ports';
import type { Lane, Reply } from './lane';
import { configValue } from './probe';
import { cleanReply, translate } from './translate';

/** A key that the probe names and never makes: its payload is not one. */
const PROBE_KEY = 'elasticache-migrator:probe';

/** Failures that every other key would meet as well. */
const STOPPING: ReadonlySet<FailureCode> = new Set([
  'server.permission',
  'server.commandMissing',
  'server.memory',
  'server.readonly',
  'server.busy',
  'topology.unsupported',
  'connect.auth',
]);

/** The largest argument that servers take unless told otherwise. */
const DEFAULT_ARGUMENT_BYTES = 512 * 1024 * 1024;

/** Writes keys. */
export class Restorer {
  readonly #lane: Lane;
  readonly #what: string;
  readonly #argumentBytes: number;

  private constructor(lane: Lane, label: string, argumentBytes: number) {
    this.#lane = lane;
    this.#what = `Could not write to ${label}`;
    this.#argumentBytes = argumentBytes;
  }

  /** Writes over that connection. @throws Failure */
  static async over(lane: Lane, label: string): Promise<Restorer> {
    const [limit] = await lane.pipeline([['CONFIG', 'GET', 'proto-max-bulk-len']]);
    return new Restorer(lane, label, Number(configValue(limit) ?? DEFAULT_ARGUMENT_BYTES));
  }

  /** See KeySink.checkWritable. A RESTORE of a payload that cannot be valid is refused by every server, after ACL. */
  async check(): Promise<void> {
    const [reply] = await this.#lane.pipeline([['RESTORE', PROBE_KEY, 0, 'probe']]);
    const outcome = this.#outcome(reply);
    if (outcome.kind === 'stopped') throw outcome.failure;
  }

  /** See KeySink.restore. */
  async write(database: number, items: readonly RestoreItem[], replace: boolean): Promise<RestoreOutcome[]> {
    const flags = replace ? ['REPLACE'] : [];
    // The server would close the connection over a payload that is too large, and fail the keys after it.
    const tooLarge = ({ payload }: RestoreItem): boolean => payload.length > this.#argumentBytes;
    const sent = items.filter((item) => !tooLarge(item));
    const replies = await this.#lane.pipelineIn(
      this.#what,
      database,
      sent.map(({ key, payload, expireAt }) =>
        expireAt > 0
          ? (['RESTORE', key, expireAt, payload, ...flags, 'ABSTTL'] as const)
          : (['RESTORE', key, 0, payload, ...flags] as const),
      ),
    );
    let next = 0;
    return items.map((item) =>
      tooLarge(item) ? this.#refuseSize(item) : this.#outcome(replies[next++] ?? new Error('no answer')),
    );
  }

  #refuseSize({ payload }: RestoreItem): RestoreOutcome {
    const reason = `its payload of ${String(payload.length)} bytes is larger than the target takes at once (proto-max-bulk-len ${String(this.#argumentBytes)})`;
    return { kind: 'refused', reason };
  }

  /** See KeySink.loadLibrary. */
  async loadLibrary(library: FunctionLibrary, replace: boolean): Promise<RestoreOutcome> {
    const flags = replace ? ['REPLACE'] : [];
    const [reply] = await this.#lane.pipeline([['FUNCTION', 'LOAD', ...flags, library.code]]);
    if (reply instanceof Error && /^ERR Library .* already exists/i.test(reply.message))
      return { kind: 'exists' };
    const outcome = this.#outcome(reply);
    // A user may be allowed to restore keys but not to load functions: only the library stays behind then.
    return outcome.kind === 'stopped' ? { kind: 'refused', reason: outcome.failure.why } : outcome;
  }

  #outcome(reply: Reply | undefined): RestoreOutcome {
    if (!(reply instanceof Error)) return { kind: 'restored' };
    if (reply.message.startsWith('BUSYKEY')) return { kind: 'exists' };
    const failure = translate(reply, this.#what);
    if (STOPPING.has(failure.code)) return { kind: 'stopped', failure };
    return { kind: 'refused', reason: cleanReply(reply.message) };
  }
}
