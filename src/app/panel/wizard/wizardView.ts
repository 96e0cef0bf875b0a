import type { WizardBody, WizardView } from '../../../bridge/wizardView';
import type { MigrationStep } from '../../../core/model/migration';
import { checkStep } from './checkStep';
import { cutOverPage } from './cutOverPage';
import { endsPage, shownEnd } from './endsPage';
import { routePage } from './routePage';
import { runPage } from './runPage';
import type { StepPage } from './stepPage';
import { stepRows } from './stepRows';
import { verifyPage } from './verifyPage';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

const PAGES: Readonly<Record<MigrationStep, (state: WizardState) => StepPage<WizardBody>>> = {
  ends: endsPage,
  check: checkStep,
  route: routePage,
  run: runPage,
  verify: verifyPage,
  cutOver: cutOverPage,
};

/** A migration in words. Takes of endpoints and profiles only what is named in the pages: nothing in it is a secret. */
export function wizardView(state: WizardState): WizardView {
  const { migration, source, target, profiles, failures } = state;
  return {
    id: migration.id,
    title: migrationTitle(source?.name, target?.name),
    ends: {
      source: shownEnd(source, profiles.source, failures.source),
      target: shownEnd(target, profiles.target, failures.target),
    },
    steps: stepRows(state),
    ...PAGES[migration.step](state),
  };
}

/** `orders → orders-valkey`, as far as it is known. */
export function migrationTitle(source: string | undefined, target: string | undefined): string {
  if (source === undefined && target === undefined) return t('New Migration');
  return `${source ?? '…'} → ${target ?? '…'}`;
}
