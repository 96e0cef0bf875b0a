import { askKeys, commandAlone, commandOnKey } from './bulk/askKeys';
import type { BulkSocket } from './bulk/bulkSocket';
import type { FramedKeys } from './bulk/keyPage';

/** What is asked of each key, or done to it; a server answers 1 where the key was there. */
export type KeyCommand = 'EXISTS' | 'UNLINK';

const ASKED = { EXISTS: [commandOnKey('EXISTS')], UNLINK: [commandOnKey('UNLINK')] };
const ASKING = commandAlone('ASKING');

/** Which of some keys exist, or did until now, in their order. */
export interface Existing {
  readonly there: readonly boolean[];
  /** What the server refused, by the keys' indexes. */
  readonly errors: ReadonlyMap<number, Error>;
}

/**
 * Asks of each key whether it exists, or deletes it.
 * @param asking true for slots that are on their way to the server
 * @throws Failure `connect.*`; database.missing …
 */
export async function existing(
  socket: BulkSocket,
  what: string,
  database: number,
  keys: FramedKeys,
  asking = false,
  command: KeyCommand = 'EXISTS',
): Promise<Existing> {
  const commands = asking ? [ASKING, ...ASKED[command]] : ASKED[command];
  const answers = await askKeys(socket, what, database, keys, () => commands);
  const there = new Array<boolean>(keys.count);
  const errors = new Map<number, Error>();
  for (let index = 0; index < keys.count; index++) {
    const place = (index + 1) * commands.length - 1;
    const error = answers.error(place);
    there[index] = answers.integer(place) === 1;
    if (error !== null) errors.set(index, error);
  }
  return { there, errors };
}
