import type { Progress } from '../model/progress';
import { share } from '../model/progress';
import type { RunStatus } from '../model/run';
import type { ProvenCopyResult, VerifyResult } from '../model/verification';
import { clockLines } from './copyMarkdown';
import { describeLoss } from './describeLoss';
import { heldBackWords } from './choiceWords';
import { formatBytes, formatCount, formatDuration, formatShort } from './format';
import { keyName } from './keyName';
import { columns, ends, lines } from './layout';
import { waitingText } from './waitingText';

const EXAMPLES = 10;

/** How a dry run ended. */
const TRIED: Readonly<Record<RunStatus, string>> = {
  done: 'nothing would be lost',
  incomplete: 'not everything would be equal on both sides',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** `62 % · 31,204 of 50,000 keys · 21 k keys/s · 4 s left` */
export function progressLine(progress: Progress): string {
  const { keys, total, rate, secondsLeft, heldTo, waiting } = progress;
  const done = formatCount(keys.scanned);
  return [
    ...(total > 0
      ? [`${String(Math.floor(share(progress) * 100))} %`, `${done} of ${formatCount(total)} keys`]
      : [`${done} keys`]),
    ...(waiting !== undefined
      ? [waitingText(waiting)]
      : [
          ...(rate > 0 ? [`${formatShort(rate)} keys/s`] : []),
          ...(heldTo === undefined ? [] : [`held to ${formatShort(heldTo)} keys/s for the source's sake`]),
          ...(secondsLeft !== null && secondsLeft > 0 ? [`${formatDuration(secondsLeft)} left`] : []),
        ]),
  ].join(' · ');
}

/** A copy's result for a terminal, but for why it failed, which is told where errors are. */
export function copyText(result: ProvenCopyResult): string {
  const { keys } = result;
  const dry = result.dryRun === true;
  const text = lines([
    dry
      ? `Dry run, nothing was written: ${TRIED[result.status]} (${formatDuration(result.seconds)})`
      : statusLine(
          'Copy',
          result.status,
          result.seconds,
          result.quarantine.length === 0 ? LOSSY : 'finished, but not everything was copied',
        ),
    ends(result.source, result.target),
    columns([
      ['keys found', formatCount(keys.scanned)],
      [dry ? 'would be copied' : 'copied', formatCount(keys.copied)],
      ['skipped', formatCount(keys.skipped)],
      ['excluded', formatCount(keys.excluded ?? 0)],
      ['gone on the way', formatCount(keys.expired)],
      ['quarantined', formatCount(keys.quarantined)],
      [dry ? 'payload to write' : 'payload written', formatBytes(result.bytes)],
      ['function libraries', formatCount(result.functions)],
    ]),
    result.sample === undefined
      ? ''
      : `A rehearsal: of the keys chosen, ${formatCount(result.sample)} at most were taken (--sample).`,
    result.heldBack === undefined ? '' : heldBackWords(result.heldBack),
    ...clockLines(result),
    ...(result.notices ?? []).map((notice) => `Note: ${notice}`),
    ...result.losses.map((loss) => `Loss: ${describeLoss(loss, result.dryRun)}`),
    ...examples(
      result.quarantine.map(
        ({ key, db, type, reason }) => `Quarantined: ${type} ${keyName(key)} (db${String(db)}): ${reason}`,
      ),
      result.quarantine.length,
    ),
    result.run === undefined || (result.status !== 'cancelled' && result.status !== 'failed')
      ? ''
      : `To go on where it ended: ${resumeCommand(result.run)}`,
  ]);
  return result.verify === undefined ? text : `${text}${verifyText(result.verify)}`;
}

/** What a person types to go on with a run. */
export function resumeCommand(run: string): string {
  return `elasticache-migrator copy --resume ${run}`;
}

/** A verification's result for a terminal; see copyText. */
export function verifyText(result: VerifyResult): string {
  const { keys } = result;
  return lines([
    statusLine(
      'Verify',
      result.status,
      result.seconds,
      result.differencesTotal === 0
        ? 'equal, but for what the target cannot hold'
        : 'finished, and the two sides differ',
    ),
    ends(result.source, result.target),
    columns([
      ['keys compared', formatCount(keys.compared)],
      ['equal', formatCount(keys.equal)],
      ['different', formatCount(keys.different)],
      ...(keys.changing === 0 ? [] : [['of these still changing', formatCount(keys.changing)] as const]),
      ['extra in the target', formatCount(keys.extra)],
      ['gone meanwhile', formatCount(keys.expired)],
      ['excluded', formatCount(keys.excluded)],
      ...(keys.repaired === 0 ? [] : [['repaired', formatCount(keys.repaired)] as const]),
      ...((keys.deleted ?? 0) === 0
        ? []
        : [['deleted from the target', formatCount(keys.deleted ?? 0)] as const]),
      ...(result.repairedFunctions === 0
        ? []
        : [['function libraries repaired', formatCount(result.repairedFunctions)] as const]),
    ]),
    ...looked(result),
    result.status === 'cancelled' || result.status === 'failed'
      ? ''
      : `${formatCount(result.differencesTotal)} ${result.differencesTotal === 1 ? 'difference' : 'differences'}`,
    ...result.losses.map((loss) => `Declared loss, not counted as different: ${describeLoss(loss)}`),
    ...examples(
      result.differences.map(
        ({ key, db, kinds, detail }) =>
          `Differs (${kinds.join(', ')}): ${keyName(key)} (db${String(db)}): ${detail}`,
      ),
      result.differencesTotal,
    ),
  ]);
}

/** What a verification did not look at, by its mode. */
function looked({ mode, sample, keys }: VerifyResult): string[] {
  if (mode === 'quick') return ['Quick: types, lengths and expiries were compared, not the content.'];
  if (sample !== undefined) {
    const part = (end: 'source' | 'target'): string =>
      `${formatCount(sample[end].keys)} of ${formatCount(sample[end].of)} keys of the ${end}`;
    return [`A sample: ${part('source')}, and ${part('target')}, were looked at.`];
  }
  return keys.compared + keys.extra + keys.excluded === 0 ? ['No key was found: nothing was compared.'] : [];
}

const LOSSY = 'finished, but something was lost';

function statusLine(what: string, status: RunStatus, seconds: number, incomplete: string): string {
  const words: Readonly<Record<RunStatus, string>> = {
    done: 'done, nothing lost',
    incomplete,
    cancelled: 'cancelled',
    failed: 'failed',
  };
  return `${what}: ${words[status]} (${formatDuration(seconds)})`;
}

function examples(all: readonly string[], total: number): string[] {
  return [
    ...all.slice(0, EXAMPLES),
    ...(total > EXAMPLES ? [`… and ${formatCount(total - EXAMPLES)} more.`] : []),
  ];
}
