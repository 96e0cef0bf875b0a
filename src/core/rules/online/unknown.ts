import { userGuide } from '../pages';
import { settingOf } from '../settingOf';
import type { Evidence, Rule } from '../rule';
import { isOnlinePair } from './prerequisite';

/** What is not known is neither met nor unmet. */
export const onlineUnknown: Rule = {
  id: 'online.unknown',
  severity: 'info',
  what: 'prerequisites of an online migration that could not be looked at',
  why: 'AWS checks them only when the migration starts, and fails then.',
  docs: userGuide('Migration-Prepare'),
  basis: 'documented',
  evaluate(evidence) {
    if (!isOnlinePair(evidence)) return [];
    const unknown = unknownOf(evidence);
    if (unknown.length === 0) return [];
    return [
      {
        severity: 'info',
        message: `${String(unknown.length)} of the prerequisites of an online migration could not be looked at`,
        evidence: `not known: ${unknown.join('; ')}`,
        fix: 'Check them by hand, or run TestMigration; let the user of the source run CONFIG GET, COMMAND and ACL GETUSER to have them checked here. On the command line, say what you know of the cache by --target-is, such as elasticache,same-vpc,multi-az.',
        risks: ['online-migration'],
      },
    ];
  },
};

function unknownOf({ source, target, facts, places }: Evidence): string[] {
  const { target: place } = places;
  const setting = (name: string): string | null => settingOf(facts.source, name);
  const clustered = source.mode === 'cluster' && target.mode === 'cluster';
  const standalone = source.mode === 'standalone' && target.mode === 'standalone';
  const asked: readonly (readonly [name: string, known: unknown])[] = [
    ['whether the source asks for a password', facts.source?.access.open],
    ['protected-mode of the source', setting('protected-mode')],
    ['bind of the source', setting('bind')],
    ['port of the source', setting('port')],
    ['commands of the source', facts.source?.commands],
    ...(standalone
      ? ([
          ['databases of the source', setting('databases') ?? source.databaseLimit],
          ['databases of the target', settingOf(facts.target, 'databases') ?? target.databaseLimit],
        ] as const)
      : []),
    ...(clustered
      ? ([
          ['shards of the source', facts.source?.cluster],
          ['shards of the target', facts.target?.cluster],
        ] as const)
      : []),
    ['in-transit encryption of the target', place.inTransitEncryption ?? facts.target?.tls],
    ['Multi-AZ of the target', place.multiAz],
    ['data tiering of the target', place.dataTiering ?? place.nodeType],
    ['global datastore of the target', place.globalDatastore],
    ['whether the two are in one network', place.sameNetwork],
  ];
  return asked.flatMap(([name, known]) => (known === null || known === undefined ? [name] : []));
}
