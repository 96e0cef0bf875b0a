import type { CutOverBody, Gate } from '../../../bridge/wizardView';
import { clientSnippets } from '../../../core/report/clientSnippets';
import { gatesOf } from './gates';
import { action, back } from './stepPage';
import type { StepPage } from './stepPage';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** Step 6: the switch, and what comes after it. */
export function cutOverPage(state: WizardState): StepPage<CutOverBody> {
  const { source, target, profiles, gates, run } = state;
  const from = source?.name ?? t('the source');
  const into = target?.name ?? t('the target');
  const wait = gates.busy ? t('Wait for the check to end.') : null;
  return {
    body: {
      step: 'cutOver',
      gates: gatesOf(state),
      busy: gates.busy,
      problem: gates.problem,
      checkedAt: gates.facts?.at ?? null,
      order: [
        t('Stop what writes to {0}, and check the gates: no command may change keys any more.', from),
        t(
          'Verify, with repair: what was written to {0} since the copy is copied again, and what was deleted there is deleted if you say so.',
          from,
        ),
        t('Give the clients the address of {0}, and restart them.', into),
        t('Check the gates once more: the clients have left {0}.', from),
      ],
      snippets:
        target === undefined ? [] : clientSnippets(target.address, profiles.target?.mode ?? 'standalone'),
      cleanUp: [
        t(
          'Keep {0} until the applications have run through a full cycle of their work: it is the way back.',
          from,
        ),
        t('Take a snapshot of {0}, and set alarms on its memory, evictions, CPU and connections.', into),
        t('Then remove {0} from the endpoints, and its password with it.', from),
        ...(run === undefined ? [] : [t('Save the report: it names what was copied, compared and lost.')]),
      ],
      wayBack: [
        t(
          'The way back today is a copy in the other direction, from {0} into {1}: it takes about as long as this one did, and writes to {2} have to stop meanwhile.',
          into,
          from,
          into,
        ),
        t(
          'Keys that were deleted since stay in the old server: a copy deletes nothing. A verification names them.',
        ),
        t(
          'Keeping the old server in step while clients write to the new one (a live copy back) is not there yet.',
        ),
      ],
    },
    actions: [
      back('verify'),
      action(t('Begin Way Back…'), 'secondary', { type: 'wayBack.begin' }),
      action(t('Save Report as JSON…'), 'secondary', { type: 'report.save', format: 'json' }),
      action(t('Save Report…'), 'secondary', { type: 'report.save', format: 'markdown' }),
      action(
        gates.facts === null ? t('Check the Gates') : t('Check Again'),
        'primary',
        { type: 'gates.check' },
        wait,
      ),
    ],
    aloud: gates.busy ? t('Looking at both ends…') : gates.facts === null ? '' : aloud(gatesOf(state)),
  };
}

function aloud(gates: readonly Gate[]): string {
  const passed = gates.filter(({ state }) => state === 'passed').length;
  return t('{0} of {1} gates passed.', passed, gates.length);
}
