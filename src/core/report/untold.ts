import type { ServerFacts } from '../model/serverFacts';

type Told = Omit<ServerFacts, 'cluster' | 'tls' | 'access'>;

const PARTS: Readonly<Record<keyof Told, string>> = {
  settings: 'settings',
  commands: 'commands',
  calls: 'how often commands are called',
  replication: 'replication',
  persistence: 'persistence',
  memory: 'memory',
  clients: 'clients',
  modules: 'modules',
  libraries: 'function libraries',
  cachedScripts: 'cached scripts',
  slowCommands: 'slow commands',
  latencyEvents: 'latency events',
};

/** The parts of a server's facts that it does not tell, or not to this user, in words; empty when it was not asked. */
export function untold(facts: ServerFacts | null): string[] {
  if (facts === null) return [];
  const { access } = facts;
  return [
    ...(Object.keys(PARTS) as (keyof Told)[])
      .filter((part) => facts[part] === null)
      .map((part) => PARTS[part]),
    ...(access.open === null || access.defaultUserUnlimited === null ? ['rights of the default user'] : []),
    ...(access.otherUsers === null ? ['other users'] : []),
  ];
}
