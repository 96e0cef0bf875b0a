import type { CheckReport } from '../model/checkReport';
import { formatCount } from './format';
import { figure } from './untold';
import { t } from '../model/t';

/** How many keys there are to move, and in which databases: `0 in db5 alone, as its address says (the server holds 507: db0 507)`. */
export function keysWords({ profile: { source }, sourceDatabase }: CheckReport): string {
  const held = source.databases
    .map(({ index, keys }) => `db${String(index)} ${formatCount(keys)}`)
    .join(', ');
  const all = figure(source.keys, formatCount);
  if (sourceDatabase === undefined) return `${all}${held === '' ? '' : ` (${held})`}`;
  const own =
    source.keys === null ? null : (source.databases.find(({ index }) => index === sourceDatabase)?.keys ?? 0);
  const there = figure(own, formatCount);
  return held === ''
    ? t('{0} in db{1} alone, as its address says (the server holds {2})', there, sourceDatabase, all)
    : t(
        '{0} in db{1} alone, as its address says (the server holds {2}: {3})',
        there,
        sourceDatabase,
        all,
        held,
      );
}
