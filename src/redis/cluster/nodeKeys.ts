import { dumpedKeys } from '../../core/dumpedKeys';
import type { DumpedKey } from '../../core/keyBatch';
import { frameKeys } from '../bulk/keyPage';
import type { WantedKeys } from '../dump';
import type { Existing } from '../existing';
import type { Command, Reply } from '../lane';
import type { NodeServer } from '../nodeServer';
import type { Outline } from '../outline';
import { translate } from '../translate';
import { readRedirect } from './redirect';
import type { Redirect } from './redirect';

/** What a node said about each key: what was asked for, or whom to ask instead. */
export type Answer<Value> = { readonly value: Value } | { readonly redirect: Redirect };

/** Keys to read by name. */
interface Named {
  readonly database: number;
  readonly keys: readonly Uint8Array[];
  /** Their slots are only on their way to the node. */
  readonly asking: boolean;
  readonly wanted: WantedKeys;
}

/** Reads keys by name from one node. @throws Failure */
export async function dumpFrom(node: NodeServer, what: string, named: Named): Promise<Answer<DumpedKey>[]> {
  // A key that was moved is as good as new on its node: nothing is known of its use before.
  if (named.asking) return dumpAsking(node, what, named.database, named.keys);
  const parts = await node.readKeys(named.database, frameKeys(named.keys), named.wanted);
  return parts.flatMap((batch) =>
    dumpedKeys(batch).map((value, index) => {
      const message = batch.redirected.get(index);
      const redirect = message === undefined ? null : readRedirect(message);
      return redirect === null ? { value } : { redirect };
    }),
  );
}

/** What keys are on one node, without their values. @throws Failure */
export async function outlineOn(
  node: NodeServer,
  what: string,
  database: number,
  keys: readonly Uint8Array[],
  asking: boolean,
): Promise<Answer<Outline>[]> {
  const { types, lengths, expireAt, errors } = await node.keys.outlined(
    what,
    database,
    frameKeys(keys),
    asking,
  );
  return keys.map((_, index) => {
    const error = errors.get(index);
    if (error !== undefined) return redirected(error, what);
    const outline = { length: lengths[index] ?? -1, expireAt: expireAt[index] ?? 0 };
    return { value: { type: types[index] ?? null, ...outline } };
  });
}

/** Whether keys exist on one node. @throws Failure */
export async function existOn(
  node: NodeServer,
  what: string,
  database: number,
  keys: readonly Uint8Array[],
  asking: boolean,
): Promise<Answer<boolean>[]> {
  return answersOf(await node.keys.existing(what, database, frameKeys(keys), asking), what);
}

/** Deletes keys of one node, and tells which were there. @throws Failure */
export async function removeOn(
  node: NodeServer,
  what: string,
  database: number,
  keys: readonly Uint8Array[],
  asking: boolean,
): Promise<Answer<boolean>[]> {
  return answersOf(await node.keys.removed(what, database, frameKeys(keys), asking), what);
}

function answersOf({ there, errors }: Existing, what: string): Answer<boolean>[] {
  return there.map((value, index) => {
    const error = errors.get(index);
    return error === undefined ? { value } : redirected(error, what);
  });
}

async function dumpAsking(
  node: NodeServer,
  what: string,
  database: number,
  keys: readonly Uint8Array[],
): Promise<Answer<DumpedKey>[]> {
  const exact = await node.hasExactExpiry();
  const expiry = exact ? 'PEXPIRETIME' : 'PTTL';
  const commands = keys.flatMap((key): Command[] => [['ASKING'], [expiry, key], ['ASKING'], ['DUMP', key]]);
  const [time, ...replies] = await node.control.pipelineIn(what, database, [['TIME'], ...commands]);
  const base = exact ? 0 : readTime(time, what);
  return keys.map((key, index) => {
    const [, till, , payload] = replies.slice(4 * index, 4 * index + 4);
    if (till instanceof Error) return redirected(till, what);
    if (payload instanceof Error) return redirected(payload, what);
    const expireAt = typeof till === 'number' && till > 0 ? base + till : 0;
    return { value: { key, payload: Buffer.isBuffer(payload) ? payload : null, expireAt } };
  });
}

function redirected(error: Error, what: string): { readonly redirect: Redirect } {
  const redirect = readRedirect(error.message);
  if (redirect === null) throw translate(error, what);
  return { redirect };
}

function readTime(reply: Reply | undefined, what: string): number {
  if (reply instanceof Error) throw translate(reply, what);
  const [seconds, microseconds] = (Array.isArray(reply) ? (reply as readonly Reply[]) : []).map((part) =>
    Number(String(part)),
  );
  return (seconds ?? NaN) * 1000 + Math.round((microseconds ?? NaN) / 1000);
}
