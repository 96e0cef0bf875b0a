import type { CopyPlan } from '../copy/plan';
import type { EndpointSummary } from '../model/profile';
import type { ConflictPolicy, CopyResult, QuarantinedKey, RunStatus } from '../model/run';
import type { ProvenCopyResult } from '../model/verification';
import { choiceWords, heldBackWords } from './choiceWords';
import { describeLoss } from './describeLoss';
import { formatBytes, formatCount, formatDuration } from './format';
import { keyName } from './keyName';
import { escapeMarkdown, table } from './markdown';
import { verifySection } from './verifyMarkdown';
import { t } from '../model/t';
import { sayStored } from './sayStored';

const EXAMPLES = 20;

/** What a report says beside the result. */
export interface CopyReportContext {
  /** Names of the endpoints, as a person knows them. */
  readonly source: string;
  readonly target: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly plan: CopyPlan;
}

/** A copy's result as a Markdown document. Names keys, never their values. */
export function copyMarkdown(result: ProvenCopyResult, context: CopyReportContext): string {
  const { keys } = result;
  return [
    `# ${t('Copy of {0} to {1}', escapeMarkdown(context.source), escapeMarkdown(context.target))}`,
    `**${result.dryRun === true ? tried(result) : headline(result)}**`,
    [
      t('Started {0}, took {1}.', new Date(context.startedAt).toISOString(), formatDuration(result.seconds)),
      t('If a key existed: {0}.', POLICIES[context.plan.onConflict]),
      ...choiceWords(context.plan),
      ...(result.heldBack === undefined ? [] : [heldBackWords(result.heldBack)]),
    ].join(' '),
    table(
      ['', t('endpoint'), t('server'), t('RDB version')],
      [
        endRow(t('source'), context.source, result.source),
        endRow(t('target'), context.target, result.target),
      ],
    ),
    `## ${t('Keys')}`,
    table(
      [
        t('found'),
        result.dryRun === true ? t('would be copied') : t('copied'),
        t('skipped'),
        t('excluded'),
        t('gone on the way'),
        t('quarantined'),
      ],
      [
        [keys.scanned, keys.copied, keys.skipped, keys.excluded ?? 0, keys.expired, keys.quarantined].map(
          formatCount,
        ),
      ],
    ),
    written(result),
    ...clockLines(result),
    ...noticeSection(result),
    ...(result.losses.length === 0
      ? []
      : [`## ${t('Losses')}`, ...result.losses.map((loss) => `- ${describeLoss(loss, result.dryRun)}`)]),
    ...quarantineSection(result.quarantine, keys.quarantined),
    ...(result.verify === undefined ? [] : verifySection(result.verify)),
  ]
    .join('\n\n')
    .concat('\n');
}

const POLICIES: Readonly<Record<ConflictPolicy, string>> = {
  replace: t('replace'),
  skip: t('skip'),
  fail: t('fail'),
};

function written({ bytes, functions, seconds, keys, dryRun }: CopyResult): string {
  const figures = [
    formatBytes(bytes),
    formatCount(functions),
    formatCount(seconds > 0 ? keys.scanned / seconds : 0),
  ] as const;
  return dryRun === true
    ? t('{0} of payload to write, {1} function libraries, {2} keys a second.', ...figures)
    : t('{0} of payload written, {1} function libraries, {2} keys a second.', ...figures);
}

/** What a person should know of how it went; nothing when there is nothing to know. */
function noticeSection({ notices = [] }: CopyResult): string[] {
  if (notices.length === 0) return [];
  return [
    `## ${t('How it went')}`,
    notices.map((notice) => `- ${escapeMarkdown(sayStored(notice))}`).join('\n'),
  ];
}

/** That expiries were corrected, as a sentence; nothing when they were not. */
export function clockLines({ clockDifference = 0 }: Pick<CopyResult, 'clockDifference'>): string[] {
  if (clockDifference === 0) return [];
  const apart = formatDuration(Math.abs(clockDifference) / 1000);
  return [
    clockDifference > 0
      ? t(
          "The target's clock is {0} ahead of the source's. Expiries were moved by as much, so that keys live as long as they would have.",
          apart,
        )
      : t(
          "The target's clock is {0} behind the source's. Expiries were moved by as much, so that keys live as long as they would have.",
          apart,
        ),
  ];
}

/** The headline of a dry run. */
function tried(result: CopyResult): string {
  const ends: Readonly<Record<RunStatus, string>> = {
    done: t('Nothing would be lost.'),
    incomplete: t('Not everything would arrive whole.'),
    cancelled: t('It was cancelled before its end.'),
    failed: t('It failed. {0}', escapeMarkdown(result.failure?.message ?? '')),
  };
  const copied = formatCount(result.keys.copied);
  return `${t('Dry run: nothing was written. {0} keys would be copied.', copied)} ${ends[result.status]}`;
}

function headline(result: ProvenCopyResult): string {
  const { copied, scanned } = result.keys;
  switch (result.status) {
    case 'done':
      return t('Done. {0} keys copied, nothing lost.', formatCount(copied));
    case 'incomplete':
      if (result.quarantine.length === 0 && (result.verify?.differencesTotal ?? 0) > 0) {
        return t('Finished. {0} keys copied, but the two sides differ.', formatCount(copied));
      }
      return result.quarantine.length === 0
        ? t(
            'Finished. {0} keys copied, but some lost a part that the target cannot hold.',
            formatCount(copied),
          )
        : t(
            'Finished, but not everything arrived. {0} of {1} keys copied.',
            formatCount(copied),
            formatCount(scanned),
          );
    case 'cancelled':
      return t('Cancelled. {0} keys had been copied.', formatCount(copied));
    case 'failed':
      return t(
        'Failed. {0} keys had been copied. {1}',
        formatCount(copied),
        escapeMarkdown(result.failure?.message ?? ''),
      );
  }
}

function endRow(end: string, name: string, server: EndpointSummary | null): string[] {
  const product = server === null ? t('not reached') : `${server.product} ${server.version}`;
  return [
    end,
    escapeMarkdown(name),
    escapeMarkdown(product),
    server?.rdbVersion?.toString() ?? t('not known'),
  ];
}

/** Quarantined keys grouped by their reason, with examples. */
function quarantineSection(quarantine: readonly QuarantinedKey[], total: number): string[] {
  if (quarantine.length === 0) return [];
  const groups = new Map<string, QuarantinedKey[]>();
  for (const key of quarantine) {
    const group = groups.get(key.reason);
    if (group === undefined) groups.set(key.reason, [key]);
    else group.push(key);
  }
  return [
    `## ${t('Quarantine')}`,
    total > quarantine.length
      ? t('These were not copied. The first {0} are listed.', formatCount(quarantine.length))
      : t('These were not copied.'),
    ...[...groups].flatMap(([reason, keys]) => [
      `### ${escapeMarkdown(sayStored(reason))}: ${formatCount(keys.length)}`,
      table(
        [t('key'), t('database'), t('type')],
        keys.slice(0, EXAMPLES).map(({ key, db, type }) => [escapeMarkdown(keyName(key)), String(db), type]),
      ),
      ...(keys.length > EXAMPLES ? [t('… and {0} more.', formatCount(keys.length - EXAMPLES))] : []),
    ]),
  ];
}
