import { t } from '../model/t';
import { isFailure } from '../model/failure';
import type { PartialProfile } from '../model/partialProfile';
import { pairDatabases, whereTheyGo } from '../plan/pairDatabases';
import type { DatabaseChoice } from '../plan/pairDatabases';
import { formatCount } from '../report/format';
import { BY_COPY, BY_RDB, MOVING, WITH_COPY } from './routesBy';
import type { Rule, Verdict } from './rule';

/** Every database with data needs its number on the target. */
export const databases: Rule = {
  id: 'databases.count',
  severity: 'error',
  what: 'a database of the source has no counterpart in the target',
  why: 'Keys of a database that the target does not have cannot be written.',
  docs: 'https://valkey.io/commands/select/',
  basis: 'documented',
  evaluate({ source, target, choice, file }) {
    const mapped = choice.databases !== undefined;
    const chosen = mapped || choice.sourceDatabase !== undefined || choice.targetDatabase !== undefined;
    const copied = file === undefined ? WITH_COPY : BY_COPY;
    const ofChoice = chosen
      ? judgeChoice(choice, source, target).map((verdict) => ({ ...verdict, blocks: copied }))
      : [];
    const limit = target.databaseLimit;
    if (limit === null) return ofChoice;
    const beyond = source.databases.filter(({ index }) => index >= limit);
    if (beyond.length === 0) return ofChoice;
    const keys = beyond.reduce((sum, database) => sum + database.keys, 0);
    return [
      ...ofChoice,
      {
        // A stream or a file holds every database, whichever are chosen; only the copy takes some alone, or elsewhere.
        severity: chosen ? 'info' : 'error',
        message:
          keys === 1
            ? t('{0} key has no database on the target', keys)
            : t('{0} keys have no database on the target', formatCount(keys)),
        evidence: t(
          'the source uses databases up to {0}, the target has {1}',
          beyond.at(-1)?.index ?? limit,
          limit,
        ),
        fix: mapped
          ? t('Our copy takes the databases where it was told to; a file or a stream does not.')
          : whereTheyGo(target),
        blocks: chosen ? BY_RDB : MOVING,
      },
    ];
  },
};

/** What the copy itself would say of the databases that were named. */
function judgeChoice(choice: DatabaseChoice, source: PartialProfile, target: PartialProfile): Verdict[] {
  try {
    // A copy onto itself is told by the rule about one server.
    pairDatabases(choice, { ...source, runId: '' }, target);
    return [];
  } catch (error) {
    if (!isFailure(error)) throw error;
    return [
      {
        severity: 'error',
        message: t('The databases of source and target cannot be paired'),
        evidence: error.why,
        fix: error.next,
      },
    ];
  }
}
