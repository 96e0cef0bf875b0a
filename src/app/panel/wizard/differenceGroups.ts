import type { DifferenceGroup } from '../../../bridge/wizardView';
import type { Difference, DifferenceKind, VerifyResult } from '../../../core/model/verification';
import { counted } from '../../../core/report/counted';
import { formatCount } from '../../../core/report/format';
import { keyName } from '../../../core/report/keyName';
import { sayStored } from '../../../core/report/sayStored';
import { t } from '../../../core/model/t';
import { capitalize } from '../../desk/runWords';

/** How many keys of one kind of difference are named. */
const NAMED = 50;

const KINDS: Readonly<Record<DifferenceKind, string>> = {
  missing: t('Missing in the target'),
  extra: t('Only in the target'),
  type: t('Of another type'),
  length: t('Of another length'),
  expiry: t('With another expiry'),
  value: t('With another value'),
  unreadable: t('Could not be read'),
};

/** Why the groups do not come to the same as the headline. */
export function countingNotes(
  { differences, differencesTotal }: VerifyResult,
  groups: readonly DifferenceGroup[],
): string[] {
  const severally = differences.some(({ kinds }) => kinds.length > 1);
  const listed = differences.length;
  return [
    ...(severally && groups.length > 1
      ? [
          t(
            'A key that differs in several ways stands under each of them, and counts once in {0}.',
            counted(differencesTotal, 'difference'),
          ),
        ]
      : []),
    ...(listed < differencesTotal
      ? [
          t(
            'Of {0} the first {1} are listed by kind. On the command line elasticache-migrator verify with --report FILE names up to 10,000.',
            counted(differencesTotal, 'difference'),
            formatCount(listed),
          ),
        ]
      : []),
  ];
}

/** Differences by kind; a key that differs in several stands under each. */
export function groupsOf(
  { differences, differencesTotal }: VerifyResult,
  hideKeyNames: boolean,
): DifferenceGroup[] {
  const all = differences.length === differencesTotal;
  const groups = new Map<DifferenceKind, Difference[]>();
  for (const difference of differences) {
    for (const kind of difference.kinds) {
      const group = groups.get(kind);
      if (group === undefined) groups.set(kind, [difference]);
      else group.push(difference);
    }
  }
  return [...groups].map(([kind, found]) => ({
    kind: KINDS[kind],
    count: all ? formatCount(found.length) : t('at least {0}', formatCount(found.length)),
    keys: hideKeyNames
      ? []
      : found.slice(0, NAMED).map(({ key, db, detail, changing }) => ({
          key: keyName(key),
          database: String(db),
          detail: `${capitalize(sayStored(detail))}${changing === true ? ` (${t('still changing')})` : ''}`,
        })),
    more:
      hideKeyNames || found.length <= NAMED
        ? null
        : t(
            'The first {0} are shown. Save Report as JSON… in step 6 names {1}.',
            NAMED,
            formatCount(found.length),
          ),
  }));
}
