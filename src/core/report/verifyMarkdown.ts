import type { RunStatus } from '../model/run';
import type { Difference, VerifyResult } from '../model/verification';
import { formatCount, formatDuration } from './format';
import { keyName } from './keyName';
import { escapeMarkdown, table } from './markdown';

const EXAMPLES = 20;

/** How closely it looked. */
const MODES: Readonly<Record<VerifyResult['mode'], string>> = {
  full: 'Type, expiry and content of every key were compared.',
  quick: 'Type, length and expiry of every key were compared, not the content.',
  sample: 'Type, expiry and content of a sample of the keys were compared.',
};

/** What came of a verification after a copy, as paragraphs of Markdown. Names keys, never their values. */
export function verifySection(result: VerifyResult): string[] {
  const { keys, mode, differences, differencesTotal: total } = result;
  const rows = differences.slice(0, EXAMPLES).map(row);
  return [
    '## Verification',
    `**${headline(result)}** ${MODES[mode]} It took ${formatDuration(result.seconds)}.`,
    table(
      ['compared', 'equal', 'different', 'still changing', 'only in the target', 'repaired'],
      [
        [keys.compared, keys.equal, keys.different, keys.changing, keys.extra, keys.repaired].map(
          formatCount,
        ),
      ],
    ),
    ...(rows.length === 0 ? [] : [table(['key', 'database', 'differs in', 'how'], rows)]),
    ...(total > rows.length ? [`… and ${formatCount(total - rows.length)} more.`] : []),
  ];
}

function headline({ status, differencesTotal, failure }: VerifyResult): string {
  const differ = `${formatCount(differencesTotal)} ${differencesTotal === 1 ? 'difference' : 'differences'}.`;
  const ends: Readonly<Record<RunStatus, string>> = {
    done: differ,
    incomplete: differencesTotal > 0 ? differ : `${differ} Equal, but for what the target cannot hold.`,
    cancelled: 'Cancelled before its end.',
    failed: `Failed. ${escapeMarkdown(failure?.message ?? '')}`,
  };
  return ends[status];
}

function row({ key, db, kinds, detail }: Difference): string[] {
  return [escapeMarkdown(keyName(key)), String(db), kinds.join(', '), escapeMarkdown(detail)];
}
