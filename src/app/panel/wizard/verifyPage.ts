import type { DifferenceGroup, Figure, VerifyBody } from '../../../bridge/wizardView';
import { share } from '../../../core/model/progress';
import type { Difference, DifferenceKind, VerifyResult } from '../../../core/model/verification';
import { describeLoss } from '../../../core/report/copyMarkdown';
import { formatCount, formatDuration, formatShort } from '../../../core/report/format';
import { keyName } from '../../../core/report/keyName';
import { unverifiable } from '../../../core/verify/unverifiable';
import { counted, percent, timeLeft } from '../../desk/format';
import { capitalize, progressText } from '../../desk/runWords';
import { action, back, onTo } from './stepPage';
import type { StepPage } from './stepPage';
import { verified } from './wizardState';
import type { Verification, WizardState } from './wizardState';

/** How many keys of one kind of difference are named. */
const NAMED = 50;

const KINDS: Readonly<Record<DifferenceKind, string>> = {
  missing: 'Missing in the target',
  extra: 'Only in the target',
  type: 'Of another type',
  length: 'Of another length',
  expiry: 'With another expiry',
  value: 'With another value',
  unreadable: 'Could not be read',
};

const MODES: Readonly<Record<VerifyResult['mode'], string>> = {
  full: 'Type, expiry and content of every key were compared.',
  quick: 'Type, length and expiry of every key were compared, not the content.',
  sample: 'Type, expiry and content of a sample of the keys were compared.',
};

const EMPTY: VerifyBody = {
  step: 'verify',
  state: 'none',
  headline: '',
  mood: 'none',
  share: null,
  figures: [],
  groups: [],
  notes: [],
  problem: null,
};

/** Step 5: whether both ends hold the same. */
export function verifyPage(state: WizardState): StepPage<VerifyBody> {
  const { verification } = state;
  if (verification.kind === 'running') return goingPage(verification);
  if (verification.kind === 'failed') {
    return {
      body: { ...EMPTY, state: 'failed', mood: 'blocked', problem: verification.problem },
      actions: [
        back('run'),
        action('Show Log', 'secondary', { type: 'log.show' }),
        onTo('cutOver', state, 'secondary'),
        verify(state, 'Retry', 'primary'),
      ],
      aloud: 'The verification could not be carried out.',
    };
  }
  const result = verified(state);
  return result === undefined ? untouched(state) : ended(state, result);
}

function verify(
  state: WizardState,
  label: string,
  rank: 'primary' | 'secondary',
  repair = false,
): ReturnType<typeof action> {
  const why = unverifiable(state.migration.choice);
  const blocked =
    state.run?.state === 'running'
      ? 'Wait for the run to end.'
      : why === undefined
        ? null
        : `This copy cannot be verified: ${why}.`;
  return action(label, rank, { type: 'verify.start', repair }, blocked);
}

function untouched(state: WizardState): StepPage<VerifyBody> {
  const { proof } = state.migration;
  const before =
    proof === null
      ? 'Nothing has been compared yet.'
      : `Compared on ${new Date(proof.at).toLocaleString()}: ${proof.equal ? 'equal' : counted(proof.differences, 'difference')}. Which keys differed was not kept.`;
  return {
    body: {
      ...EMPTY,
      headline: proof?.equal === true ? 'Verified before' : 'Not verified yet',
      mood: proof?.equal === true ? 'ready' : 'none',
      notes: [
        before,
        'A verification reads every key that was chosen at both ends and compares type, expiry and content. It writes nothing.',
      ],
    },
    actions: [back('run'), onTo('cutOver', state, 'secondary'), verify(state, 'Verify', 'primary')],
    aloud: '',
  };
}

function goingPage({ progress, stopping }: Extract<Verification, { kind: 'running' }>): StepPage<VerifyBody> {
  const done = progress === null || progress.total === 0 ? null : share(progress);
  const figures: Figure[] =
    progress === null
      ? []
      : [
          {
            label: 'Compared',
            value: done === null ? formatShort(progress.keys.scanned) : percent(done),
            note:
              progress.total === 0
                ? 'keys'
                : `${formatCount(Math.min(progress.keys.scanned, progress.total))} of ${counted(progress.total, 'key')}`,
          },
          { label: 'Speed', value: `${formatShort(progress.rate)} keys/s`, note: '' },
          {
            label: 'Time left',
            value:
              progress.secondsLeft === null
                ? 'not known'
                : timeLeft(progress.secondsLeft).replace(' left', ''),
            note: '',
          },
        ];
  return {
    body: {
      ...EMPTY,
      state: 'running',
      headline: stopping ? 'Stopping…' : 'Verifying',
      share: done,
      figures,
      notes:
        progress === null ? ['Connecting…'] : progress.waiting === undefined ? [] : [progressText(progress)],
    },
    actions: [
      action('Cancel', 'secondary', { type: 'verify.cancel' }, stopping ? 'It is stopping already.' : null),
    ],
    aloud: done === null ? 'Verifying.' : `Compared ${String(Math.floor(done * 10) * 10)} %.`,
  };
}

function ended(state: WizardState, result: VerifyResult): StepPage<VerifyBody> {
  const { keys, seconds, mode, losses, differencesTotal, status, failure, repairedFunctions } = result;
  const whole = status === 'done' || status === 'incomplete';
  const equal = whole && differencesTotal === 0;
  const headline = !whole
    ? status === 'failed'
      ? 'The verification failed'
      : 'The verification was stopped before its end'
    : equal
      ? mode === 'full'
        ? 'Both ends are equal'
        : 'Both ends are equal, as far as was looked at'
      : `${counted(differencesTotal, 'difference')} between the two ends`;
  const repairs = keys.repaired + repairedFunctions;
  return {
    body: {
      ...EMPTY,
      state: 'finished',
      headline,
      mood: equal ? 'ready' : status === 'failed' ? 'blocked' : 'warned',
      figures: [
        { label: 'Compared', value: formatCount(keys.compared), note: 'keys' },
        { label: 'Equal', value: formatCount(keys.equal), note: 'keys' },
        { label: 'Took', value: formatDuration(seconds), note: '' },
      ],
      groups: groupsOf(result, state.hideKeyNames),
      notes: [
        MODES[mode],
        ...(failure === undefined ? [] : [failure.message]),
        ...(repairs === 0 ? [] : [`${counted(repairs, 'difference')} were mended by copying again.`]),
        ...losses.map(describeLoss),
        ...(keys.changing === 0
          ? []
          : [
              `${counted(keys.changing, 'key')} went on changing while they were looked at: clients still write.`,
            ]),
      ],
    },
    actions: [
      back('run'),
      ...(equal
        ? [verify(state, 'Verify Again', 'secondary'), onTo('cutOver', state)]
        : [
            onTo('cutOver', state, 'secondary'),
            verify(state, 'Verify Again', 'secondary'),
            verify(state, 'Repair…', 'primary', true),
          ]),
    ],
    aloud: headline,
  };
}

/** Differences by kind; a key that differs in several stands under each. */
function groupsOf({ differences }: VerifyResult, hideKeyNames: boolean): DifferenceGroup[] {
  const groups = new Map<DifferenceKind, Difference[]>();
  for (const difference of differences) {
    for (const kind of difference.kinds) {
      const group = groups.get(kind);
      if (group === undefined) groups.set(kind, [difference]);
      else group.push(difference);
    }
  }
  return [...groups].map(([kind, found]) => ({
    kind: KINDS[kind],
    count: formatCount(found.length),
    keys: hideKeyNames
      ? []
      : found.slice(0, NAMED).map(({ key, db, detail, changing }) => ({
          key: keyName(key),
          database: String(db),
          detail: `${capitalize(detail)}${changing === true ? ' (still changing)' : ''}`,
        })),
  }));
}
