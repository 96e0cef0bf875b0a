import { versionAtLeast } from '../../model/profile';
import { t } from '../../model/t';
import { productName } from '../rule';
import { prerequisite } from './prerequisite';

/** The oldest source that AWS names. */
export const onlineSourceVersion = prerequisite({
  id: 'online.sourceVersion',
  what: 'a source older than Redis 2.8.21',
  why: 'AWS names that version as the first that it replicates from.',
  unmet: ({ source }) =>
    source.product === 'valkey' || versionAtLeast(source.version, '2.8.21')
      ? null
      : {
          message: t('{0} is too old for an online migration', productName(source)),
          evidence: t('the first version that AWS takes is 2.8.21'),
          fix: t('Upgrade the source, or use the copy.'),
        },
});
