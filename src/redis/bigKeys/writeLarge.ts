import { randomBytes } from 'node:crypto';
import { chunkBytes } from '../../core/largeValue';
import type { LargeRequest, ValueChunk } from '../../core/largeValue';
import { isFailure } from '../../core/model/failure';
import type { FailureCode } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { LargeOutcome } from '../../core/ports';
import type { BulkSocket } from '../bulk/bulkSocket';
import { ACKNOWLEDGED_MS } from '../cluster/replicaAck';
import type { Marks } from '../cluster/unheld';
import type { Command, Reply } from '../lane';
import type { NodeException } from '../restore';
import { chunkCommands } from './chunkCommands';
import type { Holds } from './chunkCommands';
import { Conversation } from './conversation';
import type { LeftOvers } from './leftOvers';
import { temporaryKey } from './temporaryKey';

/** What is left of a value whose writing failed, and could not be removed, goes away by itself after so long. */
const LEFT_OVER_MS = 3_600_000;

const LACKING: ReadonlySet<FailureCode> = new Set(['server.permission', 'server.commandMissing']);

/** Where and how a large value is written. */
export interface Place {
  /** A connection for it alone; it is closed at the end. */
  readonly socket: BulkSocket;
  /** What could not be done, for failures. */
  readonly what: string;
  readonly abilities: Holds;
  /** How many replicas should hold the key before it counts as written: a failover at once would lose it else. */
  readonly replicas: number;
  /** Hear whether they do. */
  readonly marks?: Marks;
  /** Knows what earlier attempts may have left, and hears of this one. */
  readonly leftOvers: LeftOvers;
  /** What an error reply means for the key. */
  readonly exceptionOf: (message: string) => NodeException;
}

/** See KeySink.writeLarge. */
export async function writeLarge(
  { socket, what, abilities, replicas, marks, leftOvers, exceptionOf }: Place,
  { database, key, value, replace, clockDifference = 0 }: LargeRequest,
  signal: AbortSignal,
): Promise<LargeOutcome> {
  const talk = new Conversation(socket, what);
  const part = temporaryKey(key, randomBytes(6).toString('hex'));
  // With the first part at once, by EXEC: what a connection leaves that is cut between two commands would stay for good.
  const expiring: Command = ['PEXPIRE', part, LEFT_OVER_MS];
  const remove = async (): Promise<void> => {
    const parts = leftOvers.of(database, key);
    if (parts.length > 0) await talk.ask([['UNLINK', ...parts]]);
    leftOvers.gone(database, key);
  };
  const give = async (outcome: LargeOutcome): Promise<LargeOutcome> => {
    await remove();
    return outcome;
  };
  const meaning = (message: string): NodeException => {
    if (/exceeds maximum allowed size/i.test(message)) {
      return {
        kind: 'refused',
        reason: t('it is a string larger than the target takes (proto-max-bulk-len)'),
      };
    }
    const exception = exceptionOf(message);
    // Who may restore keys, but not do what a large one takes, can still copy the others.
    const lacking = exception.kind === 'stopped' && LACKING.has(exception.failure.code);
    return lacking ? { kind: 'refused', reason: t('as a large key, {0}', exception.failure.why) } : exception;
  };
  let bytes = 0;
  let loses = false;
  let naming = false;
  let begun = false;
  let writing: Promise<readonly Reply[]> = Promise.resolve([]);
  try {
    await talk.select(database);
    await remove();
    if (!replace && (await talk.call('EXISTS', key)) === 1) return { kind: 'exists' };
    leftOvers.add(database, key, part);
    for await (const chunk of value.chunks()) {
      signal.throwIfAborted();
      const commands = chunkCommands(chunk, value.type, part, abilities, clockDifference);
      const refused = refusal(await writing);
      if (refused !== null) return await give(meaning(refused.message));
      // The next part is read while this one is written.
      writing = talk.ask(begun ? [...commands, expiring] : [['MULTI'], ...commands, expiring, ['EXEC']]);
      begun ||= commands.length > 0;
      writing.catch(() => undefined);
      bytes += chunkBytes(chunk);
      loses ||= losesExpiry(chunk, abilities);
    }
    const refused = refusal(await writing);
    if (refused !== null) return await give(meaning(refused.message));
    if (!(await value.unchanged())) return await give({ kind: 'changed' });
    const { expireAt } = value;
    naming = true;
    const named = await talk.ask([
      ['MULTI'],
      expireAt > 0 ? ['PEXPIREAT', part, expireAt + clockDifference] : ['PERSIST', part],
      [replace ? 'RENAME' : 'RENAMENX', part, key],
      ['EXEC'],
    ]);
    const outcome = outcomeOf(named);
    if (outcome === 'named') leftOvers.gone(database, key);
    const mark = outcome === 'named' ? marks?.wrote() : undefined;
    if (mark !== undefined && replicas > 0) {
      // Replicas that are away hold nobody up for long.
      const [held] = await talk.ask([['WAIT', replicas, ACKNOWLEDGED_MS]]);
      if (typeof held === 'number' && held >= replicas) marks?.held(mark);
    }
    naming = false;
    if (outcome instanceof Error) return await give(meaning(outcome.message));
    if (outcome !== 'named') return await give({ kind: outcome });
    return { kind: 'written', bytes, ...(loses ? { loss: 'hash-field-ttl' as const } : {}) };
  } catch (error) {
    if (naming && isFailure(error)) return { kind: 'interrupted', failure: error, doubtful: true };
    await writing.catch(() => undefined);
    await remove().catch(() => undefined);
    throw error;
  } finally {
    talk.close();
  }
}

function outcomeOf(replies: readonly Reply[]): 'named' | 'exists' | 'expired' | Error {
  const [, , , done] = replies;
  const answers = Array.isArray(done) ? (done as readonly Reply[]) : [];
  const renamed = answers[1];
  if (renamed === 0) return 'exists';
  const error = refusal([...replies, ...answers]);
  if (error === null) return 'named';
  // PEXPIREAT of a moment that is over removed it; or all of its content had expired on the way.
  return /no such key/i.test(error.message) ? 'expired' : error;
}

function refusal(replies: readonly Reply[]): Error | null {
  return replies.flat().find((reply) => reply instanceof Error) ?? null;
}

function losesExpiry(chunk: ValueChunk, { fieldExpiry }: Holds): boolean {
  return chunk.kind === 'fields' && chunk.expireAt !== undefined && !fieldExpiry;
}
