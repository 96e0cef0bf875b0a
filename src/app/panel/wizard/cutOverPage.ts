import type { CutOverBody, Gate } from '../../../bridge/wizardView';
import { clientSnippets } from '../../../core/report/clientSnippets';
import { formatBytes, formatCount } from '../../../core/report/format';
import type { GateFacts } from '../../desk/gateFacts';
import { counted } from '../../desk/format';
import { action, back } from './stepPage';
import type { StepPage } from './stepPage';
import { verified } from './wizardState';
import type { WizardState } from './wizardState';

/** Share of the target's memory that may be in use before it is worth a warning. */
const MUCH = 0.75;
/** How many commands and libraries are named. */
const NAMED = 5;

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

/** What must hold before the switch, as far as it can be seen from here. */
export function gatesOf(state: WizardState): Gate[] {
  const { facts, busy } = state.gates;
  return [verifiedGate(state), ...(facts === null ? unseen(busy) : seen(facts, state))];
}

function aloud(gates: readonly Gate[]): string {
  const passed = gates.filter(({ state }) => state === 'passed').length;
  return `${String(passed)} of ${String(gates.length)} gates passed.`;
}

function verifiedGate(state: WizardState): Gate {
  const title = 'Both ends hold the same';
  const result = verified(state);
  const { proof } = state.migration;
  if (result === undefined && proof === null) {
    return { title, state: 'open', detail: 'Not verified yet.' };
  }
  const differences = result?.differencesTotal ?? proof?.differences ?? 0;
  const whole = result === undefined || result.status === 'done' || result.status === 'incomplete';
  const mode = result?.mode ?? proof?.mode;
  if (!whole) return { title, state: 'failed', detail: 'The last verification did not come to its end.' };
  if (differences > 0) return { title, state: 'failed', detail: `${counted(differences, 'difference')}.` };
  return mode === 'full'
    ? { title, state: 'passed', detail: 'Verified in full.' }
    : { title, state: 'warned', detail: 'Verified, but not every key in full.' };
}

const WRITES = 'Nothing writes to the source';
const CLIENTS = 'Clients have left the source';
const ROOM = 'The target has room';

function unseen(busy: boolean): Gate[] {
  const detail = busy ? 'Looking…' : 'Not looked at yet.';
  return [WRITES, CLIENTS, ROOM].map((title) => ({ title, state: busy ? 'busy' : 'open', detail }));
}

function seen({ source, target }: GateFacts, { source: from }: WizardState): Gate[] {
  return [writesGate(source), clientsGate(source, from?.name ?? 'the source'), roomGate(target)];
}

function writesGate({ writes, watched }: GateFacts['source']): Gate {
  const title = WRITES;
  const span = `in ${watched.toFixed(1)} s`;
  if (writes === null) {
    return { title, state: 'warned', detail: 'The source does not tell how often commands are called.' };
  }
  if (writes.length === 0) return { title, state: 'passed', detail: `No command changed keys ${span}.` };
  const named = writes
    .slice(0, NAMED)
    .map(([command, calls]) => `${command.toUpperCase()} ${formatCount(calls)}×`);
  return { title, state: 'failed', detail: `Commands that change keys, ${span}: ${named.join(', ')}.` };
}

/** Ours are among them, at least one to each node: where there are more, somebody else may be among them. */
function clientsGate({ clients, nodes, libraries }: GateFacts['source'], name: string): Gate {
  const title = CLIENTS;
  if (clients === null)
    return { title, state: 'warned', detail: 'The source does not tell who is connected.' };
  const who = libraries.length === 0 ? '' : ` Libraries: ${libraries.slice(0, NAMED).join(', ')}.`;
  return {
    title,
    state: clients <= nodes ? 'passed' : 'warned',
    detail: `${counted(clients, 'connection')} to ${name}, at least ${formatCount(nodes)} of them ours.${who}`,
  };
}

function roomGate({ used, limit, evicted }: GateFacts['target']): Gate {
  const title = ROOM;
  const lost = evicted === 0 ? '' : ` It evicted ${counted(evicted, 'key')} since it started.`;
  if (limit === 0) {
    return {
      title,
      state: evicted === 0 ? 'passed' : 'failed',
      detail: `${formatBytes(used)}, without a limit.${lost}`,
    };
  }
  const share = used / limit;
  const state = evicted > 0 || share >= 1 ? 'failed' : share > MUCH ? 'warned' : 'passed';
  return { title, state, detail: `${formatBytes(used)} of ${formatBytes(limit)} in use.${lost}` };
}
