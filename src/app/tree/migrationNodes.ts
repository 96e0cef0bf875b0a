import { MIGRATION_STEPS } from '../../core/model/migration';
import type { MigrationStep } from '../../core/model/migration';
import { markdownTable } from '../desk/markdownTable';
import type { KeptMigration } from '../desk/migrations';
import type { Node } from './node';
import { momentText } from '../../core/model/moment';
import { t } from '../../core/model/t';

const STEPS: Readonly<Record<MigrationStep, string>> = {
  ends: t('source and target'),
  check: t('check'),
  route: t('route and plan'),
  run: t('run'),
  verify: t('verify'),
  cutOver: t('cut over'),
};

/** The row of a migration of which no run is in the list. @param nameOf what an endpoint is called; undefined when it is gone */
export function migrationNode(
  { id, sourceId, targetId, step, changedAt }: KeptMigration,
  nameOf: (endpointId: string) => string | undefined,
): Node {
  const name = (endpointId: string | null): string =>
    endpointId === null ? t('not chosen') : (nameOf(endpointId) ?? t('removed'));
  const label =
    sourceId === null && targetId === null ? t('New migration') : `${name(sourceId)} → ${name(targetId)}`;
  return {
    id: `migration/${id}`,
    label,
    description: t('draft · {0} {1}', String(MIGRATION_STEPS.indexOf(step) + 1), STEPS[step]),
    tooltip: markdownTable(label, [
      [t('Step'), STEPS[step]],
      [t('Changed'), momentText(changedAt)],
    ]),
    icon: 'edit',
    context: 'migration.draft',
    subject: id,
    children: [],
  };
}

/** The row that tells of migrations which this version cannot read. */
export function strangersNode(count: number): Node {
  return {
    id: 'migration/strangers',
    label: count === 1 ? t('1 migration of another version') : t('{0} migrations of another version', count),
    description: t('open it with the version that wrote it'),
    icon: 'question',
    context: 'migration.strange',
    subject: '',
    children: [],
  };
}
