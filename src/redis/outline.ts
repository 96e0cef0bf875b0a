import type { KeyOutlines, Keys } from '../core/keyBatch';
import type { Command, Lane, Reply } from './lane';
import { translate } from './translate';

/** What a node said of one key: its outline, or an error. */
export type OutlineReply = Outline | Error;

/** One key's; see KeyOutlines. */
export interface Outline {
  readonly type: string | null;
  readonly length: number;
  readonly expireAt: number;
}

/** By type, what asks for the length. */
const LENGTH: Readonly<Record<string, string>> = {
  string: 'STRLEN',
  list: 'LLEN',
  set: 'SCARD',
  zset: 'ZCARD',
  hash: 'HLEN',
  stream: 'XLEN',
  vectorset: 'VCARD',
};
/** The most keys of one TIME, where expiries are relative to it: see DumpLane. */
const NEAR_KEYS = 32;

/**
 * Asks for type, expiry and length of keys, in two requests; no value is read.
 * @param exact whether the server tells absolute expiries
 * @param asking true for slots that are on their way to it
 * @throws Failure `connect.*`; database.missing …
 */
export async function outlineKeys(
  lane: Lane,
  what: string,
  database: number,
  keys: readonly Uint8Array[],
  { exact, asking = false }: { readonly exact: boolean; readonly asking?: boolean },
): Promise<OutlineReply[]> {
  const ask: readonly Command[] = asking ? [['ASKING']] : [];
  const first: Command[] = [];
  for (const [index, key] of keys.entries()) {
    if (!exact && index % NEAR_KEYS === 0) first.push(['TIME']);
    first.push(...ask, [exact ? 'PEXPIRETIME' : 'PTTL', key], ...ask, ['TYPE', key]);
  }
  const replies = (await lane.pipelineIn(what, database, first))[Symbol.iterator]();
  const next = (): Reply => {
    const { value } = replies.next() as { value?: Reply };
    return value ?? null;
  };
  const skip = (): void => {
    if (asking) next();
  };
  let time = 0;
  const outlines = keys.map((_, index): OutlineReply => {
    if (!exact && index % NEAR_KEYS === 0) time = readTime(next());
    skip();
    const expiry = next();
    skip();
    const type = next();
    if (expiry instanceof Error) return expiry;
    if (type instanceof Error) return type;
    const name = Buffer.isBuffer(type) ? type.toString('latin1') : 'none';
    const expireAt = typeof expiry === 'number' && expiry > 0 ? time + expiry : 0;
    return { type: name === 'none' ? null : name, length: -1, expireAt };
  });
  return withLengths(outlines, async (asked) => {
    const commands = asked.flatMap(([index, length]): Command[] => [
      ...ask,
      [length, keys[index] ?? new Uint8Array()],
    ]);
    const lengths = await lane.pipelineIn(what, database, commands);
    return asked.map((_, position) => lengths[(position + 1) * (ask.length + 1) - 1] ?? null);
  });
}

async function withLengths(
  outlines: OutlineReply[],
  ask: (asked: readonly (readonly [index: number, command: string])[]) => Promise<readonly Reply[]>,
): Promise<OutlineReply[]> {
  const asked = outlines.flatMap((outline, index): (readonly [number, string])[] => {
    const command = outline instanceof Error ? undefined : LENGTH[outline.type ?? ''];
    return command === undefined ? [] : [[index, command]];
  });
  const lengths = asked.length === 0 ? [] : await ask(asked);
  for (const [position, [index]] of asked.entries()) {
    const length = lengths[position];
    const outline = outlines[index];
    if (outline === undefined || outline instanceof Error) continue;
    // A key that has become of another type meanwhile has no length of the old one; it will be looked at again.
    if (length instanceof Error && !length.message.startsWith('WRONGTYPE')) outlines[index] = length;
    else if (typeof length === 'number') outlines[index] = { ...outline, length };
  }
  return outlines;
}

/** Outlines as the ports give them. */
export function outlineColumns(outlines: readonly Outline[]): KeyOutlines {
  return {
    types: outlines.map(({ type }) => type),
    lengths: Float64Array.from(outlines, ({ length }) => length),
    expireAt: Float64Array.from(outlines, ({ expireAt }) => expireAt),
  };
}

/** TIME's reply as milliseconds since the epoch. */
function readTime(reply: Reply): number {
  const [seconds, microseconds] = (Array.isArray(reply) ? (reply as readonly Reply[]) : []).map((part) =>
    Number(String(part)),
  );
  return (seconds ?? NaN) * 1000 + Math.round((microseconds ?? NaN) / 1000);
}

/** Outlines of keys that one server serves; see KeySource.outline. @throws Failure */
export async function outlines(
  lane: Lane,
  what: string,
  database: number,
  keys: Keys,
  exact: boolean,
): Promise<KeyOutlines> {
  const names = Array.from({ length: keys.count }, (_, index) => keys.key(index));
  const replies = await outlineKeys(lane, what, database, names, { exact });
  return outlineColumns(
    replies.map((reply) => {
      if (reply instanceof Error) throw translate(reply, what);
      return reply;
    }),
  );
}
