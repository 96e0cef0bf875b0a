import { t } from '../../model/t';
import { counted } from '../../report/counted';
import { prerequisite } from './prerequisite';

/** As many shards on either side. */
export const onlineShards = prerequisite({
  id: 'online.shards',
  what: 'another number of shards on the target',
  why: 'Each shard of the target replicates from one of the source.',
  unmet({ facts, source, target }) {
    const from = facts.source?.cluster?.shards;
    const to = facts.target?.cluster?.shards;
    if (source.mode !== 'cluster' || target.mode !== 'cluster') return null;
    if (from === undefined || to === undefined || from === to) return null;
    return {
      message: t('Source and target have different numbers of shards'),
      evidence: t('from {0} to {1}', counted(from, 'shard'), counted(to, 'shard')),
      fix: t('Create the target with as many shards as the source has, or use the copy.'),
    };
  },
});
