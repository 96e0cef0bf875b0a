import type { WizardAction, WizardBody } from '../../../bridge/wizardView';
import type { WizardIntent } from '../../../bridge/wizardMessages';
import type { MigrationStep } from '../../../core/model/migration';
import { whatUnblocks } from './stepRows';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** What a step shows, and the buttons beneath it. */
export interface StepPage<Body extends WizardBody> {
  readonly body: Body;
  readonly actions: readonly WizardAction[];
  /** What to say aloud when it changes. */
  readonly aloud: string;
}

/** A button. @param unblock why it cannot be pressed; null when it can */
export function action(
  label: string,
  rank: WizardAction['rank'],
  ask: WizardIntent,
  unblock: string | null = null,
): WizardAction {
  return { label, rank, ask, unblock };
}

/** The way back to a step. */
export function back(step: MigrationStep): WizardAction {
  return action(t('Back'), 'secondary', { type: 'step.go', step });
}

/** The way on to a step, which says why where it is not open yet. */
export function onTo(
  step: MigrationStep,
  state: WizardState,
  rank: WizardAction['rank'] = 'primary',
): WizardAction {
  return action(t('Continue'), rank, { type: 'step.go', step }, whatUnblocks(step, state));
}
