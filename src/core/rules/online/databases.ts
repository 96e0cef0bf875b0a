import { t } from '../../model/t';
import { settingOf } from '../settingOf';
import { prerequisite } from './prerequisite';

/** As many databases on either side. */
export const onlineDatabases = prerequisite({
  id: 'online.databases',
  what: 'another number of databases on the target',
  why: 'AWS asks that the setting "databases" is the same on both sides.',
  unmet({ source, target, facts }) {
    if (source.mode === 'cluster' || target.mode === 'cluster') return null;
    const from = settingOf(facts.source, 'databases') ?? source.databaseLimit?.toString();
    const to = settingOf(facts.target, 'databases') ?? target.databaseLimit?.toString();
    if (from === undefined || to === undefined || from === to) return null;
    return {
      message: t('Source and target have different numbers of databases'),
      evidence: t('"databases" is {0} on the source, {1} on the target', from, to),
      fix: t('Give the target a parameter group with "databases" {0} before the migration.', from),
    };
  },
});
