import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** Not part of a global datastore. */
export const onlineGlobalDatastore = prerequisite({
  id: 'online.globalDatastore',
  what: 'a target that is part of a global datastore',
  why: 'AWS refuses it.',
  unmet: ({ places }) =>
    places.target.globalDatastore === true
      ? {
          message: t('The target is part of a global datastore, which an online migration does not allow'),
          evidence: t('the replication group names a global datastore'),
          fix: t('Migrate first and make the global datastore afterwards, or use the copy.'),
        }
      : null,
});
