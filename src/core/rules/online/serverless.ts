import { versionAtLeast } from '../../model/profile';
import { t } from '../../model/t';
import { userGuide } from '../pages';
import { productName } from '../rule';
import type { Rule } from '../rule';
import { settingOf } from '../settingOf';
import { boundToItself } from './boundToItself';

/** The online migration to serverless caches has a table of its own, and this program cannot start it. */
export const onlineServerless: Rule = {
  id: 'online.serverless',
  severity: 'info',
  what: 'an online migration to a serverless cache, which has rules of its own',
  why: 'AWS takes Valkey 7.2 to 8.1 or Redis OSS 4.0 to 7.2, no newer than the target, into an empty serverless cache for Valkey.',
  docs: userGuide('migration-to-serverless-prerequisites'),
  basis: 'documented',
  evaluate({ source, target, places, file, facts }) {
    if (file !== undefined) return [];
    if (places.target.kind !== 'serverless' || places.source.kind !== 'self-managed') return [];
    const { product, version } = source;
    const [first, beyond] = product === 'valkey' ? ['7.2', '8.2'] : ['4.0', '7.3'];
    const against = [
      ...(versionAtLeast(version, first) && !versionAtLeast(version, beyond)
        ? []
        : [t('{0} is not a source that it takes', productName(source))]),
      ...(target.product === 'valkey' ? [] : [t('the target is not a cache for Valkey')]),
      ...(target.keys === 0 ? [] : [t('the target is not empty')]),
      ...(product === target.product && !versionAtLeast(target.version, version)
        ? [t('the source is newer than the target')]
        : []),
      ...(boundToItself(facts.source) === null
        ? []
        : [t('the source listens on its own machine only ("bind")')]),
      ...(settingOf(facts.source, 'protected-mode') === 'yes' && facts.source?.access.open === true
        ? [t('the source is in protected mode without a password, and turns other machines away')]
        : []),
    ];
    if (against.length > 0) {
      return [
        {
          severity: 'info',
          message: t('AWS does not migrate this source online to this serverless cache'),
          evidence: against.join('; '),
          fix: t('Use the copy.'),
          blocks: ['online-migration'],
        },
      ];
    }
    return [
      {
        severity: 'info',
        message: t(
          'AWS may migrate this source online to the serverless cache, but only its console or command line starts that',
        ),
        evidence: t(
          '{0} to {1}, which is empty; what else AWS asks for is not looked at here',
          productName(source),
          productName(target),
        ),
        fix: t('Prepare the migration in the console of ElastiCache, or use the copy.'),
        risks: ['online-migration'],
      },
    ];
  },
};
