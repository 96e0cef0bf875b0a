import { Failure } from '../../core/model/failure';
import type { Dial } from '../../core/dial';
import { t } from '../../core/model/t';
import { Lane } from '../lane';
import type { Sentinels } from './sentinels';

/** A primary, and how it was reached. */
export interface OpenPrimary {
  /** Of the primary itself. */
  readonly dial: Dial;
  readonly control: Lane;
}

/**
 * Connects to the primary that the Sentinels name, if it says itself that it is one: they learn of a failover a little
 * late, and may name a server that was one, or will be.
 * @param dial of the Sentinels
 * @throws Failure `server.busy` when it is none now
 */
export async function openPrimary(
  dial: Dial,
  sentinels: Sentinels,
  signal: AbortSignal,
): Promise<OpenPrimary> {
  const found = dialOf(dial, await sentinels.primary(signal));
  const control = await Lane.open(found, signal);
  try {
    const [role] = await control.pipeline([['ROLE']]);
    const name: unknown = Array.isArray(role) ? role[0] : undefined;
    // Who may not ask for it, must believe the Sentinels.
    if (role instanceof Error || (Buffer.isBuffer(name) && name.toString('latin1') === 'master')) {
      return { dial: found, control };
    }
    throw new Failure('server.busy', {
      what: t('Could not connect to {0}', dial.label),
      why: t('the server that its Sentinels name is not a primary now'),
      next: t('Wait until their failover is over, then run again.'),
    });
  } catch (error) {
    control.close();
    throw error;
  }
}

function dialOf(dial: Dial, place: Pick<Dial['address'], 'host' | 'port'>): Dial {
  const { tls, username, database } = dial.address;
  return {
    ...dial,
    followed: dial.address,
    address: {
      ...place,
      tls,
      ...(username === undefined ? {} : { username }),
      ...(database === undefined ? {} : { database }),
    },
  };
}
