import { formatPlace } from './addressMap';
import type { AddressMapping, Place } from './endpoint';

/** Where ssh lets in who runs on the same machine, and nobody else. */
const LOOPBACK = '127.0.0.1';

const LAST_PORT = 65_535;

/** Leads each place, once, through a local port of its own, from `firstPort` up. */
export function tunnelMap(places: readonly Place[], firstPort: number): AddressMapping[] {
  const names = places.map((place) => formatPlace(place).toLowerCase());
  const each = places.filter((_, index) => names.indexOf(names[index] ?? '') === index);
  return each.map(({ host, port }, index) => ({
    from: { host, port },
    to: { host: LOOPBACK, port: Math.min(firstPort + index, LAST_PORT) },
  }));
}

/**
 * The command that makes such a map true: an `-L` for each place, on a line of its own.
 * @param gateway `user@host` as ssh takes it; see `isGateway`
 */
export function sshCommand(map: readonly AddressMapping[], gateway: string): string {
  const ways = map.map(({ from, to }) => `-L ${quoted(`${formatPlace(to)}:${formatPlace(from)}`)}`);
  return ['ssh -N', ...ways, quoted(gateway)].join(' \\\n  ');
}

/** Whether a text names a machine to ssh, and cannot be taken for an option of it. */
export function isGateway(text: string): boolean {
  return /^[A-Za-z0-9_][\w.@:%[\]-]*$/.test(text);
}

/** For a shell, to which brackets mean something as well. */
function quoted(text: string): string {
  return /^[\w.:@%-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
