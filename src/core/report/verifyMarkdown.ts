import type { RunStatus } from '../model/run';
import type { Difference, DifferenceKind, VerifyResult } from '../model/verification';
import { formatCount, formatDuration } from './format';
import { keyName } from './keyName';
import { escapeMarkdown, table } from './markdown';
import { t } from '../model/t';
import { counted } from './counted';
import { sayStored } from './sayStored';

const EXAMPLES = 20;

/** How closely it looked. */
const MODES: Readonly<Record<VerifyResult['mode'], string>> = {
  full: t('Type, expiry and content of every key were compared.'),
  quick: t('Type, length and expiry of every key were compared, not the content.'),
  sample: t('Type, expiry and content of a sample of the keys were compared.'),
};

const KINDS: Readonly<Record<DifferenceKind, string>> = {
  missing: t('missing'),
  extra: t('extra'),
  type: t('type'),
  length: t('length'),
  expiry: t('expiry'),
  value: t('value'),
  unreadable: t('unreadable'),
};

/** What came of a verification after a copy, as paragraphs of Markdown. Names keys, never their values. */
export function verifySection(result: VerifyResult): string[] {
  const { keys, mode, differences, differencesTotal: total } = result;
  const rows = differences.slice(0, EXAMPLES).map(row);
  return [
    `## ${t('Verification')}`,
    `**${headline(result)}** ${MODES[mode]} ${t('It took {0}.', formatDuration(result.seconds))}`,
    table(
      [
        t('compared'),
        t('equal'),
        t('different'),
        t('still changing'),
        t('only in the target'),
        t('repaired'),
        t('deleted from the target'),
      ],
      [
        [
          keys.compared,
          keys.equal,
          keys.different,
          keys.changing,
          keys.extra,
          keys.repaired,
          keys.deleted ?? 0,
        ].map(formatCount),
      ],
    ),
    ...(rows.length === 0 ? [] : [table([t('key'), t('database'), t('differs in'), t('how')], rows)]),
    ...(total > rows.length ? [t('… and {0} more.', formatCount(total - rows.length))] : []),
  ];
}

function headline({ status, differencesTotal, failure }: VerifyResult): string {
  const differ = `${counted(differencesTotal, 'difference')}.`;
  const ends: Readonly<Record<RunStatus, string>> = {
    done: differ,
    incomplete:
      differencesTotal > 0 ? differ : `${differ} ${t('Equal, but for what the target cannot hold.')}`,
    cancelled: t('Cancelled before its end.'),
    failed: t('Failed. {0}', escapeMarkdown(failure?.message ?? '')),
  };
  return ends[status];
}

function row({ key, db, kinds, detail }: Difference): string[] {
  const how = kinds.map((kind) => KINDS[kind]).join(', ');
  return [escapeMarkdown(keyName(key)), String(db), how, escapeMarkdown(sayStored(detail))];
}
