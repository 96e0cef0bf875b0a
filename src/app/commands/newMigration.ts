import type { Desk } from '../desk/desk';
import { migrationChoice } from '../desk/migrationChoice';
import { requireTrust } from '../desk/trust';
import { subjectOf, targetOf } from './subjectOf';
import { t } from '../desk/t';

/**
 * New Migration…: opens the page that walks through one.
 * @param selected the rows that are selected, when it was called for a row among them: the first is the source
 */
export async function newMigration(desk: Desk, argument: unknown, selected?: unknown): Promise<void> {
  if (!(await requireTrust(t('Migrating data')))) return;
  const known = (id: string | undefined): string | null =>
    id === undefined ? null : (desk.endpoints.find(id)?.id ?? null);
  const rows: readonly unknown[] = Array.isArray(selected) ? selected : [];
  const ids = rows.flatMap((row) => known(subjectOf(row)) ?? []);
  const [first, second] = [...new Set(ids)];
  const sourceId = second === undefined ? known(subjectOf(argument)) : (first ?? null);
  const targetId = second ?? known(targetOf(argument));
  const ends = { sourceId, targetId: targetId === sourceId ? null : targetId };
  const migration = await desk.migrations.create(desk.newId(), ends, migrationChoice(desk.settings));
  desk.pages.openMigration(migration.id);
}
