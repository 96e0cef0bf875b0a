import type { KeyOutlines, Keys } from '../core/keyBatch';
import { t } from '../core/model/t';
import { framedKeys } from './bulk/keyLanes';
import { frameKeys } from './bulk/keyPage';
import type { FramedKeys } from './bulk/keyPage';
import type { Connections } from './connections';
import { existing } from './existing';
import type { Existing } from './existing';
import { outlineKeys } from './outline';
import type { Outlined } from './outline';
import { translate } from './translate';

/** What one server is asked about keys by their names, without their values; and what deletes them. */
export class KeyQuestions {
  readonly #connections: Connections;
  readonly #label: string;
  readonly #hasExactExpiry: () => Promise<boolean>;

  /** @param hasExactExpiry whether the server tells absolute expiries */
  constructor(connections: Connections, label: string, hasExactExpiry: () => Promise<boolean>) {
    this.#connections = connections;
    this.#label = label;
    this.#hasExactExpiry = hasExactExpiry;
  }

  async outline(database: number, keys: Keys): Promise<KeyOutlines> {
    const what = t('Could not read from {0}', this.#label);
    const outlined = await this.outlined(what, database, framedKeys(keys), false);
    for (const error of outlined.errors.values()) throw translate(error, what);
    return outlined;
  }

  /** @param asking true for slots that are on their way to this server @throws Failure */
  async outlined(what: string, database: number, keys: FramedKeys, asking: boolean): Promise<Outlined> {
    const exact = await this.#hasExactExpiry();
    return outlineKeys(await this.#connections.bulkAsker(asking), what, database, keys, { exact, asking });
  }

  async exist(database: number, keys: readonly Uint8Array[]): Promise<readonly boolean[]> {
    const what = t('Could not read from {0}', this.#label);
    return thereOf(await this.existing(what, database, frameKeys(keys), false), what);
  }

  /** @param asking true for slots that are on their way to this server @throws Failure */
  async existing(what: string, database: number, keys: FramedKeys, asking: boolean): Promise<Existing> {
    return existing(await this.#connections.bulkAsker(asking), what, database, keys, asking);
  }

  async remove(database: number, keys: readonly Uint8Array[]): Promise<readonly boolean[]> {
    const what = t('Could not delete from {0}', this.#label);
    return thereOf(await this.removed(what, database, frameKeys(keys), false), what);
  }

  /** @param asking true for slots that are on their way to this server @throws Failure */
  async removed(what: string, database: number, keys: FramedKeys, asking: boolean): Promise<Existing> {
    return existing(await this.#connections.bulkAsker(true), what, database, keys, asking, 'UNLINK');
  }
}

function thereOf({ there, errors }: Existing, what: string): readonly boolean[] {
  for (const error of errors.values()) throw translate(error, what);
  return there;
}
