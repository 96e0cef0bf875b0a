import type { ClientFacts } from '../../core/model/serverFacts';
import type { Lane } from '../lane';
import { OUR_NAME } from '../ourName';
import { figureOf, textOf } from './replies';

/** Of more clients than this the server is not asked for a list: it would be busy with it. */
export const MOST_LISTED = 5_000;
/** Libraries that are kept. */
const MOST_LIBRARIES = 50;

/** See ClientFacts; null where INFO tells nothing of it. @throws Failure `connect.*` */
export async function readClients(
  lane: Lane,
  fields: ReadonlyMap<string, string>,
  settings: Readonly<Record<string, string>> | null,
): Promise<ClientFacts | null> {
  const connected = figureOf(fields, 'connected_clients');
  if (connected === null) return null;
  const [reply] = connected > MOST_LISTED ? [] : await lane.pipeline([['CLIENT', 'LIST']]);
  const list = textOf(reply);
  const listed = list === null ? null : listedClients(list);
  const limit = settings?.['maxclients'];
  return {
    connected,
    limit: figureOf(fields, 'maxclients') ?? (limit === undefined ? null : Number(limit)),
    blocked: figureOf(fields, 'blocked_clients') ?? 0,
    subscribers: figureOf(fields, 'pubsub_clients') ?? listed?.subscribers ?? null,
    resp3: listed?.resp3 ?? null,
    tracking: figureOf(fields, 'tracking_clients') ?? listed?.tracking ?? null,
    libraries: listed?.libraries ?? null,
    ...(listed === null ? {} : { others: listed.others }),
  };
}

/**
 * What CLIENT LIST's lines `id=3 addr=… name=… flags=N … resp=2 lib-name=… lib-ver=…` say of clients as classes. Their
 * addresses and users are not looked at, and their names only to know our own. A figure is null where the server does not tell it of any client.
 */
export function listedClients(
  text: string,
): Pick<ClientFacts, 'subscribers' | 'resp3' | 'tracking' | 'libraries'> &
  Required<Pick<ClientFacts, 'others'>> {
  const lines = text.split('\n').filter((line) => line !== '');
  const fieldOf = (line: string, name: string): string | undefined =>
    new RegExp(`(?:^| )${name}=(\\S*)`).exec(line)?.[1];
  const flagged = (flag: string): number =>
    lines.filter((line) => fieldOf(line, 'flags')?.includes(flag) === true).length;
  const protocols = lines.flatMap((line) => fieldOf(line, 'resp') ?? []);
  const librariesOf = (some: readonly string[]): string[] | null => {
    const libraries = new Set<string>();
    let told = false;
    for (const line of some) {
      const name = fieldOf(line, 'lib-name');
      told ||= name !== undefined;
      if (name === undefined || name === '' || libraries.size >= MOST_LIBRARIES) continue;
      const version = fieldOf(line, 'lib-ver') ?? '';
      libraries.add(version === '' ? name : `${name} ${version}`);
    }
    return told ? [...libraries].sort() : null;
  };
  // Flags of replicas, and of the primary of a replica.
  const isLink = (line: string): boolean => /[SM]/.test(fieldOf(line, 'flags') ?? '');
  const others = lines.filter((line) => fieldOf(line, 'name') !== OUR_NAME && !isLink(line));
  return {
    subscribers: flagged('P'),
    resp3: protocols.length === 0 ? null : protocols.filter((protocol) => protocol === '3').length,
    tracking: flagged('t'),
    libraries: librariesOf(lines),
    others: { count: others.length, libraries: librariesOf(others) },
  };
}
