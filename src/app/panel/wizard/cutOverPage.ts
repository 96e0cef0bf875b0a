import type { CutOverBody, Gate } from '../../../bridge/wizardView';
import { clientSnippets } from '../../../core/report/clientSnippets';
import { gatesOf } from './gates';
import { action, back } from './stepPage';
import type { StepPage } from './stepPage';
import type { WizardState } from './wizardState';

/** Step 6: the switch, and what comes after it. */
export function cutOverPage(state: WizardState): StepPage<CutOverBody> {
  const { source, target, profiles, gates, run } = state;
  const from = source?.name ?? 'the source';
  const into = target?.name ?? 'the target';
  const wait = gates.busy ? 'Wait for the check to end.' : null;
  return {
    body: {
      step: 'cutOver',
      gates: gatesOf(state),
      busy: gates.busy,
      problem: gates.problem,
      checkedAt: gates.facts?.at ?? null,
      order: [
        `Stop what writes to ${from}, and check the gates: no command may change keys any more.`,
        `Verify, with repair: what was written to ${from} since the copy is copied again.`,
        `Give the clients the address of ${into}, and restart them.`,
        `Check the gates once more: the clients have left ${from}.`,
      ],
      snippets:
        target === undefined ? [] : clientSnippets(target.address, profiles.target?.mode ?? 'standalone'),
      cleanUp: [
        `Keep ${from} until the applications have run through a full cycle of their work: it is the way back.`,
        `Take a snapshot of ${into}, and set alarms on its memory, evictions, CPU and connections.`,
        `Then remove ${from} from the endpoints, and its password with it.`,
        ...(run === undefined ? [] : ['Save the report: it names what was copied, compared and lost.']),
      ],
      wayBack: [
        `The way back today is a copy in the other direction, from ${into} into ${from}: it takes about as long as this one did, and writes to ${into} have to stop meanwhile.`,
        'Keys that were deleted since stay in the old server: a copy deletes nothing. A verification names them.',
        'Keeping the old server in step while clients write to the new one (a live copy back) is not there yet.',
      ],
    },
    actions: [
      back('verify'),
      action('Begin Way Back…', 'secondary', { type: 'wayBack.begin' }),
      action('Save Report as JSON…', 'secondary', { type: 'report.save', format: 'json' }),
      action('Save Report…', 'secondary', { type: 'report.save', format: 'markdown' }),
      action(
        gates.facts === null ? 'Check the Gates' : 'Check Again',
        'primary',
        { type: 'gates.check' },
        wait,
      ),
    ],
    aloud: gates.busy ? 'Looking at both ends…' : gates.facts === null ? '' : aloud(gatesOf(state)),
  };
}

function aloud(gates: readonly Gate[]): string {
  const passed = gates.filter(({ state }) => state === 'passed').length;
  return `${String(passed)} of ${String(gates.length)} gates passed.`;
}
