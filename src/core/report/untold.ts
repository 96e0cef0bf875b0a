import type { CheckReport } from '../model/checkReport';
import { lacking } from '../model/partialProfile';
import type { Deployment } from '../model/deployment';
import type { PartialProfile } from '../model/partialProfile';
import type { ServerFacts } from '../model/serverFacts';
import { t } from '../model/t';

type Told = Omit<ServerFacts, 'cluster' | 'tls' | 'access'>;

const PARTS: Readonly<Record<keyof Told, string>> = {
  settings: t('settings'),
  commands: t('commands'),
  calls: t('how often commands are called'),
  replication: t('replication'),
  persistence: t('persistence'),
  memory: t('memory'),
  clients: t('clients'),
  modules: t('modules'),
  libraries: t('function libraries'),
  cachedScripts: t('cached scripts'),
  slowCommands: t('slow commands'),
  latencyEvents: t('latency events'),
};

/** A figure in words, also where it is not told. */
export function figure(value: number | null, words: (value: number) => string): string {
  return value === null ? t('not told') : words(value);
}

/**
 * What a server does not tell of itself, or not to this user, in words; of facts nothing when it was not asked for them, as a
 * cache that is only planned cannot be.
 */
export function untold(profile: PartialProfile | null, facts: ServerFacts | null, planned = false): string[] {
  if (planned) return [];
  const parts = profile === null ? [] : lacking(profile);
  return facts === null ? parts : [...new Set([...parts, ...untoldFacts(facts)])];
}

/** What is not decided of a cache that is yet to be created, in words; nothing of one that exists. */
export function undecided(place: Deployment | null): string[] {
  if (place?.planned !== true) return [];
  return (Object.keys(CHOICES) as (keyof typeof CHOICES)[])
    .filter((part) => place[part] === null && !(place.kind === 'serverless' && part === 'nodeType'))
    .map((part) => CHOICES[part]);
}

const CHOICES = {
  nodeType: t('node type'),
  inTransitEncryption: t('in-transit encryption'),
  atRestEncryption: t('encryption at rest'),
  authenticates: t('whether clients log in'),
  multiAz: 'Multi-AZ',
  sameNetwork: t('whether it is in the network of the source'),
  region: t('region'),
} as const;

/** The same of an end of a check. Of a file it is only what a file can tell. */
export function untoldOf({ profile, facts, places, file }: CheckReport, end: 'source' | 'target'): string[] {
  if (end === 'target' || file === undefined) return untold(profile[end], facts[end], places[end]?.planned);
  const { usedMemory } = profile.source;
  return [
    ...(file.writerTold ? [] : [t('who wrote it')]),
    ...(file.writtenAt === null ? [t('when it was written')] : []),
    ...(usedMemory === null ? [t('memory in use')] : []),
    ...(file.ofCluster === null ? [t('whether a node of a cluster wrote it')] : []),
  ];
}

function untoldFacts(facts: ServerFacts): string[] {
  const { access } = facts;
  return [
    ...(Object.keys(PARTS) as (keyof Told)[])
      .filter((part) => facts[part] === null)
      .map((part) => PARTS[part]),
    ...(access.open === null || access.defaultUserUnlimited === null
      ? [t('rights of the default user')]
      : []),
    ...(access.otherUsers === null ? [t('other users')] : []),
  ];
}
