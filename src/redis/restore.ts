import type { FailureCode } from '../core/model/failure';
import type { FunctionLibrary, RestoreItem, RestoreOutcome } from '../core/ports';
import type { Lane, Reply } from './lane';
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

/** Writes keys. */
export class Restorer {
  readonly #lane: Lane;
  readonly #what: string;

  constructor(lane: Lane, label: string) {
    this.#lane = lane;
    this.#what = `Could not write to ${label}`;
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
    const replies = await this.#lane.pipelineIn(
      this.#what,
      database,
      items.map(({ key, payload, expireAt }) =>
        expireAt > 0
          ? (['RESTORE', key, expireAt, payload, ...flags, 'ABSTTL'] as const)
          : (['RESTORE', key, 0, payload, ...flags] as const),
      ),
    );
    return replies.map((reply) => this.#outcome(reply));
  }

  /** See KeySink.loadLibrary. */
  async loadLibrary(library: FunctionLibrary, replace: boolean): Promise<RestoreOutcome> {
    const flags = replace ? ['REPLACE'] : [];
    const [reply] = await this.#lane.pipeline([['FUNCTION', 'LOAD', ...flags, library.code]]);
    if (reply instanceof Error && /already exists/i.test(reply.message)) return { kind: 'exists' };
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
