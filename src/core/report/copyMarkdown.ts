import type { CopyPlan } from '../copy/plan';
import type { EndpointSummary } from '../model/profile';
import type { CopyResult, Loss, QuarantinedKey, RunStatus } from '../model/run';
import type { ProvenCopyResult } from '../model/verification';
import { choiceWords, heldBackWords } from './choiceWords';
import { formatBytes, formatCount, formatDuration } from './format';
import { keyName } from './keyName';
import { escapeMarkdown, table } from './markdown';
import { verifySection } from './verifyMarkdown';

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
    `# Copy of ${escapeMarkdown(context.source)} to ${escapeMarkdown(context.target)}`,
    `**${result.dryRun === true ? tried(result) : headline(result)}**`,
    [
      `Started ${new Date(context.startedAt).toISOString()}, took ${formatDuration(result.seconds)}.`,
      `If a key existed: ${context.plan.onConflict}.`,
      ...choiceWords(context.plan),
      ...(result.heldBack === undefined ? [] : [heldBackWords(result.heldBack)]),
    ].join(' '),
    table(
      ['', 'endpoint', 'server', 'RDB version'],
      [endRow('source', context.source, result.source), endRow('target', context.target, result.target)],
    ),
    '## Keys',
    table(
      [
        'found',
        result.dryRun === true ? 'would be copied' : 'copied',
        'skipped',
        'excluded',
        'gone on the way',
        'quarantined',
      ],
      [
        [keys.scanned, keys.copied, keys.skipped, keys.excluded ?? 0, keys.expired, keys.quarantined].map(
          formatCount,
        ),
      ],
    ),
    `${formatBytes(result.bytes)} of payload ${result.dryRun === true ? 'to write' : 'written'}, ${formatCount(result.functions)} function libraries, ${formatCount(result.seconds > 0 ? keys.scanned / result.seconds : 0)} keys a second.`,
    ...clockLines(result),
    ...noticeSection(result),
    ...(result.losses.length === 0
      ? []
      : ['## Losses', ...result.losses.map((loss) => `- ${describeLoss(loss, result.dryRun)}`)]),
    ...quarantineSection(result.quarantine, keys.quarantined),
    ...(result.verify === undefined ? [] : verifySection(result.verify)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What a person should know of how it went; nothing when there is nothing to know. */
function noticeSection({ notices = [] }: CopyResult): string[] {
  if (notices.length === 0) return [];
  return ['## How it went', notices.map((notice) => `- ${escapeMarkdown(notice)}`).join('\n')];
}

/** That expiries were corrected, as a sentence; nothing when they were not. */
export function clockLines({ clockDifference = 0 }: Pick<CopyResult, 'clockDifference'>): string[] {
  if (clockDifference === 0) return [];
  const way = clockDifference > 0 ? 'ahead of' : 'behind';
  return [
    `The target's clock is ${formatDuration(Math.abs(clockDifference) / 1000)} ${way} the source's. Expiries were moved by as much, so that keys live as long as they would have.`,
  ];
}

/** One loss as a sentence. */
export function describeLoss(loss: Loss, tried = false): string {
  const count = formatCount(loss.count);
  const [lost, copied] = tried ? ['would lose', 'would be copied'] : ['lost', 'were copied'];
  switch (loss.kind) {
    case 'hash-field-ttl':
      return `${count} ${loss.count === 1 ? 'hash' : 'hashes'} ${lost} field TTLs: the target has none. The fields themselves ${copied}.`;
    case 'target-eviction':
      return `${count} ${loss.count === 1 ? 'key was' : 'keys were'} evicted by the target while the copy ran: its memory limit is reached, and its policy evicts. Raise maxmemory or choose a larger node, and copy again.`;
    case 'stream-idempotency':
      return `${count} ${loss.count === 1 ? 'stream' : 'streams'} ${lost} the state of idempotent producers. The entries themselves ${copied}.`;
  }
}

/** The headline of a dry run. */
function tried(result: CopyResult): string {
  const ends: Readonly<Record<RunStatus, string>> = {
    done: 'Nothing would be lost.',
    incomplete: 'Not everything would arrive whole.',
    cancelled: 'It was cancelled before its end.',
    failed: `It failed. ${escapeMarkdown(result.failure?.message ?? '')}`,
  };
  return `Dry run: nothing was written. ${formatCount(result.keys.copied)} keys would be copied. ${ends[result.status]}`;
}

function headline(result: ProvenCopyResult): string {
  const { copied, scanned } = result.keys;
  switch (result.status) {
    case 'done':
      return `Done. ${formatCount(copied)} keys copied, nothing lost.`;
    case 'incomplete':
      if (result.quarantine.length === 0 && (result.verify?.differencesTotal ?? 0) > 0) {
        return `Finished. ${formatCount(copied)} keys copied, but the two sides differ.`;
      }
      return result.quarantine.length === 0
        ? `Finished. ${formatCount(copied)} keys copied, but some lost a part that the target cannot hold.`
        : `Finished, but not everything arrived. ${formatCount(copied)} of ${formatCount(scanned)} keys copied.`;
    case 'cancelled':
      return `Cancelled. ${formatCount(copied)} keys had been copied.`;
    case 'failed':
      return `Failed. ${formatCount(copied)} keys had been copied. ${escapeMarkdown(result.failure?.message ?? '')}`;
  }
}

function endRow(end: string, name: string, server: EndpointSummary | null): string[] {
  const product = server === null ? 'not reached' : `${server.product} ${server.version}`;
  return [end, escapeMarkdown(name), escapeMarkdown(product), server?.rdbVersion?.toString() ?? 'not known'];
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
  const listed = total > quarantine.length ? ` The first ${formatCount(quarantine.length)} are listed.` : '';
  return [
    '## Quarantine',
    `These were not copied.${listed}`,
    ...[...groups].flatMap(([reason, keys]) => [
      `### ${escapeMarkdown(reason)}: ${formatCount(keys.length)}`,
      table(
        ['key', 'database', 'type'],
        keys.slice(0, EXAMPLES).map(({ key, db, type }) => [escapeMarkdown(keyName(key)), String(db), type]),
      ),
      ...(keys.length > EXAMPLES ? [`… and ${formatCount(keys.length - EXAMPLES)} more.`] : []),
    ]),
  ];
}
