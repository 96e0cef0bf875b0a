import { setTimeout as sleep } from 'node:timers/promises';
import type { Dial, Login } from '../core/dial';
import { isFailure } from '../core/model/failure';
import { t } from '../core/model/t';
import { isLoss } from './patience';

/** What was refused once may be granted a little later. */
const AGAIN_SECONDS = 60;

/** A connection that can sign in again. */
export interface Renewable {
  /** @throws Failure */
  signInAgain(login: Login): Promise<void>;
}

/**
 * Signs open connections in again, each with a password of its own, before the server ends them; whatever else they are
 * doing. Those that could not be are left as they are, and tried again within a minute. Never rejects.
 * @param dial with `passwords`; without, nothing is done
 * @param open the connections that are open; asked each time
 * @param signal ends it
 */
export async function keepSignedIn(
  { passwords, address, label, warn }: Dial,
  open: () => readonly Renewable[],
  signal: AbortSignal,
): Promise<void> {
  if (passwords === undefined) return;
  const { renewSeconds } = passwords;
  const renew = async (connection: Renewable): Promise<string | null> => {
    try {
      await connection.signInAgain(await passwords.next(signal));
      return null;
    } catch (error) {
      // One that was lost is dialled anew by whoever needs it.
      if (isLoss(error)) return null;
      return isFailure(error) ? error.why : t('an unexpected error was raised');
    }
  };
  let seconds = renewSeconds;
  for (;;) {
    // Nobody stays only for this.
    await sleep(seconds * 1000, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    const refusals = (await Promise.all(open().map(renew))).filter((why) => why !== null);
    // The signal may have aborted meanwhile, whatever the compiler thinks.
    if ((signal as Pick<AbortSignal, 'aborted'>).aborted) return;
    const [why] = refusals;
    if (why !== undefined) {
      warn?.(
        t('Could not sign in to {0} ({1}) again, which is tried once more: {2}.', label, address.host, why),
      );
    }
    seconds = why === undefined ? renewSeconds : Math.min(renewSeconds, AGAIN_SECONDS);
  }
}
