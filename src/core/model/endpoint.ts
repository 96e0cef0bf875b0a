import { Failure } from './failure';

/** Where a server listens. Holds no secret, so that it may be stored, logged and shown. */
export interface Address {
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  readonly tls: boolean;
  /** ACL user; absent means the default user. */
  readonly username?: string;
  /** The one database to work on; absent means every database that holds data. */
  readonly database?: number;
}

/** An endpoint as a person keeps it. Its password lives elsewhere, under the endpoint's id. */
export interface Endpoint {
  /** Stable and unique; made once, when the endpoint is added. */
  readonly id: string;
  /** The user's name for it. */
  readonly name: string;
  readonly address: Address;
}

/** An address with the password that a URL may carry. Never store or print this. */
export interface ParsedUrl {
  readonly address: Address;
  readonly password?: string;
}

const DEFAULT_PORT = 6379;

/**
 * Reads `redis://[user[:password]@]host[:port][/db]` or `rediss://…` (TLS).
 * @throws Failure `usage`. Its text never repeats the URL, which may hold a password.
 */
export function parseEndpointUrl(text: string): ParsedUrl {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw badUrl('it is not a URL');
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw badUrl('it does not start with redis:// or rediss://');
  }
  if (url.hostname === '') throw badUrl('it names no host');
  if (url.search !== '' || url.hash !== '')
    throw badUrl('it has a query or a fragment, which mean nothing here');
  const database = parseDatabase(url.pathname);
  const username = decode(url.username);
  const password = decode(url.password);
  return {
    address: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? DEFAULT_PORT : parsePort(url.port),
      tls: url.protocol === 'rediss:',
      ...(username === '' ? {} : { username }),
      ...(database === undefined ? {} : { database }),
    },
    ...(password === '' ? {} : { password }),
  };
}

/**
 * A TCP port from text.
 * @throws Failure `usage` when it is not a whole number from 1 to 65535.
 */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw badUrl('its port is not a number from 1 to 65535');
  return port;
}

/** The address as a URL without any secret: `rediss://user@host:6379/0`. */
export function formatAddress(address: Address): string {
  const user = address.username === undefined ? '' : `${encodeURIComponent(address.username)}@`;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  const database = address.database === undefined ? '' : `/${String(address.database)}`;
  return `${address.tls ? 'rediss' : 'redis'}://${user}${host}:${String(address.port)}${database}`;
}

function parseDatabase(pathname: string): number | undefined {
  if (pathname === '' || pathname === '/') return undefined;
  const match = /^\/(\d{1,9})$/.exec(pathname);
  if (match === null) throw badUrl('what follows the host is not the number of a database');
  return Number(match[1]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badUrl('its user or password holds a % that is not an escape (write %25 for a percent sign)');
  }
}

function badUrl(why: string): Failure {
  return new Failure('usage', {
    what: 'Could not read the address',
    why,
    next: 'Write it as redis://[user[:password]@]host[:port][/db], or rediss:// for TLS.',
  });
}
