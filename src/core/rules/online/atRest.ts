import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';
import { isOnlinePair } from './prerequisite';

/** The guide of 2023 refused encryption at rest; today's does not speak of it. */
export const onlineAtRest: Rule = {
  id: 'online.atRest',
  severity: 'info',
  what: 'a target with encryption at rest',
  why: "AWS's guide of 2023 refused it for online migrations; the present one does not mention it.",
  docs: userGuide('Migration-Prepare'),
  basis: 'inferred',
  evaluate(evidence) {
    if (!isOnlinePair(evidence) || evidence.places.target.atRestEncryption !== true) return [];
    return [
      {
        severity: 'info',
        message: t('The target encrypts at rest, which AWS did not allow for online migrations in 2023'),
        evidence: t('encryption at rest of the target is on; the present guide does not mention it'),
        fix: t('Run TestMigration before you plan on it.'),
        risks: ['online-migration'],
      },
    ];
  },
};
