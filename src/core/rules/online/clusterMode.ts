import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** Both ends are clusters, or neither is. */
export const onlineClusterMode = prerequisite({
  id: 'online.clusterMode',
  what: 'one end in cluster mode and the other not',
  why: 'Each primary of the target becomes a replica of the primary that owns its slots; that needs the same arrangement.',
  unmet: ({ source, target }) =>
    source.mode === target.mode
      ? null
      : {
          message: t('Source and target differ in cluster mode'),
          evidence:
            source.mode === 'cluster'
              ? t('the source is cluster, the target standalone')
              : t('the source is standalone, the target cluster'),
          fix: t('Create the target in the mode of the source, or use the copy, which takes either.'),
        },
});
