import type { Desk } from '../desk/desk';
import { migrationChoice } from '../desk/migrationChoice';
import { requireTrust } from '../desk/trust';
import type { Endpoint } from '../../core/model/endpoint';
import { askPick } from '../desk/askPick';
import { selectedEndpoints } from './selectedEndpoints';
import { subjectOf, targetOf } from './subjectOf';
import { t } from '../../core/model/t';

/**
 * New Migration…: opens the page that walks through one.
 * @param selected the rows that are selected, when it was called for a row among them: of two it asks which is the source
 */
export async function newMigration(desk: Desk, argument: unknown, selected?: unknown): Promise<void> {
  if (!(await requireTrust(t('Migrating data')))) return;
  const known = (id: string | undefined): string | null =>
    id === undefined ? null : (desk.endpoints.find(id)?.id ?? null);
  const [first, second, ...more] = selectedEndpoints(desk, selected);
  const isPair = first !== undefined && second !== undefined && more.length === 0;
  const chosen = isPair ? await askSource(first, second) : undefined;
  if (isPair && chosen === undefined) return;
  const sourceId = chosen?.id ?? known(subjectOf(argument));
  const targetId =
    chosen === undefined ? known(targetOf(argument)) : chosen === first ? (second?.id ?? null) : first?.id;
  const ends = { sourceId, targetId: targetId === sourceId ? null : (targetId ?? null) };
  const migration = await desk.migrations.create(desk.newId(), ends, migrationChoice(desk.settings));
  desk.pages.openMigration(migration.id);
}

/** The order in which rows were selected tells nobody which of them holds the data. */
async function askSource(one: Endpoint, other: Endpoint): Promise<Endpoint | undefined> {
  const answer = await askPick(
    {
      title: t('New Migration'),
      placeholder: t('Which of the two is the source?'),
      choices: [
        { label: one.name, description: t('to {0}', other.name), value: one },
        { label: other.name, description: t('to {0}', one.name), value: other },
      ],
    },
    { step: 1, total: 1, canGoBack: false },
  );
  return typeof answer === 'string' ? undefined : answer.picked;
}
