import type { Figure, VerifyBody } from '../../../bridge/wizardView';
import { share } from '../../../core/model/progress';
import type { VerifyResult } from '../../../core/model/verification';
import { describeLoss } from '../../../core/report/describeLoss';
import { formatCount, formatDuration, formatShort } from '../../../core/report/format';
import { unverifiable } from '../../../core/verify/unverifiable';
import { counted } from '../../../core/report/counted';
import { guessedTime, percent } from '../../desk/format';
import { progressText } from '../../desk/runWords';
import { countingNotes, groupsOf } from './differenceGroups';
import { action, back, onTo } from './stepPage';
import type { StepPage } from './stepPage';
import { deletable, isRepairable, keepsHeld } from './mending';
import { verified } from './wizardState';
import type { Verification, WizardState } from './wizardState';
import { momentText } from '../../../core/model/moment';
import { t } from '../../../core/model/t';

const MODES: Readonly<Record<VerifyResult['mode'], string>> = {
  full: t('Type, expiry and content of every key were compared.'),
  quick: t('Type, length and expiry of every key were compared, not the content.'),
  sample: t('Type, expiry and content of a sample of the keys were compared.'),
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
        action(t('Show Log'), 'secondary', { type: 'log.show' }),
        onTo('cutOver', state, 'secondary'),
        verify(state, t('Retry'), 'primary'),
      ],
      aloud: t('The verification could not be carried out.'),
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
      ? t('Wait for the run to end.')
      : why === undefined
        ? null
        : t('This copy cannot be verified: {0}.', why);
  return action(label, rank, { type: 'verify.start', repair }, blocked);
}

function untouched(state: WizardState): StepPage<VerifyBody> {
  const { proof } = state.migration;
  const before =
    proof === null
      ? t('Nothing has been compared yet.')
      : t(
          'Compared on {0}: {1}. Which keys differed was not kept.',
          momentText(proof.at),
          proof.equal ? t('equal') : counted(proof.differences, 'difference'),
        );
  return {
    body: {
      ...EMPTY,
      headline: proof?.equal === true ? t('Verified before') : t('Not verified yet'),
      mood: proof?.equal === true ? 'ready' : 'none',
      notes: [
        before,
        t(
          'A verification reads every key that was chosen at both ends and compares type, expiry and content. It writes nothing.',
        ),
      ],
    },
    actions: [back('run'), onTo('cutOver', state, 'secondary'), verify(state, t('Verify'), 'primary')],
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
            label: t('Compared'),
            value: done === null ? formatShort(progress.keys.scanned) : percent(done),
            note:
              progress.total === 0
                ? t('keys')
                : t(
                    '{0} of {1}',
                    formatCount(Math.min(progress.keys.scanned, progress.total)),
                    counted(progress.total, 'key'),
                  ),
          },
          { label: t('Speed'), value: t('{0} keys/s', formatShort(progress.rate)), note: '' },
          {
            label: t('Time left'),
            value: progress.secondsLeft === null ? t('not known') : guessedTime(progress.secondsLeft),
            note: '',
          },
        ];
  return {
    body: {
      ...EMPTY,
      state: 'running',
      headline: stopping ? t('Stopping…') : t('Verifying'),
      share: done,
      figures,
      notes:
        progress === null
          ? [t('Connecting…')]
          : progress.waiting === undefined
            ? []
            : [progressText(progress)],
    },
    actions: [
      action(
        t('Cancel'),
        'secondary',
        { type: 'verify.cancel' },
        stopping ? t('It is stopping already.') : null,
      ),
    ],
    aloud: done === null ? t('Verifying.') : t('Compared {0} %.', Math.floor(done * 10) * 10),
  };
}

function ended(state: WizardState, result: VerifyResult): StepPage<VerifyBody> {
  const { keys, seconds, mode, losses, differencesTotal, status, failure, repairedFunctions } = result;
  const whole = status === 'done' || status === 'incomplete';
  const equal = whole && differencesTotal === 0;
  const headline = !whole
    ? status === 'failed'
      ? t('The verification failed')
      : t('The verification was stopped before its end')
    : equal
      ? mode === 'full'
        ? t('Both ends are equal')
        : t('Both ends are equal, as far as was looked at')
      : t('{0} between the two ends', counted(differencesTotal, 'difference'));
  const keeps = keepsHeld(state.migration.choice);
  const repairable = isRepairable(result, keeps);
  const extra = deletable(result);
  const groups = groupsOf(result, state.hideKeyNames);
  const repairs = keys.repaired + repairedFunctions;
  return {
    body: {
      ...EMPTY,
      state: 'finished',
      headline,
      mood: equal ? 'ready' : status === 'failed' ? 'blocked' : 'warned',
      figures: [
        { label: t('Compared'), value: formatCount(keys.compared), note: t('keys') },
        { label: t('Equal'), value: formatCount(keys.equal), note: t('keys') },
        { label: t('Took'), value: formatDuration(seconds), note: '' },
      ],
      groups,
      notes: [
        MODES[mode],
        ...countingNotes(result, groups),
        ...(failure === undefined ? [] : [failure.message]),
        ...(repairs === 0 ? [] : [t('Mended by copying again: {0}.', counted(repairs, 'difference'))]),
        ...((keys.deleted ?? 0) === 0
          ? []
          : [t('Deleted, since only the target held them: {0}.', counted(keys.deleted ?? 0, 'key'))]),
        ...(whole && keys.extra > 0
          ? [
              extra === 0
                ? t(
                    'A repair copies again what differs. It deletes nothing: {0} only in the target would stay.',
                    counted(keys.extra, 'key'),
                  )
                : t(
                    '{0} only in the target: deleted in the source since the copy, or put there by others. They stay, unless you have them deleted.',
                    counted(keys.extra, 'key'),
                  ),
            ]
          : []),
        ...(keeps && differencesTotal > keys.extra
          ? [
              t(
                'Keys that the target held before the copy stay as they are, as chosen in step 3, and count as differences. A repair copies only what is missing.',
              ),
            ]
          : []),
        ...losses.map((loss) => describeLoss(loss)),
        ...(keys.changing === 0
          ? []
          : [
              t(
                '{0} went on changing while they were looked at: clients still write.',
                counted(keys.changing, 'key'),
              ),
            ]),
      ],
    },
    actions: [
      back('run'),
      ...(equal
        ? [verify(state, t('Verify Again'), 'secondary'), onTo('cutOver', state)]
        : [
            onTo('cutOver', state, 'secondary'),
            verify(state, t('Verify Again'), repairable || extra > 0 || !whole ? 'secondary' : 'primary'),
            ...(repairable || extra > 0
              ? [verify(state, repairable ? t('Repair…') : t('Delete Extra Keys…'), 'primary', true)]
              : []),
          ]),
    ],
    aloud: headline,
  };
}
