import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';
import { isOnlinePair } from './prerequisite';

/** A replica may be the source, in a chain. */
export const onlineReplicaSource: Rule = {
  id: 'online.replicaSource',
  severity: 'info',
  what: 'an online migration from a replica',
  why: 'It is allowed, but the target then lags behind a server that lags itself.',
  docs: userGuide('OnlineMigration'),
  basis: 'documented',
  evaluate(evidence) {
    if (!isOnlinePair(evidence) || evidence.source.role !== 'replica') return [];
    return [
      {
        severity: 'info',
        message: t('The source is a replica: the target would replicate from it at second hand'),
        evidence: t('INFO of the source says role slave'),
        fix: t('Name the primary, or see that the replica keeps up before the cutover.'),
        risks: ['online-migration'],
      },
    ];
  },
};
