import { askKeys, commandAlone, commandOnKey } from './bulk/askKeys';
import type { BulkSocket } from './bulk/bulkSocket';
import type { FramedKeys } from './bulk/keyPage';

const EXISTS = [commandOnKey('EXISTS')];
const ASKING_EXISTS = [commandAlone('ASKING'), ...EXISTS];

/** Which of some keys exist, in their order. */
export interface Existing {
  readonly there: readonly boolean[];
  /** What the server refused to tell, by the keys' indexes. */
  readonly errors: ReadonlyMap<number, Error>;
}

/**
 * Asks which keys exist.
 * @param asking true for slots that are on their way to the server
 * @throws Failure `connect.*`; database.missing …
 */
export async function existing(
  socket: BulkSocket,
  what: string,
  database: number,
  keys: FramedKeys,
  asking = false,
): Promise<Existing> {
  const commands = asking ? ASKING_EXISTS : EXISTS;
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
