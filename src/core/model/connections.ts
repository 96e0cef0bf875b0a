/** What a server tells of one connection (CLIENT LIST). Holds no secret, and nothing that was sent. */
export interface ClientConnection {
  /** As CLIENT SETNAME gave it; empty without one. */
  readonly name: string;
  /** Where it comes from; the path of a socket where it came by one. */
  readonly host: string;
  readonly port: number;
  /** Null where the server does not tell, as before Redis 6. */
  readonly user: string | null;
  /** Seconds since it was made. */
  readonly age: number;
  /** Seconds since it sent something. */
  readonly idle: number;
  /** The last command, in lower case, without its arguments; null when it sent none. */
  readonly command: string | null;
}

/** Connections from one machine, under one name and user. */
export interface ConnectionGroup extends Omit<ClientConnection, 'port'> {
  readonly connections: number;
  /** Null of several. */
  readonly port: number | null;
}

/** Who is connected: those with the most connections first. */
export interface ConnectionList {
  readonly connections: number;
  readonly groups: readonly ConnectionGroup[];
  /** Connections of groups that are not listed: a list is as long as can be looked through. */
  readonly unlisted: number;
}

/** Groups that are listed. */
const MOST_GROUPS = 50;

/** Puts connections together by machine, name and user. Of a group the longest age, and of the one that sent last what it sent. */
export function groupedConnections(all: readonly ClientConnection[]): ConnectionList {
  const groups = new Map<string, ConnectionGroup>();
  for (const one of all) {
    const id = JSON.stringify([one.host, one.name, one.user]);
    const before = groups.get(id);
    const latest = before === undefined || one.idle < before.idle ? one : before;
    groups.set(id, {
      ...latest,
      age: Math.max(one.age, before?.age ?? 0),
      port: before === undefined ? one.port : null,
      connections: (before?.connections ?? 0) + 1,
    });
  }
  const sorted = [...groups.values()].sort(
    (one, other) => other.connections - one.connections || one.idle - other.idle,
  );
  const listed = sorted.slice(0, MOST_GROUPS);
  const connections = all.length;
  return {
    connections,
    groups: listed,
    unlisted: connections - listed.reduce((sum, group) => sum + group.connections, 0),
  };
}
