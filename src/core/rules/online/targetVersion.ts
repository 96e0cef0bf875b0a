import { versionAtLeast } from '../../model/profile';
import { t } from '../../model/t';
import { productName } from '../rule';
import { prerequisite } from './prerequisite';

/** The oldest target that AWS names. */
export const onlineTargetVersion = prerequisite({
  id: 'online.targetVersion',
  what: 'a target older than Redis OSS 5.0.5, or 5.0.6 in cluster mode',
  why: 'Older engines of ElastiCache cannot be made a replica of a foreign server.',
  unmet({ target }) {
    const first = target.mode === 'cluster' ? '5.0.6' : '5.0.5';
    if (target.product === 'valkey' || versionAtLeast(target.version, first)) return null;
    return {
      message: t('{0} is too old as the target of an online migration', productName(target)),
      evidence: t('the first version that AWS takes is Redis OSS {0}', first),
      fix: t('Choose a newer engine for the target, best Valkey.'),
    };
  },
});
