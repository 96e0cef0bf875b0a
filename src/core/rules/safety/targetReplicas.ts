import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { BY_COPY } from '../routesBy';
import { numberOf } from '../settingOf';
import type { Rule } from '../rule';

/** Too few replicas, no writes. */
export const targetReplicas: Rule = {
  id: 'target.minReplicas',
  severity: 'error',
  what: 'a target that refuses writes because it has too few replicas',
  why: 'Every write is answered with NOREPLICAS until enough of them are linked.',
  docs: valkeyTopic('replication'),
  basis: 'documented',
  evaluate({ facts }) {
    const wanted = numberOf(facts.target, 'min-replicas-to-write', 'min-slaves-to-write');
    const linked = facts.target?.replication?.replicas ?? null;
    if (wanted === null || linked === null || linked >= wanted) return [];
    return [
      {
        severity: 'error',
        message: t('The target refuses writes: it has too few replicas'),
        evidence: t('min-replicas-to-write is {0}, {1} are linked', wanted, linked),
        command: { end: 'target', text: 'CONFIG SET min-replicas-to-write 0' },
        fix: t('Set min-replicas-to-write 0 on the target for the time of the copy, or link its replicas.'),
        blocks: BY_COPY,
      },
    ];
  },
};
