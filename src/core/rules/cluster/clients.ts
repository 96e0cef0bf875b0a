import { t } from '../../model/t';
import { modeName } from '../../report/modeName';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';
import { intoCluster } from './intoCluster';

/** Applications need a client that follows redirections. */
export const clusterClients: Rule = {
  id: 'cluster.clients',
  severity: 'info',
  what: 'applications that have to speak the protocol of a cluster',
  why: 'A client that does not follow MOVED fails for every key that another node holds.',
  docs: valkeyTopic('cluster-spec'),
  basis: 'documented',
  evaluate(evidence) {
    if (!intoCluster(evidence)) return [];
    return [
      {
        severity: 'info',
        message: t(
          'The source stands alone and the target is a cluster: applications need the cluster mode of their client',
        ),
        evidence: t(
          'the source is {0}, the target {1}',
          modeName(evidence.source.mode),
          modeName(evidence.target.mode),
        ),
        fix: t(
          'Turn on cluster mode in the client library of every application, and try it against the target before the cutover.',
        ),
      },
    ];
  },
};
