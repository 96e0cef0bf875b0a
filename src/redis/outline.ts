import type { KeyOutlines } from '../core/keyBatch';
import { askKeys, commandAlone, commandOnKey } from './bulk/askKeys';
import type { KeyCommand } from './bulk/askKeys';
import type { BulkSocket } from './bulk/bulkSocket';
import type { FramedKeys } from './bulk/keyPage';
import { readTime } from './bulk/readTime';
import { translate } from './translate';

/** What a node said of keys. */
export interface Outlined extends KeyOutlines {
  /** What it refused to tell, by the keys' indexes. */
  readonly errors: ReadonlyMap<number, Error>;
}

/** One key's; see KeyOutlines. */
export interface Outline {
  readonly type: string | null;
  readonly length: number;
  readonly expireAt: number;
}

const TIME = commandAlone('TIME');
const ASKING = commandAlone('ASKING');
const TYPE = commandOnKey('TYPE');
const EXPIRY = { exact: commandOnKey('PEXPIRETIME'), relative: commandOnKey('PTTL') };
/** By type, what asks for the length. */
const LENGTH: ReadonlyMap<string | null, KeyCommand> = new Map([
  ['string', commandOnKey('STRLEN')],
  ['list', commandOnKey('LLEN')],
  ['set', commandOnKey('SCARD')],
  ['zset', commandOnKey('ZCARD')],
  ['hash', commandOnKey('HLEN')],
  ['stream', commandOnKey('XLEN')],
  ['vectorset', commandOnKey('VCARD')],
]);
/** The most keys of one TIME, where expiries are relative to it: see DumpLane. */
const NEAR_KEYS = 32;

/**
 * Asks for type, expiry and length of keys, in two requests; no value is read.
 * @param exact whether the server tells absolute expiries
 * @param asking true for slots that are on their way to it
 * @throws Failure `connect.*`; database.missing …
 */
export async function outlineKeys(
  socket: BulkSocket,
  what: string,
  database: number,
  keys: FramedKeys,
  { exact, asking = false }: { readonly exact: boolean; readonly asking?: boolean },
): Promise<Outlined> {
  const { count } = keys;
  const ask = asking ? [ASKING] : [];
  const usual = [...ask, EXPIRY[exact ? 'exact' : 'relative'], ...ask, TYPE];
  const timed = [TIME, ...usual];
  const commandsOf = (index: number): readonly KeyCommand[] =>
    !exact && index % NEAR_KEYS === 0 ? timed : usual;
  const answers = await askKeys(socket, what, database, keys, commandsOf);
  const types = new Array<string | null>(count);
  const expireAt = new Float64Array(count);
  const errors = new Map<number, Error>();
  let time = 0;
  let place = 0;
  for (let index = 0; index < count; index++) {
    if (commandsOf(index) === timed) time = timeOf(answers.bytes, answers.at(place++), what);
    const [expiry, type] = [place + ask.length, place + usual.length - 1];
    place += usual.length;
    const error = answers.error(expiry) ?? answers.error(type);
    types[index] = null;
    if (error !== null) {
      errors.set(index, error);
      continue;
    }
    const till = answers.integer(expiry);
    const word = answers.word(type);
    if (word !== 'none') types[index] = word;
    if (till > 0) expireAt[index] = time + till;
  }
  const lengths = await lengthsOf(socket, what, database, keys, ask, types, errors);
  return { types, lengths, expireAt, errors };
}

async function lengthsOf(
  socket: BulkSocket,
  what: string,
  database: number,
  keys: FramedKeys,
  ask: readonly KeyCommand[],
  types: readonly (string | null)[],
  errors: Map<number, Error>,
): Promise<Float64Array> {
  const lengths = new Float64Array(keys.count).fill(-1);
  const byType = new Map([...LENGTH].map(([type, command]) => [type, [...ask, command]] as const));
  const commandsOf = (index: number): readonly KeyCommand[] => byType.get(types[index] ?? null) ?? [];
  const answers = await askKeys(socket, what, database, keys, commandsOf);
  let place = 0;
  for (let index = 0; index < keys.count; index++) {
    const { length } = commandsOf(index);
    if (length === 0) continue;
    place += length;
    const error = answers.error(place - 1);
    // A key that has become of another type meanwhile has no length of the old one; it will be looked at again.
    if (error === null) lengths[index] = answers.integer(place - 1);
    else if (!error.message.startsWith('WRONGTYPE')) errors.set(index, error);
  }
  return lengths;
}

function timeOf(bytes: Buffer, at: number, what: string): number {
  try {
    return readTime(bytes, at);
  } catch (error) {
    throw translate(error, what);
  }
}

/** Outlines as the ports give them. */
export function outlineColumns(outlines: readonly Outline[]): KeyOutlines {
  return {
    types: outlines.map(({ type }) => type),
    lengths: Float64Array.from(outlines, ({ length }) => length),
    expireAt: Float64Array.from(outlines, ({ expireAt }) => expireAt),
  };
}
