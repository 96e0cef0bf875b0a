import type { RouteBody, RouteChoice, LabelledRow } from '../../../bridge/wizardView';
import { isFailure } from '../../../core/model/failure';
import type { Route } from '../../../core/model/route';
import { estimateRoute } from '../../../core/plan/estimate';
import type { Proof } from '../../../core/plan/estimate';
import { pairDatabases } from '../../../core/plan/pairDatabases';
import type { DatabasePair } from '../../../core/plan/pairDatabases';
import { spanText } from '../../../core/report/spanText';
import { plainChoiceWords } from '../../desk/choiceText';
import { unverifiable } from '../../../core/verify/unverifiable';
import type { CopyChoice } from '../../desk/copyChoice';
import { counted } from '../../../core/report/counted';
import { isPlanned } from '../../desk/checkEnd';
import { planOf } from '../../desk/planOf';
import { copySettingsShown } from './copySettingsShown';
import { rehearsedRate, rehearsalText } from './rehearsal';
import { action, back, onTo } from './stepPage';
import { CREATE_FIRST } from './stepRows';
import type { StepPage } from './stepPage';
import { whatIsCopied } from './whatIsCopied';
import { isOurs, routeOf } from './wizardState';
import type { DoneCheck, WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** Step 3: which way, and what our copy is to do. */
export function routePage(state: WizardState): StepPage<RouteBody> {
  const { check } = state;
  const { done } = check;
  const route = routeOf(state);
  const ours = route !== null && isOurs(route);
  const plan = done?.report.routes.find((one) => one.route === route);
  const running = state.run?.state === 'running';
  const underWay = running ? t('A run is under way; it goes on with what it began with.') : null;
  return {
    body: {
      step: 'route',
      busy: check.busy,
      problem: check.problem,
      checkedAt: done?.view.checkedAt ?? null,
      because: done?.report.because ?? '',
      routes: done === null ? [] : done.view.routes.map((row) => routeChoice(row, done, state, route)),
      copy: ours && done !== null ? copyShown(state, done) : null,
      steps: (ours && !isPlanned(state.target)) || plan === undefined ? [] : plan.steps,
    },
    actions: [
      back('check'),
      ...(ours
        ? [
            action(t('Options…'), 'secondary', { type: 'copy.change' }, underWay),
            action(t('Rehearse'), 'secondary', { type: 'copy.rehearse' }, underWay ?? rehearsing(state)),
          ]
        : []),
      onTo('run', state),
    ],
    aloud: check.busy ? t('Looking at both ends…') : (rehearsalText(state) ?? ''),
  };
}

function rehearsing({ rehearsal, check, target }: WizardState): string | null {
  if (isPlanned(target)) return CREATE_FIRST;
  if (check.done === null) return t('Wait for the check to end.');
  return rehearsal?.state === 'running' ? t('Wait for the rehearsal to end.') : null;
}

function routeChoice(
  row: DoneCheck['view']['routes'][number],
  { report }: DoneCheck,
  state: WizardState,
  chosen: Route | null,
): RouteChoice {
  return {
    ...row,
    ...timed(row.route, report, state),
    chosen: row.route === chosen,
    ours: isOurs(row.route),
  };
}

/**
 * For a copy of ours: a rehearsal takes the place of what was only assumed, none is quicker than the chosen pace, and the
 * chosen verification counts.
 */
function timed(
  route: Route,
  { profile }: DoneCheck['report'],
  state: WizardState,
): Partial<Pick<RouteChoice, 'duration' | 'downtime' | 'basis'>> {
  const rehearsed = rehearsedRate(state);
  const { choice: pace } = state.migration;
  if (!isOurs(route)) return {};
  const { keys, usedMemory: bytes } = profile.source;
  const load = { keys, bytes, pace, proof: proofOf(pace), creates: isPlanned(state.target) };
  if (rehearsed === null) {
    const { duration, downtime, basis } = estimateRoute(route, load);
    return { duration: spanText(duration), downtime: spanText(downtime), basis };
  }
  const { rate, seconds } = rehearsed;
  const measured = { keys: rehearsed.keys, seconds, rate: { least: rate, median: rate, most: rate } };
  const { duration, downtime, basis } = estimateRoute(route, { ...load, measured });
  return { duration: t('{0}, rehearsed', spanText(duration)), downtime: spanText(downtime), basis };
}

function proofOf(choice: CopyChoice): Proof {
  if (choice.verify === undefined || unverifiable(choice) !== undefined) return 'none';
  return choice.verify.kind === 'full' ? 'full' : 'part';
}

function copyShown(state: WizardState, { report }: DoneCheck): NonNullable<RouteBody['copy']> {
  const { choice } = state.migration;
  const { source, target } = report.profile;
  const pairs = target === null ? [] : pairsOf(state, source, target);
  return {
    settings: copySettingsShown(choice),
    ...whatIsCopied(state, pairs, report),
    words: plainChoiceWords(choice),
    databases: typeof pairs === 'string' ? [] : databaseRows(pairs),
    rehearsal: rehearsalText(state),
  };
}

/** What goes where; or why nothing can, as a sentence. */
function pairsOf(
  { source, target, migration }: WizardState,
  from: Parameters<typeof pairDatabases>[1],
  to: Parameters<typeof pairDatabases>[2],
): DatabasePair[] | string {
  if (source === undefined || target === undefined) return [];
  try {
    return pairDatabases(planOf(source, target, migration.choice), from, to);
  } catch (error) {
    if (isFailure(error)) return error.message;
    throw error;
  }
}

function databaseRows(pairs: readonly DatabasePair[]): LabelledRow[] {
  return pairs.map(({ source, target, prefix, keys }) => ({
    label: t('Database {0}', source),
    value:
      prefix === undefined
        ? t('{0} to database {1}', counted(keys, 'key'), target)
        : t('{0} to database {1}, as {2}…', counted(keys, 'key'), target, prefix),
  }));
}
