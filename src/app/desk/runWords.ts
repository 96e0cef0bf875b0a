import { share } from '../../core/model/progress';
import type { Phase, Progress } from '../../core/model/progress';
import type { CopyResult, Loss } from '../../core/model/run';
import type { ProvenCopyResult } from '../../core/model/verification';
import { describeLoss } from '../../core/report/copyMarkdown';
import { formatCount, formatDuration, formatShort } from '../../core/report/format';
import { waitingText } from '../../core/report/waitingText';
import { counted, percent, timeLeft } from './format';
import type { FinishedRun, InterruptedRun, Run, RunningRun } from './run';

const PHASES: Record<Phase, string> = {
  connecting: 'connecting',
  functions: 'copying function libraries',
  keys: 'copying keys',
  finishing: 'finishing',
  verifying: 'verifying',
};

/** A run's progress in full: `62 % · 31,204 of 50,000 keys · 21 k keys/s · 4 s left`. */
export function progressText(progress: Progress): string {
  if (progress.waiting !== undefined) return capitalize(waitingText(progress.waiting));
  if (!countsKeys(progress)) return capitalize(PHASES[progress.phase]);
  const { keys, total, rate, secondsLeft } = progress;
  return [
    ...(progress.phase === 'verifying' ? ['Verifying'] : []),
    ...(total === 0
      ? [counted(keys.scanned, 'key')]
      : [
          percent(share(progress)),
          `${formatCount(Math.min(keys.scanned, total))} of ${counted(total, 'key')}`,
        ]),
    ...(rate > 0 ? [`${formatShort(rate)} keys/s`] : []),
    ...(progress.heldTo === undefined ? [] : ['held back for the source']),
    ...(secondsLeft === null ? [] : [timeLeft(secondsLeft)]),
  ].join(' · ');
}

function countsKeys({ phase }: Progress): boolean {
  return phase === 'keys' || phase === 'verifying';
}

/** A run's progress in short: `62 % · 21 k keys/s · 4 s left`. */
export function shortProgressText(progress: Progress): string {
  if (progress.waiting !== undefined) return `waiting for the ${progress.waiting.end}`;
  if (!countsKeys(progress)) return PHASES[progress.phase];
  const { keys, total, rate, secondsLeft } = progress;
  return [
    ...(progress.phase === 'verifying' ? ['verifying'] : []),
    total === 0 ? counted(keys.scanned, 'key') : percent(share(progress)),
    ...(rate > 0 ? [`${formatShort(rate)} keys/s`] : []),
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
  if (running.length > 1) return `$(sync~spin) ${String(running.length)} migrations`;
  return `$(sync~spin) ${only.stopping ? 'stopping' : shortProgressText(only.progress)}`;
}

/** `paused · 62 %`: at no speed, and with no end in sight. */
export function pausedText(progress: Progress): string {
  const { keys, total } = progress;
  return `paused · ${total === 0 ? counted(keys.scanned, 'key') : percent(share(progress))}`;
}

/** A run's description in the tree. */
export function runDescription(run: Run): string {
  if (run.state === 'running') {
    if (run.stopping) return 'stopping';
    return run.paused ? pausedText(run.progress) : shortProgressText(run.progress);
  }
  if (run.state === 'interrupted') {
    return `interrupted · ${atLeast(run)} copied · ${shortTime(run.savedAt)}`;
  }
  return `${endDescription(run)}${run.resumable === true ? ' · can be resumed' : ''}`;
}

/** What a notification says of runs that were interrupted while nobody looked. At least one. */
export function interruptedText(runs: readonly InterruptedRun[]): string {
  const [only] = runs;
  if (only === undefined || runs.length > 1) return `${String(runs.length)} copies were interrupted.`;
  const { source, target } = only;
  return `The copy of ${source.name} into ${target.name} was interrupted. ${capitalize(atLeast(only))} had been copied.`;
}

/** What was copied after it was kept last is not known, and is copied again. */
export function atLeast({ keys }: InterruptedRun): string {
  return `at least ${counted(keys.copied, 'key')}`;
}

function endDescription(run: FinishedRun): string {
  const { status, keys, losses, seconds } = run.result;
  if (run.result.dryRun === true && status !== 'failed') return dryText(run.result);
  switch (status) {
    case 'done':
      return [
        `done · ${counted(keys.copied, 'key')} in ${formatDuration(seconds)}`,
        ...differencesText(run.result),
      ].join(' · ');
    case 'incomplete':
      return [
        'incomplete',
        ...notCopied(run.result),
        ...losses.map(lossText),
        ...differencesText(run.result),
      ].join(' · ');
    case 'cancelled':
      return `stopped · ${counted(keys.copied, 'key')} copied`;
    case 'failed':
      return keys.copied === 0 ? 'failed' : `failed · ${counted(keys.copied, 'key')} copied`;
  }
}

/** The closing sentences of a run. */
export function closingText(run: FinishedRun): string {
  const { result, source, target } = run;
  const { keys, seconds, status } = result;
  if (status === 'failed') return failedText(run);
  if (result.dryRun === true) {
    return [
      `Nothing was written to ${target.name}: ${dryText(result)}.`,
      ...result.losses.map(describeLoss),
    ].join(' ');
  }
  if (status === 'cancelled') {
    const of = run.total === 0 ? '' : ` of ${formatCount(run.total)}`;
    return `Stopped. ${formatCount(keys.copied)}${of} keys had been copied.`;
  }
  return [
    `Copied ${counted(keys.copied, 'key')} from ${source.name} to ${target.name} in ${formatDuration(seconds)}.`,
    ...(keys.skipped === 0
      ? []
      : [`${counted(keys.skipped, 'key')} stayed as they were in ${target.name}, which already held them.`]),
    ...notCopied(result).map((text) => `${capitalize(text)}.`),
    ...result.losses.map(describeLoss),
    ...verifiedText(run),
  ].join(' ');
}

/** What could not be taken over, named and counted: `1,204 hashes lost field TTLs`. */
export function lossText({ kind, count }: Loss): string {
  switch (kind) {
    case 'hash-field-ttl':
      return `${counted(count, 'hash', 'hashes')} lost field TTLs`;
    case 'target-eviction':
      return `${counted(count, 'key')} evicted by the target`;
    case 'stream-idempotency':
      return `${counted(count, 'stream')} lost idempotency records`;
  }
}

/** What a verification found, if there was one: `0 differences`. */
export function differencesText({ verify }: ProvenCopyResult): string[] {
  return verify === undefined ? [] : [counted(verify.differencesTotal, 'difference')];
}

function verifiedText({ result, source, target }: FinishedRun): string[] {
  const { verify } = result;
  if (verify === undefined) return [];
  const repaired =
    verify.keys.repaired === 0
      ? []
      : [`${counted(verify.keys.repaired, 'key')} differed and were copied again.`];
  if (verify.differencesTotal > 0) {
    const differ = `${counted(verify.differencesTotal, 'difference')} between ${source.name} and ${target.name}: the report names them.`;
    return [...repaired, differ];
  }
  return [
    ...repaired,
    `Verified: ${verify.mode === 'full' ? 'equal' : `equal, as far as ${LOOKED[verify.mode]}`}.`,
  ];
}

const LOOKED = { quick: 'types, lengths and expiries tell', sample: 'the sample tells' } as const;

function failedText({ result }: FinishedRun): string {
  const copied =
    result.keys.copied === 0 ? '' : ` ${counted(result.keys.copied, 'key')} had been copied by then.`;
  return `${result.failure?.message ?? 'The copy failed.'}${copied}`;
}

/** `dry run · 50,000 keys would be copied`. */
function dryText({ status, keys, quarantine }: CopyResult): string {
  const not = quarantine.length;
  return [
    status === 'cancelled' ? 'dry run, stopped' : 'dry run',
    `${counted(keys.copied, 'key')} would be copied`,
    ...(keys.skipped === 0 ? [] : [`${formatCount(keys.skipped)} skipped`]),
    ...(not === 0 ? [] : [`${formatCount(Math.max(not, keys.quarantined))} could not`]),
  ].join(' · ');
}

/** Function libraries stand in the quarantine, but are not counted among the keys. */
function notCopied({ keys, quarantine }: CopyResult): string[] {
  const libraries = quarantine.filter(({ type }) => type === 'function').length;
  return [
    ...(keys.quarantined > 0 ? [`${counted(keys.quarantined, 'key')} could not be copied`] : []),
    ...(libraries > 0
      ? [`${counted(libraries, 'function library', 'function libraries')} could not be copied`]
      : []),
  ];
}

function shortTime(ms: number): string {
  return new Date(ms).toLocaleString(undefined, {
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
