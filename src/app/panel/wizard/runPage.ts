import type { Figure, LabelledRow, RunBody } from '../../../bridge/wizardView';
import { share } from '../../../core/model/progress';
import { formatBytes, formatCount, formatDuration, formatShort } from '../../../core/report/format';
import { plainChoiceWords } from '../../desk/choiceText';
import { counted } from '../../../core/report/counted';
import { isPlanned } from '../../desk/checkEnd';
import { guessedTime, percent } from '../../desk/format';
import type { FinishedRun, InterruptedRun, RunningRun } from '../../desk/run';
import { atLeast, capitalize, closingText, progressText, runDescription } from '../../desk/runWords';
import { ROUTE_NAMES } from '../../../core/report/routeNames';
import { partsTable } from './partsTable';
import { errorsOf, errorsSoFar, retryRows } from './runErrors';
import { shownPace } from './shownPace';
import { action, back, onTo } from './stepPage';
import type { StepPage } from './stepPage';
import { CREATE_FIRST } from './stepRows';
import { isOurs, routeOf } from './wizardState';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

const EMPTY: RunBody = {
  step: 'run',
  state: 'idle',
  headline: '',
  mood: 'none',
  share: null,
  figures: [],
  rows: [],
  errors: [],
  notes: [],
  rates: [],
  latencies: [],
  parts: null,
  pace: null,
  steps: [],
};

/** Step 4: the run, before, while and after it goes. */
export function runPage(state: WizardState): StepPage<RunBody> {
  const { run } = state;
  if (run?.state === 'running') return goingPage(state, run);
  if (run?.state === 'interrupted') return interruptedPage(run);
  if (run?.state === 'finished') return finishedPage(state, run);
  if (isPlanned(state.target)) return plannedPage(state);
  const route = routeOf(state);
  return route === null || isOurs(route) ? idlePage(state) : byHandPage(state);
}

function idlePage(state: WizardState): StepPage<RunBody> {
  const { source, target, migration } = state;
  const headline = t('Copy {0} into {1}', source?.name ?? '', target?.name ?? '');
  const words = plainChoiceWords(migration.choice);
  return {
    body: {
      ...EMPTY,
      headline,
      notes: [
        t(
          'You are asked once more before anything is written: the question names the target and what it holds.',
        ),
        ...words,
        t(
          'Writes to the source that come while the copy runs may be missing in the target: stop the writers first, or verify and repair afterwards.',
        ),
      ],
    },
    actions: [back('route'), action(t('Start…'), 'primary', { type: 'run.start' })],
    aloud: '',
  };
}

/** Nothing can be started while the target is not there. */
function plannedPage(state: WizardState): StepPage<RunBody> {
  const route = routeOf(state);
  const plan = state.check.done?.report.routes.find((one) => one.route === route);
  return {
    body: {
      ...EMPTY,
      state: 'byHand',
      headline: t('The target is yet to be created'),
      notes: [
        CREATE_FIRST,
        t('What you chose for the copy stays; the check is made again, of the cache itself.'),
      ],
      steps: plan?.steps ?? [],
    },
    actions: [back('route'), action(t('Choose Target…'), 'primary', { type: 'end.choose', end: 'target' })],
    aloud: '',
  };
}

function byHandPage(state: WizardState): StepPage<RunBody> {
  const route = routeOf(state);
  const plan = state.check.done?.report.routes.find((one) => one.route === route);
  const name = route === null ? '' : ROUTE_NAMES[route];
  return {
    body: {
      ...EMPTY,
      state: 'byHand',
      headline: t('{0}: carried out by you', name),
      notes: [
        t('This version does not carry this route out itself. These are its steps; verify afterwards.'),
      ],
      steps: plan?.steps ?? [],
    },
    actions: [back('route'), onTo('verify', state)],
    aloud: '',
  };
}

function goingPage(state: WizardState, run: RunningRun): StepPage<RunBody> {
  const { stopping, paused, progress } = run;
  const { keys, total, rate, secondsLeft, bytes } = progress;
  const verifying = progress.phase === 'verifying';
  const done = total === 0 ? null : share(progress);
  // The figures say the rest.
  const plain = progress.waiting === undefined && progress.heldTo === undefined && progress.phase === 'keys';
  const figures: Figure[] = [
    {
      label: verifying ? t('Compared') : t('Done'),
      value: done === null ? formatShort(keys.scanned) : percent(done),
      note:
        total === 0
          ? t('keys')
          : t('{0} of {1}', formatCount(Math.min(keys.scanned, total)), counted(total, 'key')),
    },
    {
      label: t('Speed'),
      value: paused ? t('{0} keys/s', 0) : t('{0} keys/s', formatShort(rate)),
      note: paused ? '' : `${formatBytes(state.rates.at(-1)?.bytes ?? 0)}/s`,
    },
    {
      label: t('Time left'),
      value: paused || secondsLeft === null ? t('not known') : guessedTime(secondsLeft),
      note: paused ? t('paused') : '',
    },
  ];
  const wait = stopping ? t('It is stopping already.') : null;
  return {
    body: {
      ...EMPTY,
      state: stopping ? 'stopping' : paused ? 'paused' : 'running',
      headline: stopping ? t('Stopping…') : paused ? t('Paused') : verifying ? t('Verifying') : t('Copying'),
      share: done,
      figures,
      rows: [
        ...(plain ? [] : [{ label: t('Stands at'), value: progressText(progress) }]),
        { label: t('Written'), value: formatBytes(bytes) },
        ...countRows(keys),
        ...retryRows(state.detail),
      ],
      errors: errorsSoFar(state.detail, state.hideKeyNames),
      rates: state.rates,
      latencies: state.latencies,
      parts: partsTable(state.detail),
      pace: verifying ? null : shownPace(run),
    },
    actions: [
      action(t('Cancel'), 'secondary', { type: 'run.cancel' }, wait),
      paused
        ? action(t('Resume'), 'primary', { type: 'run.resume' }, wait)
        : action(t('Pause'), 'primary', { type: 'run.pause' }, wait),
    ],
    aloud: stopping
      ? t('Stopping.')
      : paused
        ? t('Paused.')
        : done === null
          ? t('Copying.')
          : said(Math.floor(done * 10) * 10, verifying),
  };
}

function said(percentDone: number, verifying: boolean): string {
  return verifying ? t('Compared {0} %.', percentDone) : t('Copied {0} %.', percentDone);
}

function countRows({ skipped, expired, quarantined }: RunningRun['progress']['keys']): LabelledRow[] {
  return [
    ...(skipped === 0 ? [] : [{ label: t('Skipped'), value: formatCount(skipped) }]),
    ...(expired === 0 ? [] : [{ label: t('Expired meanwhile'), value: formatCount(expired) }]),
    ...(quarantined === 0 ? [] : [{ label: t('Not copied'), value: formatCount(quarantined) }]),
  ];
}

function interruptedPage(run: InterruptedRun): StepPage<RunBody> {
  const headline = t('The run was interrupted');
  return {
    body: {
      ...EMPTY,
      state: 'interrupted',
      headline,
      mood: 'warned',
      share: run.total === 0 ? null : Math.min(1, run.keys.scanned / run.total),
      rows: [
        { label: t('Copied'), value: capitalize(atLeast(run)) },
        ...(run.total === 0 ? [] : [{ label: t('The source held'), value: counted(run.total, 'key') }]),
      ],
      notes: [t('It goes on where it was. What was copied after it was kept last is copied again.')],
    },
    actions: [
      back('route'),
      action(t('Start Again…'), 'secondary', { type: 'run.start' }),
      action(t('Resume'), 'primary', { type: 'run.resume' }),
    ],
    aloud: headline,
  };
}

function finishedPage(state: WizardState, run: FinishedRun): StepPage<RunBody> {
  const { result, resumable } = run;
  const { status, keys, seconds, bytes, quarantine } = result;
  const headline = capitalize(runDescription(run));
  const well = status === 'done' || status === 'incomplete';
  const empty = well && keys.copied === 0 && keys.skipped === 0 && keys.quarantined === 0;
  const again = (rank: 'primary' | 'secondary') => action(t('Start Again…'), rank, { type: 'run.start' });
  return {
    body: {
      ...EMPTY,
      state: 'finished',
      headline,
      mood: status === 'done' && !empty ? 'ready' : status === 'failed' ? 'blocked' : 'warned',
      share: well ? 1 : run.total === 0 ? null : Math.min(1, keys.scanned / run.total),
      figures: [
        {
          label: t('Copied'),
          value: formatCount(keys.copied),
          note: keys.copied === 1 ? t('key') : t('keys'),
        },
        { label: t('Took'), value: formatDuration(seconds), note: speed(keys.scanned, seconds) },
        { label: t('Written'), value: formatBytes(bytes), note: '' },
      ],
      rows: [...countRows(keys), ...retryRows(state.detail)],
      errors: errorsOf(quarantine, state.hideKeyNames),
      notes: [
        ...(empty
          ? [
              t(
                'There was nothing to copy: the source held no key, or none that step 3 chooses. Nothing was proven by it.',
              ),
            ]
          : []),
        closingText(run),
      ],
      rates: state.rates,
      latencies: state.latencies,
      parts: partsTable(state.detail),
    },
    actions: [
      back('route'),
      action(t('Open Report'), 'secondary', { type: 'run.report' }),
      ...(resumable === true
        ? [again('secondary'), action(t('Resume'), 'primary', { type: 'run.resume' })]
        : well
          ? [again('secondary'), onTo('verify', state)]
          : [again('primary')]),
    ],
    aloud: headline,
  };
}

function speed(keys: number, seconds: number): string {
  return seconds > 0 ? t('{0} keys/s', formatShort(keys / seconds)) : '';
}
