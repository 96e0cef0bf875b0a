import type { Endpoint } from '../../core/model/endpoint';
import { Failure } from '../../core/model/failure';
import type { Profile } from '../../core/model/profile';
import { t } from '../../core/model/t';

/** @throws Failure `database.missing` where the address of an endpoint names one that its server, as far as it tells, has not */
export function requireDatabase(
  { name, address: { database = 0 } }: Pick<Endpoint, 'name' | 'address'>,
  { databaseLimit: limit, mode }: Pick<Profile, 'databaseLimit' | 'mode'>,
): void {
  if (limit === null || database < limit) return;
  throw new Failure('database.missing', {
    what: t('Could not use database {0} of {1}', database, name),
    why:
      mode === 'cluster' && limit === 1
        ? t('it is a cluster, which has database 0 only')
        : t('its databases are numbered from 0 to {0}', limit - 1),
    next: t('Correct the number of the database, or leave it empty for all.'),
  });
}
