import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dial } from '../core/dial';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';
import { whereTo } from './whereTo';

/** A name server that does not answer either holds nobody up for long. */
const PATIENCE_MS = 1_000;

/** Of China's regions as well. */
const ELASTICACHE = /\.cache\.amazonaws\.com(\.cn)?$/i;
/** Addresses of private networks, as those of a VPC. */
const PRIVATE =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:)/i;

/**
 * What is to be said of a server that is not reached, where it seems to lie in a network that this machine is not in:
 * caches have private addresses only. Anything else is as it was.
 */
export async function outOfReach(failure: Failure, dial: Dial): Promise<Failure> {
  if (failure.code !== 'connect.timeout' && failure.code !== 'connect.dns') return failure;
  const { host } = whereTo(dial);
  const cache = ELASTICACHE.test(host);
  if (failure.code === 'connect.dns') {
    if (!cache) return failure;
    return told(
      failure,
      t(
        'the name of this cache is not known here: it was deleted, is misspelt, or is known only to the name servers of its VPC',
      ),
      t('Check that the cache is still there, and that its name is written as AWS tells it.'),
      dial,
    );
  }
  const address = await addressOf(host);
  if (address === null || !PRIVATE.test(address)) return failure;
  return told(
    failure,
    privately(address, address !== host, cache),
    t(
      'Check that the security group there lets this machine in on port {0}, that a route leads to its subnet, and that TLS is on here exactly if it is on there.',
      whereTo(dial).port,
    ),
    dial,
  );
}

function privately(address: string, named: boolean, cache: boolean): string {
  if (!named) {
    return cache
      ? t('that is a private address in the VPC of the cache, and nothing answers there')
      : t('that is a private address, and nothing answers there');
  }
  return cache
    ? t(
        'its name stands for {0}, a private address in the VPC of the cache, and nothing answers there',
        address,
      )
    : t('its name stands for {0}, a private address, and nothing answers there', address);
}

function told({ code, what }: Failure, why: string, first: string, dial: Dial): Failure {
  return new Failure(code, {
    what,
    why,
    next: `${first} ${fromOutside(dial.means?.tunnel)}`,
  });
}

function fromOutside(tunnel: string | undefined): string {
  return tunnel === undefined
    ? t(
        'From outside of its network: work on a machine inside of it (open this window there by Remote-SSH), or go through a tunnel.',
      )
    : t(
        'From outside of its network: work on a machine inside of it (open this window there by Remote-SSH), or go through a tunnel ({0}).',
        tunnel,
      );
}

async function addressOf(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return host;
  const late = sleep(PATIENCE_MS, null, { ref: false });
  const found = lookup(host).then(
    ({ address }) => address,
    () => null,
  );
  return await Promise.race([found, late]);
}
