import type { Finding } from '../model/finding';
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
      message: `The source has no database ${String(database)}`,
      evidence: `it has ${String(limit)} ${limit === 1 ? 'database' : 'databases'}, numbered from 0`,
      fix: 'Correct the number in its address, or leave it out for every database.',
      docs: databases.docs,
      blocks: MOVING,
    },
  ];
}
