import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** An upgrade changes the source itself. */
export const upgradePlace: Rule = {
  id: 'upgrade.place',
  severity: 'info',
  what: 'a target that is another cache than the source',
  why: 'An engine upgrade changes the source in place; no data goes to a second cache.',
  docs: userGuide('VersionManagement.HowTo'),
  basis: 'documented',
  evaluate({ source, target, places }) {
    if (places.source.kind === 'self-managed' || places.target.kind === 'self-managed') return [];
    const { source: from, target: to } = places;
    const same = source.runId !== '' && source.runId === target.runId;
    const apart =
      from.kind !== to.kind ? t('one is serverless, the other is not') : regionsApart(from.region, to.region);
    if (same || (to.planned && apart === null)) return [];
    return [
      {
        severity: 'info',
        message: t('The target is another cache, and an engine upgrade changes the source in place'),
        evidence: apart ?? t('both exist, and are different servers'),
        fix: t('Use the copy, or upgrade the source and keep its address.'),
        blocks: ['engine-upgrade'],
      },
    ];
  },
};

function regionsApart(source: string | null, target: string | null): string | null {
  if (source === null || target === null || source === target) return null;
  return t('the source is in {0}, the target in {1}', source, target);
}
