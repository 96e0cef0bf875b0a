import type { CopyPlan } from '../../core/copy/plan';
import { share } from '../../core/model/progress';
import type { Phase, Progress } from '../../core/model/progress';
import type { CopyResult, Loss, RunStatus } from '../../core/model/run';
import type { ProvenCopyResult } from '../../core/model/verification';
import { describeLoss } from '../../core/report/describeLoss';
import { formatCount, formatDuration, formatShort } from '../../core/report/format';
import { waitingText } from '../../core/report/waitingText';
import { counted } from '../../core/report/counted';
import { percent, timeLeft } from './format';
import { isOvertaken } from './run';
import type { FinishedRun, InterruptedRun, Run, RunningRun } from './run';
import { language, t } from '../../core/model/t';

const PHASES: Record<Phase, string> = {
  connecting: t('connecting'),
  functions: t('copying function libraries'),
  keys: t('copying keys'),
  finishing: t('finishing'),
  verifying: t('verifying'),
};

/** A run's progress in full: `62 % · 31,204 of 50,000 keys · 21 k keys/s · 4 s left`. */
export function progressText(progress: Progress): string {
  if (progress.waiting !== undefined) return capitalize(waitingText(progress.waiting));
  if (!countsKeys(progress)) return capitalize(PHASES[progress.phase]);
  const { keys, total, rate, secondsLeft } = progress;
  return [
    ...(progress.phase === 'verifying' ? [t('Verifying')] : []),
    ...(total === 0
      ? [counted(keys.scanned, 'key')]
      : [
          percent(share(progress)),
          t('{0} of {1}', formatCount(Math.min(keys.scanned, total)), counted(total, 'key')),
        ]),
    ...(rate > 0 ? [t('{0} keys/s', formatShort(rate))] : []),
    ...(progress.heldTo === undefined ? [] : [t('held back for the source')]),
    ...(secondsLeft === null ? [] : [timeLeft(secondsLeft)]),
  ].join(' · ');
}

function countsKeys({ phase }: Progress): boolean {
  return phase === 'keys' || phase === 'verifying';
}

/** A run's progress in short: `62 % · 21 k keys/s · 4 s left`. */
export function shortProgressText(progress: Progress): string {
  if (progress.waiting !== undefined)
    return progress.waiting.end === 'source' ? t('waiting for the source') : t('waiting for the target');
  if (!countsKeys(progress)) return PHASES[progress.phase];
  const { keys, total, rate, secondsLeft } = progress;
  return [
    ...(progress.phase === 'verifying' ? [t('verifying')] : []),
    total === 0 ? counted(keys.scanned, 'key') : percent(share(progress)),
    ...(rate > 0 ? [t('{0} keys/s', formatShort(rate))] : []),
    ...(secondsLeft === null ? [] : [timeLeft(secondsLeft)]),
  ].join(' · ');
}

/** The status bar's text while runs are under way. */
export function statusBarText(running: readonly RunningRun[]): string {
  const [only] = running;
  if (only === undefined) return '';
  if (running.length === 1 && only.paused && !only.stopping) {
    return `$(debug-pause) ${pausedText(only.progress)}`;
  }
  if (running.length > 1) return `$(sync~spin) ${t('{0} migrations', running.length)}`;
  return `$(sync~spin) ${only.stopping ? t('stopping') : shortProgressText(only.progress)}`;
}

/** `paused · 62 %`: at no speed, and with no end in sight. */
export function pausedText(progress: Progress): string {
  const { keys, total } = progress;
  return t('paused · {0}', total === 0 ? counted(keys.scanned, 'key') : percent(share(progress)));
}

/** A run's description in the tree. */
export function runDescription(run: Run): string {
  if (run.state === 'running') {
    if (run.stopping) return t('stopping');
    const how = run.paused ? pausedText(run.progress) : shortProgressText(run.progress);
    return isRehearsal(run.plan) ? `${t('rehearsal')} · ${how}` : how;
  }
  const later = isOvertaken(run) ? ` · ${t('a later copy was completed')}` : '';
  if (run.state === 'interrupted') {
    return `${t('interrupted · {0} copied · {1}', atLeast(run), shortTime(run.savedAt))}${later}`;
  }
  return `${endDescription(run)}${run.resumable === true ? ` · ${t('can be resumed')}` : ''}${later}`;
}

/** What a notification says of runs that were interrupted while nobody looked. At least one. */
export function interruptedText(runs: readonly InterruptedRun[]): string {
  const [only] = runs;
  if (only === undefined || runs.length > 1) return t('{0} copies were interrupted.', runs.length);
  const { source, target } = only;
  return t(
    'The copy of {0} into {1} was interrupted. {2} had been copied.',
    source.name,
    target.name,
    capitalize(atLeast(only)),
  );
}

/** What was copied after it was kept last is not known, and is copied again. */
export function atLeast({ keys }: InterruptedRun): string {
  return t('at least {0}', counted(keys.copied, 'key'));
}

function endDescription(run: FinishedRun): string {
  const { keys, losses, seconds } = run.result;
  const status = statusNow(run);
  if (run.result.dryRun === true && status !== 'failed') return dryText(run.result);
  switch (status) {
    case 'done':
      return [
        t('done · {0} in {1}', counted(keys.copied, 'key'), formatDuration(seconds)),
        ...differencesText(run),
      ].join(' · ');
    case 'incomplete':
      return [
        isWhole(run.result, differencesOf(run))
          ? t('done, with losses · {0} in {1}', counted(keys.copied, 'key'), formatDuration(seconds))
          : t('incomplete'),
        ...notCopied(run.result),
        ...losses.map(lossText),
        ...differencesText(run),
      ].join(' · ');
    case 'cancelled':
      return t('stopped · {0} copied', counted(keys.copied, 'key'));
    case 'failed':
      return keys.copied === 0 ? t('failed') : t('failed · {0} copied', counted(keys.copied, 'key'));
  }
}

/** Every key arrived and nothing differs: all that is lost is what the target has not, such as expiries of fields. */
export function isWhole(
  { quarantine, losses, sourceLost, verify }: ProvenCopyResult,
  differences = verify?.differencesTotal ?? 0,
): boolean {
  const evicted = losses.some(({ kind }) => kind === 'target-eviction');
  const proven = verify?.failure === undefined && differences === 0;
  return quarantine.length === 0 && losses.length > 0 && !evicted && sourceLost !== true && proven;
}

/** How a run stands since its migration was verified again: what differed may have been repaired. */
export function statusNow({
  result: { status, quarantine, losses, sourceLost },
  proof,
}: FinishedRun): RunStatus {
  if (proof === undefined || (status !== 'done' && status !== 'incomplete')) return status;
  if (!proof.equal) return 'incomplete';
  // That both ends are equal now does not bring back what the source lost.
  return quarantine.length === 0 && losses.length === 0 && sourceLost !== true ? 'done' : status;
}

/** The closing sentences of a run. */
export function closingText(run: FinishedRun): string {
  const { result, source, target } = run;
  const { keys, seconds, status } = result;
  if (status === 'failed') return failedText(run);
  if (result.dryRun === true) {
    return [
      t('Nothing was written to {0}: {1}.', target.name, dryText(result)),
      ...result.losses.map((loss) => describeLoss(loss, true)),
    ].join(' ');
  }
  if (status === 'cancelled') {
    const copied = formatCount(keys.copied);
    return run.total === 0
      ? t('Stopped. {0} keys had been copied.', copied)
      : t('Stopped. {0} of {1} keys had been copied.', copied, formatCount(run.total));
  }
  return [
    t(
      'Copied {0} from {1} to {2} in {3}.',
      counted(keys.copied, 'key'),
      source.name,
      target.name,
      formatDuration(seconds),
    ),
    ...(keys.skipped === 0
      ? []
      : [
          t(
            '{0} stayed as they were in {1}, which already held them.',
            counted(keys.skipped, 'key'),
            target.name,
          ),
        ]),
    ...notCopied(result).map((text) => `${capitalize(text)}.`),
    ...result.losses.map((loss) => describeLoss(loss)),
    ...verifiedText(run),
  ].join(' ');
}

/** What could not be taken over, named and counted: `1,204 hashes lost field TTLs`. */
export function lossText({ kind, count }: Loss): string {
  switch (kind) {
    case 'hash-field-ttl':
      return t('{0} lost field TTLs', counted(count, 'hash'));
    case 'target-eviction':
      return t('{0} evicted by the target', counted(count, 'key'));
    case 'stream-idempotency':
      return t('{0} lost idempotency records', counted(count, 'stream'));
  }
}

/** What the latest verification found, if there was one: `0 differences`. */
export function differencesText(run: FinishedRun): string[] {
  const differences = differencesOf(run);
  return differences === undefined ? [] : [counted(differences, 'difference')];
}

function differencesOf({ proof, result: { verify } }: FinishedRun): number | undefined {
  return proof?.differences ?? verify?.differencesTotal;
}

function verifiedText({ result, source, target }: FinishedRun): string[] {
  const { verify } = result;
  if (verify === undefined) return [];
  const repaired =
    verify.keys.repaired === 0
      ? []
      : [t('{0} differed and were copied again.', counted(verify.keys.repaired, 'key'))];
  if (verify.differencesTotal > 0) {
    const differ = t(
      '{0} between {1} and {2}: the report names them.',
      counted(verify.differencesTotal, 'difference'),
      source.name,
      target.name,
    );
    return [...repaired, differ];
  }
  return [...repaired, EQUAL[verify.mode]];
}

const EQUAL = {
  full: t('Verified: equal.'),
  quick: t('Verified: equal, as far as types, lengths and expiries tell.'),
  sample: t('Verified: equal, as far as the sample tells.'),
} as const;

function failedText({ result }: FinishedRun): string {
  const copied =
    result.keys.copied === 0
      ? ''
      : ` ${t('{0} had been copied by then.', counted(result.keys.copied, 'key'))}`;
  return `${result.failure?.message ?? t('The copy failed.')}${copied}`;
}

/** A rehearsal takes some keys and writes none. */
function isRehearsal({ dryRun, sample }: Pick<CopyPlan, 'dryRun' | 'sample'>): boolean {
  return dryRun === true && sample !== undefined;
}

/** `dry run · 50,000 keys would be copied`. */
function dryText({ status, keys, quarantine, ...kind }: CopyResult): string {
  const not = quarantine.length;
  const [whole, stopped] = isRehearsal(kind)
    ? [t('rehearsal'), t('rehearsal, stopped')]
    : [t('dry run'), t('dry run, stopped')];
  return [
    status === 'cancelled' ? stopped : whole,
    t('{0} would be copied', counted(keys.copied, 'key')),
    ...(keys.skipped === 0 ? [] : [t('{0} skipped', formatCount(keys.skipped))]),
    ...(not === 0 ? [] : [t('{0} could not', formatCount(Math.max(not, keys.quarantined)))]),
  ].join(' · ');
}

/** Function libraries stand in the quarantine, but are not counted among the keys. */
function notCopied({ keys, quarantine }: CopyResult): string[] {
  const libraries = quarantine.filter(({ type }) => type === 'function').length;
  return [
    ...(keys.quarantined > 0 ? [t('{0} could not be copied', counted(keys.quarantined, 'key'))] : []),
    ...(libraries > 0 ? [t('{0} could not be copied', counted(libraries, 'function library'))] : []),
  ];
}

function shortTime(ms: number): string {
  return new Date(ms).toLocaleString(language(), {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** With a capital letter, as a sentence begins. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
