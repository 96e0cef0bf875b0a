import { parsePort } from './endpoint';
import type { AddressMapping, Place } from './endpoint';
import { Failure } from './failure';
import { t } from './t';

const PLACE = /^(?:\[([^\]]+)\]|([^\s:,=[\]]+)):(\d+)$/;

/**
 * Reads `host:port=host:port[,host:port=host:port…]`, what is dialled instead being on the right; IPv6 in brackets.
 * @throws Failure `usage`
 */
export function parseAddressMap(text: string): AddressMapping[] {
  const seen = new Set<string>();
  return text.split(',').map((pair) => {
    const [from, to, ...more] = pair.trim().split('=').map(parsePlace);
    if (from === undefined || to === undefined || more.length > 0) {
      throw badMap(t('it is not a list of host:port=host:port, with commas between'));
    }
    const key = keyOf(from);
    if (seen.has(key)) throw badMap(t('it maps {0} twice', key));
    seen.add(key);
    return { from, to };
  });
}

/** The same as text. */
export function formatAddressMap(map: readonly AddressMapping[]): string {
  return map.map(({ from, to }) => `${formatPlace(from)}=${formatPlace(to)}`).join(',');
}

/** Where to dial a place: what the map says, else itself. */
export function mappedPlace(map: readonly AddressMapping[] | undefined, place: Place): Place {
  const key = map === undefined ? '' : keyOf(place);
  const { host, port } = map?.find(({ from }) => keyOf(from) === key)?.to ?? place;
  return { host, port };
}

function parsePlace(text: string): Place {
  const [, bracketed, plain, port = ''] = PLACE.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw badMap(t('it is not a list of host:port=host:port, with commas between'));
  return { host, port: parsePort(port) };
}

/** `host:port`, IPv6 in brackets. */
export function formatPlace({ host, port }: Place): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

/** Names are the same in either case. */
function keyOf(place: Place): string {
  return formatPlace(place).toLowerCase();
}

function badMap(why: string): Failure {
  return new Failure('usage', {
    what: t('Could not read the address map'),
    why,
    next: t(
      'Write what the servers call themselves on the left, and where to dial them on the right: node-1.example:6379=127.0.0.1:7001.',
    ),
  });
}
