import type { StepRow, StepState } from '../../../bridge/wizardView';
import { concerns } from '../../../core/model/finding';
import type { Severity } from '../../../core/model/finding';
import { MIGRATION_STEPS } from '../../../core/model/migration';
import type { MigrationStep } from '../../../core/model/migration';
import { counted } from '../../../core/report/counted';
import { isPlanned } from '../../desk/checkEnd';
import { percent } from '../../desk/format';
import { isWhole } from '../../desk/runWords';
import { share } from '../../../core/model/progress';
import { ROUTE_NAMES } from '../../../core/report/routeNames';
import { routeReasons } from '../routeReasons';
import { copiedRun, isOurs, routeOf, verified } from './wizardState';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** What a step is called. */
export const STEP_TITLES: Readonly<Record<MigrationStep, string>> = {
  ends: t('Source and target'),
  check: t('Check'),
  route: t('Route and plan'),
  run: t('Run'),
  verify: t('Verify'),
  cutOver: t('Cut over and after'),
};

/** What is to be done where the target is not there yet. */
export const CREATE_FIRST = t('Create the cache first, then choose it as the target.');

type Standing = Pick<StepRow, 'state' | 'note'>;

/** Every step with how far it is, and what unblocks it. */
export function stepRows(state: WizardState): StepRow[] {
  return MIGRATION_STEPS.map((step) => {
    const unblock = whatUnblocks(step, state);
    const standing = unblock === null ? STANDINGS[step](state) : ({ state: 'blocked', note: '' } as const);
    return { step, title: STEP_TITLES[step], ...standing, unblock };
  });
}

/** What has to be done before a step can be gone to, as a sentence; null when it can be. */
export function whatUnblocks(step: MigrationStep, state: WizardState): string | null {
  const { source, target, check, run } = state;
  if (step === 'ends') return null;
  if (source === undefined || target === undefined) return t('Choose a source and a target first.');
  if (step === 'check') return null;
  // What was begun stays within reach, also where nothing was checked since the window was opened.
  if (step === 'route') {
    if (check.done !== null || run !== undefined) return null;
    return check.busy ? t('Wait for the check to end.') : t('Check the pair first.');
  }
  if (step === 'run') return run === undefined ? whatUnblocksRun(state) : null;
  if (isPlanned(target)) return CREATE_FIRST;
  const route = routeOf(state);
  if (route !== null && !isOurs(route)) return null;
  return copiedRun(state) === undefined ? t('Carry out the run to its end first.') : null;
}

function whatUnblocksRun(state: WizardState): string | null {
  const route = routeOf(state);
  const { done } = state.check;
  if (route === null) return t('Check the pair and choose a route first.');
  const plan = done?.report.routes.find((one) => one.route === route);
  if (plan?.verdict !== 'blocked') return null;
  return t(
    '{0} is blocked: {1}. Choose another route, or see to that and check again.',
    ROUTE_NAMES[route],
    routeReasons(plan, done?.report.findings ?? [])
      .map(({ message }) => message)
      .join('; '),
  );
}

const STANDINGS: Readonly<Record<MigrationStep, (state: WizardState) => Standing>> = {
  ends({ source, target, migration }) {
    const removed =
      (source === undefined && migration.sourceId !== null) ||
      (target === undefined && migration.targetId !== null);
    if (removed) return { state: 'failed', note: t('removed') };
    return { state: source === undefined || target === undefined ? 'todo' : 'done', note: '' };
  },
  check({ check }) {
    if (check.busy) return { state: 'busy', note: t('looking') };
    if (check.problem !== null) return { state: 'failed', note: t('failed') };
    if (check.done === null) return { state: 'todo', note: '' };
    const { findings } = check.done.report;
    const count = (severity: Severity): number =>
      findings.filter((each) => each.severity === severity && concerns(each, 'copy')).length;
    if (count('error') > 0) return { state: 'failed', note: counted(count('error'), 'error') };
    if (count('warning') > 0) return { state: 'warned', note: counted(count('warning'), 'warning') };
    return { state: 'done', note: t('ready') };
  },
  route(state) {
    const { route } = state.migration;
    return route === null ? { state: 'todo', note: '' } : { state: 'done', note: ROUTE_NAMES[route] };
  },
  run(state) {
    const { run } = state;
    if (run === undefined) return { state: 'todo', note: '' };
    if (run.state === 'running') {
      const done = run.progress.total === 0 ? '' : percent(share(run.progress));
      return { state: 'busy', note: run.paused ? t('paused {0}', done).trim() : done };
    }
    if (run.state === 'interrupted') return { state: 'warned', note: t('interrupted') };
    const { result } = run;
    if (result.status === 'incomplete' && isWhole(result)) return { state: 'warned', note: t('with losses') };
    return ENDINGS[result.status];
  },
  verify(state) {
    if (state.verification.kind === 'running') return { state: 'busy', note: t('comparing') };
    if (state.verification.kind === 'failed') return { state: 'failed', note: t('failed') };
    const result = verified(state);
    if (result === undefined) {
      const { proof } = state.migration;
      if (proof === null) return { state: 'todo', note: '' };
      return proof.equal
        ? { state: 'done', note: t('equal') }
        : { state: 'warned', note: counted(proof.differences, 'difference') };
    }
    if (result.status === 'failed') return { state: 'failed', note: t('failed') };
    if (result.status === 'cancelled') return { state: 'warned', note: t('stopped') };
    return result.differencesTotal === 0
      ? { state: 'done', note: t('equal') }
      : { state: 'warned', note: counted(result.differencesTotal, 'difference') };
  },
  cutOver({ gates }) {
    return { state: gates.busy ? 'busy' : 'todo', note: '' };
  },
};

const ENDINGS: Readonly<Record<'done' | 'incomplete' | 'cancelled' | 'failed', Standing>> = {
  done: { state: 'done', note: t('done') },
  incomplete: { state: 'warned', note: t('incomplete') },
  cancelled: { state: 'warned', note: t('stopped') },
  failed: { state: 'failed', note: t('failed') },
} satisfies Record<string, { state: StepState; note: string }>;
