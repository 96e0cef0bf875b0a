import { Failure } from './failure';
import { t } from './t';

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
  /** Present when host and port are those of a Sentinel, which is asked where the primary is. */
  readonly sentinel?: SentinelWatch;
}

/** Whom Sentinels are asked for. */
export interface SentinelWatch {
  /** Their name for the primary; absent means the only one that they watch. */
  readonly master?: string;
  /** Other Sentinels to ask; at least one when present. */
  readonly others?: readonly Pick<Address, 'host' | 'port'>[];
}

/** An endpoint as a person keeps it. Its password lives elsewhere, under the endpoint's id. */
export interface Endpoint {
  /** Stable and unique; made once, when the endpoint is added. */
  readonly id: string;
  /** The user's name for it. */
  readonly name: string;
  readonly address: Address;
  /** For addresses with TLS; absent means this machine's authorities, and no client certificate. */
  readonly tls?: TlsChoice;
  /** For addresses with TLS and a user: signs in by AWS credentials instead of a password. */
  readonly iam?: IamChoice;
  /** Holds the password, instead of the editor's own storage. */
  readonly secret?: SecretChoice;
  /** Tunnels: see Dial. */
  readonly addressMap?: readonly AddressMapping[];
}

/** Where something listens. */
export type Place = Pick<Address, 'host' | 'port'>;

/** Where a place is reached instead of at itself: through a tunnel. */
export interface AddressMapping {
  readonly from: Place;
  readonly to: Place;
}

/** Signing in to a cache by AWS credentials: each connection with a token of its own, made when it is opened. */
export interface IamChoice {
  /** The id of the replication group, or the name of the serverless cache; in lower case. */
  readonly cache: string;
  readonly serverless?: true;
  /** `eu-west-1` … */
  readonly region: string;
  /** The AWS profile whose credentials sign; absent means those of the environment. */
  readonly profile?: string;
  /** How long a connection may be open before it signs in again, in seconds; 6 hours if absent. */
  readonly renewSeconds?: number;
}

/** A secret of AWS Secrets Manager that holds a password: read at each connection, so that a rotation is followed. */
export interface SecretChoice {
  /** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME` */
  readonly arn: string;
  /** Where the password stands in the secret's JSON; absent for a text, or for JSON with `password` and maybe `username`. */
  readonly key?: string;
  /** The AWS profile whose credentials read it; absent means those of the environment. */
  readonly profile?: string;
}

/** What TLS with an endpoint goes by: paths of PEM files, never what they hold. */
export interface TlsChoice {
  /** Authorities to trust instead of this machine's. */
  readonly authorityFile?: string;
  /** The client's certificate, and its key: both or none. */
  readonly certificateFile?: string;
  readonly keyFile?: string;
  /** See Trust. */
  readonly serverName?: string;
  readonly unverified?: true;
}

/** An address with the password that a URL may carry. Never store or print this. */
export interface ParsedUrl {
  readonly address: Address;
  readonly password?: string;
}

const DEFAULT_PORT = 6379;
const DEFAULT_SENTINEL_PORT = 26_379;
/** Scheme, user with the @, hosts, and what follows. */
const SENTINEL_URL = /^(rediss?)\+sentinel:\/\/([^/?#]*@)?([^/?#@]*)(.*)$/i;

/**
 * Reads `redis://[user[:password]@]host[:port][/db]` or `rediss://…` (TLS); and
 * `redis+sentinel://[user[:password]@]host[:port][,host[:port]…][/MASTER[/db]]` or `rediss+sentinel://…`, of which the user
 * and the password are those of the primary.
 * @throws Failure `usage`. Its text never repeats the URL, which may hold a password.
 */
export function parseEndpointUrl(text: string): ParsedUrl {
  const sentinels = SENTINEL_URL.exec(text.trim());
  return sentinels === null ? parseServerUrl(text.trim(), DEFAULT_PORT) : parseSentinelUrl(sentinels);
}

function parseSentinelUrl([, scheme = '', user = '', hosts = '', path = '']: RegExpExecArray): ParsedUrl {
  const match = /^(?:\/([^/?#]*)(\/[^/]*)?)?$/.exec(path);
  if (match === null) throw badUrl(t('what follows its hosts is not /MASTER or /MASTER/db'));
  const [, name = '', database = ''] = match;
  const [first, ...others] = hosts
    .split(',')
    .map((host, index) =>
      parseServerUrl(
        index === 0 ? `${scheme}://${user}${host}${database}` : `${scheme}://${host}`,
        DEFAULT_SENTINEL_PORT,
      ),
    );
  if (first === undefined) throw badUrl(t('it names no host'));
  const master = decode(name);
  return {
    ...first,
    address: {
      ...first.address,
      sentinel: {
        ...(master === '' ? {} : { master }),
        ...(others.length === 0
          ? {}
          : { others: others.map(({ address: { host, port } }) => ({ host, port })) }),
      },
    },
  };
}

function parseServerUrl(text: string, defaultPort: number): ParsedUrl {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw badUrl(whyNoUrl(text));
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw badUrl(t('it does not start with redis:// or rediss://'));
  }
  if (url.hostname === '') throw badUrl(t('it names no host'));
  if (url.hostname.includes(',')) throw badUrl(t('it names several hosts, which only Sentinels may be'));
  if (url.search !== '' || url.hash !== '')
    throw badUrl(t('it has a query or a fragment, which mean nothing here'));
  const database = parseDatabase(url.pathname);
  const username = decode(url.username);
  const password = decode(url.password);
  return {
    address: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? defaultPort : parsePort(url.port),
      tls: url.protocol === 'rediss:',
      ...(username === '' ? {} : { username }),
      ...(database === undefined ? {} : { database }),
    },
    ...(password === '' ? {} : { password }),
  };
}

/** Told by the shape alone, and none of it repeated: it may hold a password. */
function whyNoUrl(text: string): string {
  if (/:\/\/[^@]*[#/?][^@]*@/.test(text))
    return t('its user or password holds a #, / or ? that is not escaped (write %23, %2F or %3F)');
  if (/:\/\/([^@]*@)?[^:/@]+:\d+(\/|$)/.test(text)) return badPort();
  return t('it is not a URL');
}

function badPort(): string {
  return t('its port is not a number from 1 to 65535');
}

/**
 * A TCP port from text.
 * @throws Failure `usage` when it is not a whole number from 1 to 65535.
 */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw badUrl(badPort());
  return port;
}

/** The address as a URL without any secret: `rediss://user@host:6379/0`. */
export function formatAddress(address: Address): string {
  const { sentinel } = address;
  const scheme = `${address.tls ? 'rediss' : 'redis'}${sentinel === undefined ? '' : '+sentinel'}`;
  const user = address.username === undefined ? '' : `${encodeURIComponent(address.username)}@`;
  const hosts = [address, ...(sentinel?.others ?? [])].map(hostAndPort).join(',');
  const master = sentinel === undefined ? '' : `/${encodeURIComponent(sentinel.master ?? '')}`;
  const database = address.database === undefined ? '' : `/${String(address.database)}`;
  return `${scheme}://${user}${hosts}${master}${database}`;
}

function hostAndPort({ host, port }: Pick<Address, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

function parseDatabase(pathname: string): number | undefined {
  if (pathname === '' || pathname === '/') return undefined;
  const match = /^\/(\d{1,9})$/.exec(pathname);
  if (match === null) throw badUrl(t('what follows the host is not the number of a database'));
  return Number(match[1]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badUrl(t('its user or password holds a % that is not an escape (write %25 for a percent sign)'));
  }
}

function badUrl(why: string): Failure {
  return new Failure('usage', {
    what: t('Could not read the address'),
    why,
    next: t(
      'Write it as redis://[user[:password]@]host[:port][/db], or rediss:// for TLS; Sentinels as redis+sentinel://host[:port],host[:port]/MASTER[/db].',
    ),
  });
}
