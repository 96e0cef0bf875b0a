import { isFailure } from '../model/failure';
import type { Finding } from '../model/finding';
import type { Profile } from '../model/profile';
import { pairDatabases } from '../plan/pairDatabases';
import type { DatabaseChoice } from '../plan/pairDatabases';
import { counted } from './rule';
import type { Rule } from './rule';

/** Every database with data needs its number on the target. */
export const databases: Rule = {
  id: 'databases.count',
  evaluate({ source, target, choice }) {
    if (choice.sourceDatabase !== undefined || choice.targetDatabase !== undefined) {
      return judgeChoice(choice, source, target);
    }
    const limit = target.databaseLimit;
    if (limit === null) return [];
    const beyond = source.databases.filter(({ index }) => index >= limit);
    if (beyond.length === 0) return [];
    const keys = beyond.reduce((sum, database) => sum + database.keys, 0);
    return [
      {
        severity: 'blocker',
        title: `${counted(keys, 'key', 'keys')} have no database on the target`,
        evidence: `the source uses databases up to ${String(beyond.at(-1)?.index)}, the target has ${String(limit)}`,
        fix: 'Raise the "databases" setting of the target, or copy one database at a time by naming it in both addresses.',
      },
    ];
  },
};

/** What the copy itself would say of the databases that were named. */
function judgeChoice(choice: DatabaseChoice, source: Profile, target: Profile): Omit<Finding, 'rule'>[] {
  try {
    pairDatabases(choice, source, target);
    return [];
  } catch (error) {
    if (!isFailure(error)) throw error;
    return [
      {
        severity: 'blocker',
        title: 'The databases of source and target cannot be paired',
        evidence: error.why,
        fix: error.next,
      },
    ];
  }
}
