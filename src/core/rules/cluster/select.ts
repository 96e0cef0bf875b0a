import { t } from '../../model/t';
import { callWords, calledOf } from '../calledOf';
import { valkeyTopic } from '../pages';
import { versionAtLeast } from '../../model/profile';
import type { Rule } from '../rule';
import { intoCluster } from './intoCluster';

/** Most clusters have one database. */
export const clusterSelect: Rule = {
  id: 'cluster.select',
  severity: 'warning',
  what: 'several databases in use on a source that becomes a cluster',
  why: 'A cluster has one database, up to Valkey 9, and SELECT fails in it.',
  docs: valkeyTopic('cluster-spec'),
  basis: 'documented',
  evaluate(evidence) {
    const { source, target, facts, places } = evidence;
    const beyond = source.databases.filter(({ index }) => index > 0).map(({ index }) => `db${String(index)}`);
    if (!intoCluster(evidence) || beyond.length === 0) return [];
    const several = target.product === 'valkey' && versionAtLeast(target.version, '9.0');
    if (several && places.target.kind !== 'serverless') return [];
    const called = calledOf(facts.source, ['select']);
    return [
      {
        severity: 'warning',
        message: t('Applications use several databases, and the target has one'),
        evidence: [
          t('the source holds keys in {0}', beyond.join(', ')),
          ...(called.length === 0 ? [] : [callWords(called)]),
        ].join('; '),
        fix: t(
          'Merge the databases into one with a prefix for each (the copy does so with --map-db), and change the applications; or a target without cluster mode.',
        ),
      },
    ];
  },
};
