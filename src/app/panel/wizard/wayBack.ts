import { momentText } from '../../../core/model/moment';
import { t } from '../../../core/model/t';
import type { KeptMigration } from '../../desk/migrations';
import type { WizardState } from './wizardState';
import type { WizardWorld } from './wizardWorld';

/** See WizardState. */
export function wayBackOf(
  { wayBackOf: id, sourceId, targetId }: KeptMigration,
  { migrations, find }: Pick<WizardWorld, 'migrations' | 'find'>,
): WizardState['wayBack'] {
  const before = id === undefined ? undefined : migrations.find(id);
  if (before?.sourceId !== targetId || before.targetId !== sourceId) return null;
  const name = (id: string | null): string => (id === null ? undefined : find(id)?.name) ?? '…';
  return { title: `${name(before.sourceId)} → ${name(before.targetId)}`, begunAt: before.createdAt };
}

/** What a person has to know of a way back before anything else; nothing where it is none. */
export function wayBackSentences({ wayBack, source, target }: WizardState): string[] {
  if (wayBack === null || source === undefined || target === undefined) return [];
  return [
    t('This is the way back of the migration {0}, begun {1}.', wayBack.title, momentText(wayBack.begunAt)),
    t(
      'It is a copy in the other direction, made once: stop the writes to {0} before it runs. What is written there later does not follow, and what was deleted there stays in {1}.',
      source.name,
      target.name,
    ),
  ];
}
