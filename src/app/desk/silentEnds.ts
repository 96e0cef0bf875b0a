import type { Endpoint } from '../../core/model/endpoint';
import { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { OpenEndpoint } from './openEndpoint';

/** Whoever answers at all does so within this. */
const ASKED_MS = 3_000;

/** Those of some ends that do not answer: each is asked anew, over a connection of its own. Never throws. */
export async function silentEnds(
  ends: readonly Endpoint[],
  open: OpenEndpoint,
): Promise<readonly Endpoint[]> {
  const over = new AbortController();
  const late = new Promise<never>((_resolve, reject) => {
    over.signal.addEventListener('abort', reject, { once: true });
  });
  late.catch(() => undefined);
  const timer = setTimeout(() => {
    over.abort();
  }, ASKED_MS);
  const asked = ends.map(async (end) => {
    const opening = open(end, over.signal);
    // Also where it comes too late.
    opening.then(
      (server) => {
        server.close();
      },
      () => undefined,
    );
    return await Promise.race([opening, late]).then(
      () => [],
      () => [end],
    );
  });
  const silent = (await Promise.all(asked)).flat();
  clearTimeout(timer);
  return silent;
}

/** A failure to reach one of two ends, said of the one that it is. */
export function oneIsSilent({ code, why, next }: Failure, { name }: Endpoint): Failure {
  return new Failure(code, { what: t('Could not look at {0}', name), why, next });
}

/** A failure to reach one end, said of both. */
export function neitherAnswers({ code, next }: Failure, one: Endpoint, other: Endpoint): Failure {
  return new Failure(code, {
    what: t('Could not look at {0}', t('{0} and {1}', one.name, other.name)),
    why: t('neither {0} nor {1} answers', one.name, other.name),
    next,
  });
}
