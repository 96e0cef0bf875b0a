import { t } from '../model/t';
import type { Finding } from '../model/finding';
import { counted } from '../report/counted';
import { MOVING } from './routesBy';
import type { FoundEnd } from './found';
import { databases } from './databases';

/** The database that the address of a source names, when the server has none of that number; with a target the rule itself says so. */
export function missingDatabase({ database, profile: { databaseLimit: limit } }: FoundEnd): Finding[] {
  if (database === undefined || limit === null || database < limit) return [];
  return [
    {
      rule: databases.id,
      severity: 'error',
      message: t('The source has no database {0}', database),
      evidence: t('it has {0}, numbered from 0', counted(limit, 'database')),
      fix: t('Correct the number in its address, or leave it out for every database.'),
      docs: databases.docs,
      blocks: MOVING,
    },
  ];
}
