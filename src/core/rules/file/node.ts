import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { OF_ONE_MOMENT } from '../routesBy';
import type { Rule } from '../rule';

/** Each node of a cluster writes a file of its own. */
export const fileNode: Rule = {
  id: 'file.node',
  severity: 'warning',
  what: 'an RDB file of one node of a cluster',
  why: 'It holds only the keys of the slots that this node served.',
  docs: valkeyTopic('cluster-spec'),
  basis: 'measured',
  evaluate({ file }) {
    if (file?.ofCluster !== true) return [];
    return [
      {
        severity: 'warning',
        message: t('The file is of one node of a cluster: the keys of other nodes are in their own files'),
        evidence: t('it tells of slots, as only a node in cluster mode writes'),
        fix: t(
          'Take the file of a primary of every shard; a cache in cluster mode is created from all of them at once.',
        ),
        risks: OF_ONE_MOMENT,
      },
    ];
  },
};
