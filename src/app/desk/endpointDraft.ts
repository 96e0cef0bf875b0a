import { formatAddress, parseEndpointUrl } from '../../core/model/endpoint';
import type { Address, Endpoint, SentinelWatch, TlsChoice } from '../../core/model/endpoint';
import { isFailure } from '../../core/model/failure';
import { byPassword, connectionOf, signsInOtherwise } from './connectionChoice';
import type { ConnectionChoice } from './connectionChoice';
import type { Passwords } from './secrets';
import { t } from '../../core/model/t';

/** What to do about the password when an endpoint is edited. */
export type PasswordChoice = 'keep' | 'replace' | 'none';

/** An endpoint while it is being written down. Lives only as long as the questions. */
export interface EndpointDraft {
  /** Absent while the endpoint is new. */
  readonly id?: string;
  /** Tunnels, and what signs in instead of a password. */
  connection: ConnectionChoice;
  host: string;
  port: number;
  tls: boolean;
  /** Present when the address is one of Sentinels. */
  sentinel?: SentinelWatch;
  /** Whether the address said so itself, by its scheme. */
  tlsKnown: boolean;
  /** What TLS goes by; counts only while there is TLS. */
  tlsChoice: TlsChoice;
  name: string;
  username: string;
  passwordChoice: PasswordChoice;
  password: string;
  /** The same of the Sentinels' own password; counts only for an address of Sentinels. */
  sentinelChoice: PasswordChoice;
  sentinelPassword: string;
  database: string;
}

/** What needs no question about a new endpoint. */
export type KnownOfEndpoint = Partial<Pick<EndpointDraft, 'host' | 'port' | 'tls' | 'tlsKnown' | 'name'>>;

/** A blank draft. */
export function newDraft(): EndpointDraft {
  return {
    host: '',
    port: 0,
    tls: false,
    tlsKnown: false,
    tlsChoice: {},
    connection: {},
    name: '',
    username: '',
    passwordChoice: 'replace',
    password: '',
    sentinelChoice: 'replace',
    sentinelPassword: '',
    database: '',
  };
}

/** The draft of an endpoint that is kept. */
export function draftOf(endpoint: Endpoint, kept: Passwords): EndpointDraft {
  const { id, name, address, tls = {} } = endpoint;
  return {
    id,
    connection: connectionOf(endpoint),
    host: address.host,
    port: address.port,
    tls: address.tls,
    ...(address.sentinel === undefined ? {} : { sentinel: address.sentinel }),
    tlsKnown: true,
    tlsChoice: tls,
    name,
    username: address.username ?? '',
    passwordChoice: kept.password === undefined ? 'replace' : 'keep',
    password: '',
    sentinelChoice: kept.sentinelPassword === undefined ? 'replace' : 'keep',
    sentinelPassword: '',
    database: address.database === undefined ? '' : String(address.database),
  };
}

/** The draft's address as one would type it, without user, password and database: they are asked apart. */
export function addressText(draft: EndpointDraft): string {
  if (draft.host === '') return '';
  const url = formatAddress({ host: draft.host, port: draft.port, tls: draft.tls, ...watchOf(draft) });
  return draft.tlsKnown ? url : url.replace(/^rediss?:\/\//, '');
}

/**
 * Takes an address apart: a URL, or `host[:port]`. A password in it moves to the draft's password.
 * @throws Failure `usage`
 */
export function readAddress(text: string, draft: EndpointDraft): void {
  const trimmed = text.trim();
  const isUrl = trimmed.includes('://');
  const { address, password } = parseEndpointUrl(isUrl ? trimmed : `redis://${trimmed}`);
  draft.host = address.host;
  draft.port = address.port;
  delete draft.sentinel;
  if (address.sentinel !== undefined) draft.sentinel = address.sentinel;
  // Going back and taking the scheme away means: ask me. The last answer stays as the proposal.
  draft.tlsKnown = isUrl;
  if (isUrl) draft.tls = address.tls;
  if (address.username !== undefined) draft.username = address.username;
  if (address.database !== undefined) draft.database = String(address.database);
  if (password !== undefined) {
    draft.password = password;
    draft.passwordChoice = 'replace';
    // Whoever writes a password signs in by that.
    draft.connection = byPassword(draft.connection);
  }
}

/** What is wrong with an address; undefined when nothing is. */
export function addressProblem(text: string): string | undefined {
  if (text.trim() === '') return t('An endpoint needs an address.');
  try {
    readAddress(text, newDraft());
    return undefined;
  } catch (error) {
    return isFailure(error)
      ? `${error.what}: ${error.why}.`
      : t('This is not an address. Write host:port, or redis://host:port.');
  }
}

/** What is wrong with a name; undefined when nothing is. */
export function nameProblem(text: string, others: readonly string[]): string | undefined {
  const name = text.trim();
  if (name === '') return t('An endpoint needs a name.');
  if (others.some((other) => other.toLowerCase() === name.toLowerCase())) {
    return t('There is an endpoint of this name already: {0}', name);
  }
  return undefined;
}

/** What is wrong with a database number; undefined when nothing is. */
export function databaseProblem(text: string): string | undefined {
  return /^\d{0,9}$/.test(text.trim())
    ? undefined
    : t('A database is a whole number, 0 or more. Leave it empty for all.');
}

/** A name for an endpoint that has none yet: the telling part of its host, numbered if that is taken. */
export function proposeName(draft: EndpointDraft, others: readonly string[]): string {
  const host = draft.host;
  const base = /^[\d.]+$|:|^localhost$/i.test(host)
    ? `${host} ${String(draft.port)}`
    : (host.split('.')[0] ?? host);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${String(number)}`;
    if (nameProblem(name, others) === undefined) return name;
  }
}

/** The endpoint that the draft describes. */
export function draftedEndpoint(draft: EndpointDraft, id: string): Endpoint {
  const { tls, tlsChoice, connection } = draft;
  const chosen = tls && Object.keys(tlsChoice).length > 0 ? { tls: tlsChoice } : {};
  return { id, name: draft.name.trim(), address: draftedAddress(draft), ...chosen, ...connection };
}

/** The passwords that the draft leaves, of those that are kept. */
export function chosenPasswords(draft: EndpointDraft, kept: Passwords): Passwords {
  const chosen = (
    choice: PasswordChoice,
    written: string,
    before: string | undefined,
  ): string | undefined => {
    if (choice === 'keep') return before;
    return choice === 'none' || written === '' ? undefined : written;
  };
  const password = signsInOtherwise(draft.connection)
    ? undefined
    : chosen(draft.passwordChoice, draft.password, kept.password);
  const sentinelPassword =
    draft.sentinel === undefined
      ? undefined
      : chosen(draft.sentinelChoice, draft.sentinelPassword, kept.sentinelPassword);
  return {
    ...(password === undefined ? {} : { password }),
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
  };
}

function draftedAddress(draft: EndpointDraft): Address {
  const username = draft.username.trim();
  const database = draft.database.trim();
  return {
    host: draft.host,
    port: draft.port,
    tls: draft.tls,
    ...watchOf(draft),
    ...(username === '' ? {} : { username }),
    ...(database === '' ? {} : { database: Number(database) }),
  };
}

function watchOf({ sentinel }: EndpointDraft): Pick<Address, 'sentinel'> {
  return sentinel === undefined ? {} : { sentinel };
}
