import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { BY_COPY } from '../routesBy';
import { settingOf } from '../settingOf';
import type { Rule } from '../rule';

/** A target that cannot save takes no writes. */
export const targetSave: Rule = {
  id: 'target.lastSave',
  severity: 'error',
  what: 'a target that refuses writes because it could not save',
  why: 'Every write is answered with MISCONF until a save succeeds.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ facts }) {
    if (facts.target?.persistence?.lastSaveOk !== false) return [];
    const saves = settingOf(facts.target, 'save');
    if (settingOf(facts.target, 'stop-writes-on-bgsave-error') !== 'yes' || saves === null || saves === '')
      return [];
    return [
      {
        severity: 'error',
        message: t('The target refuses writes: its last background save failed'),
        evidence: t(
          'INFO of the target: rdb_last_bgsave_status err; stop-writes-on-bgsave-error is yes and save is {0}',
          saves,
        ),
        fix: t(
          'Look at the log of the target (a full disk, most often), or turn its save points off for the time of the copy.',
        ),
        blocks: BY_COPY,
      },
    ];
  },
};
