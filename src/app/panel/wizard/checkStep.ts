import type { CheckBody } from '../../../bridge/wizardView';
import type { Endpoint } from '../../../core/model/endpoint';
import { endText } from '../../desk/checkEnd';
import { action, back, onTo } from './stepPage';
import type { StepPage } from './stepPage';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** Step 2: what a move would meet. */
export function checkStep(state: WizardState): StepPage<CheckBody> {
  const { source, target, check } = state;
  const view = check.done?.view ?? null;
  const wait = check.busy ? t('Wait for the check to end.') : null;
  const failed = check.problem !== null;
  const again = action(
    failed ? t('Retry') : t('Check Again'),
    failed ? 'primary' : 'secondary',
    { type: 'check.again' },
    wait,
  );
  const end = check.problem?.end ?? null;
  return {
    body: {
      step: 'check',
      pair:
        source === undefined || target === undefined
          ? null
          : { source: pairEnd(source), target: pairEnd(target) },
      busy: check.busy,
      view,
      problem: check.problem,
    },
    actions: [
      back('ends'),
      ...(failed ? [action(t('Show Log'), 'secondary', { type: 'log.show' })] : []),
      ...(end === null || check.problem?.outOfReach !== true
        ? []
        : [action(t('Set Up a Tunnel…'), 'secondary', { type: 'tunnel.setUp', end })]),
      ...(end === null ? [] : [action(t('Edit Endpoint…'), 'secondary', { type: 'endpoint.edit', end })]),
      ...(failed ? [onTo('route', state, 'secondary'), again] : [again, onTo('route', state)]),
    ],
    aloud: check.busy
      ? t('Looking at both ends…')
      : failed
        ? t('The check could not be carried out.')
        : (view?.headline ?? ''),
  };
}

function pairEnd(end: Endpoint): {
  readonly id: string;
  readonly name: string;
  readonly address: string;
} {
  return { id: end.id, name: end.name, address: endText(end) };
}
