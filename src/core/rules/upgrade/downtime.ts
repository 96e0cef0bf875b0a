import { t } from '../../model/t';
import { versionAtLeast } from '../../model/profile';
import { userGuide } from '../pages';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** Old engines fail over by DNS. */
export const upgradeDowntime: Rule = {
  id: 'upgrade.downtime',
  severity: 'info',
  what: 'an engine upgrade from a version that fails over slowly',
  why: 'Before Redis OSS 5.0.6 an upgrade takes the cache away for half a minute to a minute.',
  docs: userGuide('VersionManagement-upgrade-considerations'),
  basis: 'documented',
  evaluate({ source, places }) {
    if (places.source.kind === 'self-managed' || places.target.kind === 'self-managed') return [];
    if (source.product === 'valkey' || versionAtLeast(source.version, '5.0.6')) return [];
    return [
      {
        severity: 'info',
        message: t('An engine upgrade of {0} takes the cache away for 30 to 60 seconds', productName(source)),
        evidence: t('upgrades without a noticeable break began with 5.0.6'),
        fix: t('Plan the upgrade for a quiet hour.'),
        risks: ['engine-upgrade'],
      },
    ];
  },
};
