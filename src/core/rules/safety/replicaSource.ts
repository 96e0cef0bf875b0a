import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A replica is a good source, a little late. */
export const replicaSource: Rule = {
  id: 'safety.replicaSource',
  severity: 'info',
  what: 'a source that is a replica',
  why: 'It spares the primary, but lags behind it, and does not delete expired keys by itself.',
  docs: valkeyTopic('replication'),
  basis: 'documented',
  evaluate({ source }) {
    if (source.role !== 'replica') return [];
    return [
      {
        severity: 'info',
        message: t('The source is a replica of another server'),
        evidence: t('INFO of the source says role slave'),
        fix: t(
          'Nothing to do for a rehearsal; before the cutover stop writes on the primary and wait until the replica has them all.',
        ),
      },
    ];
  },
};
