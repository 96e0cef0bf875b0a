import { t } from '../../model/t';
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
        message: t('{0} of the prerequisites of an online migration could not be looked at', unknown.length),
        evidence: t('not known: {0}', unknown.join('; ')),
        fix: t(
          'Check them by hand, or run TestMigration; let the user of the source run CONFIG GET, COMMAND and ACL GETUSER to have them checked here. On the command line, say what you know of the cache by --target-is, such as elasticache,same-vpc,multi-az.',
        ),
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
    [t('whether the source asks for a password'), facts.source?.access.open],
    [t('protected-mode of the source'), setting('protected-mode')],
    [t('bind of the source'), setting('bind')],
    [t('port of the source'), setting('port')],
    [t('commands of the source'), facts.source?.commands],
    ...(standalone
      ? ([
          [t('databases of the source'), setting('databases') ?? source.databaseLimit],
          [t('databases of the target'), settingOf(facts.target, 'databases') ?? target.databaseLimit],
        ] as const)
      : []),
    ...(clustered
      ? ([
          [t('shards of the source'), facts.source?.cluster],
          [t('shards of the target'), facts.target?.cluster],
        ] as const)
      : []),
    [t('in-transit encryption of the target'), place.inTransitEncryption ?? facts.target?.tls],
    [t('Multi-AZ of the target'), place.multiAz],
    [t('data tiering of the target'), place.dataTiering ?? place.nodeType],
    [t('global datastore of the target'), place.globalDatastore],
    [t('whether the two are in one network'), place.sameNetwork],
  ];
  return asked.flatMap(([name, known]) => (known === null || known === undefined ? [name] : []));
}
