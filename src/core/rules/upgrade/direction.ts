import { t } from '../../model/t';
import { versionAtLeast } from '../../model/profile';
import { userGuide } from '../pages';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** Up only, and from Redis to Valkey only. */
export const upgradeDirection: Rule = {
  id: 'upgrade.direction',
  severity: 'info',
  what: 'an engine upgrade that would lead backwards',
  why: 'Engines go to newer versions, and from Redis OSS to Valkey; never back.',
  docs: userGuide('VersionManagement.HowTo'),
  basis: 'documented',
  evaluate({ source, target, places }) {
    if (places.source.kind === 'self-managed' || places.target.kind === 'self-managed') return [];
    const forward =
      source.product === target.product
        ? versionAtLeast(target.version, source.version)
        : target.product === 'valkey';
    if (forward) return [];
    return [
      {
        severity: 'info',
        message: t('{0} cannot be upgraded in place to {1}', productName(source), productName(target)),
        evidence: t('there is no way back to an older version, nor from Valkey to Redis OSS'),
        fix: t('Use the copy.'),
        blocks: ['engine-upgrade'],
      },
    ];
  },
};
