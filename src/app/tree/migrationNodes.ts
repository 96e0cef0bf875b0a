import { MIGRATION_STEPS } from '../../core/model/migration';
import type { MigrationStep } from '../../core/model/migration';
import { markdownTable } from '../desk/markdownTable';
import type { KeptMigration } from '../desk/migrations';
import type { Node } from './node';

const STEPS: Readonly<Record<MigrationStep, string>> = {
  ends: 'source and target',
  check: 'check',
  route: 'route and plan',
  run: 'run',
  verify: 'verify',
  cutOver: 'cut over',
};

/** The row of a migration of which no run is in the list. @param nameOf what an endpoint is called; undefined when it is gone */
export function migrationNode(
  { id, sourceId, targetId, step, changedAt }: KeptMigration,
  nameOf: (endpointId: string) => string | undefined,
): Node {
  const name = (endpointId: string | null): string =>
    endpointId === null ? 'not chosen' : (nameOf(endpointId) ?? 'removed');
  const label =
    sourceId === null && targetId === null ? 'New migration' : `${name(sourceId)} → ${name(targetId)}`;
  return {
    id: `migration/${id}`,
    label,
    description: `draft · ${String(MIGRATION_STEPS.indexOf(step) + 1)} ${STEPS[step]}`,
    tooltip: markdownTable(label, [
      ['Step', STEPS[step]],
      ['Changed', new Date(changedAt).toLocaleString()],
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
    label: count === 1 ? '1 migration of another version' : `${String(count)} migrations of another version`,
    description: 'open it with the version that wrote it',
    icon: 'question',
    context: 'migration.strange',
    subject: '',
    children: [],
  };
}
