import { t } from '../../../core/model/t';
import { counted } from '../../../core/report/counted';
import { formatCount } from '../../../core/report/format';
import { table } from '../../../core/report/markdown';
import type { History, HistoryEvent } from './history';

/** What a migration did, as a table of Markdown. */
export function historyTable({ events, earlier }: History): string[] {
  if (events.length === 0) return [t('Nothing was carried out yet.')];
  return [
    ...(earlier === 0 ? [] : [t('{0} earlier ones are not kept.', formatCount(earlier))]),
    table(
      [t('what'), t('begun'), t('ended'), t('outcome')],
      events.map((event) => [
        nameOf(event),
        new Date(event.begunAt).toISOString(),
        new Date(event.endedAt).toISOString(),
        outcomeOf(event),
      ]),
    ),
  ];
}

const MODES: Readonly<Record<'full' | 'quick' | 'sample', string>> = {
  full: t('Verification in full'),
  quick: t('Quick verification'),
  sample: t('Verification of a sample'),
};

function nameOf({ kind, compared }: HistoryEvent): string {
  switch (kind) {
    case 'copy':
      return t('Copy');
    case 'rehearsal':
      return t('Rehearsal');
    case 'repair':
      return t('Repair');
    case 'verification':
      return compared === null ? t('Verification') : MODES[compared.mode];
  }
}

const ENDS: Readonly<Record<HistoryEvent['status'], readonly string[]>> = {
  done: [],
  incomplete: [],
  cancelled: [t('stopped before its end')],
  failed: [t('failed')],
};

/** `50,000 keys copied, 598 differences`. */
function outcomeOf(event: HistoryEvent): string {
  return [...ENDS[event.status], ...runFigures(event), ...comparedFigures(event)].join(', ');
}

function runFigures({ kind, keys }: HistoryEvent): string[] {
  if (keys === null) return [];
  const { scanned, copied, quarantined } = keys;
  const not = quarantined === 0 ? [] : [t('{0} could not be copied', counted(quarantined, 'key'))];
  if (kind === 'copy') return [t('{0} copied', counted(copied, 'key')), ...not];
  return [t('{0} read, nothing written', counted(scanned, 'key')), ...not];
}

function comparedFigures({ kind, compared }: HistoryEvent): string[] {
  if (compared === null) return [];
  const { keys, differences, repaired, deleted = 0 } = compared;
  return [
    t('{0} compared', counted(keys, 'key')),
    ...(repaired === 0 && kind !== 'repair'
      ? []
      : [t('{0} mended by copying again', counted(repaired, 'difference'))]),
    ...(deleted === 0 ? [] : [t('{0} deleted from the target', counted(deleted, 'key'))]),
    counted(differences, 'difference'),
  ];
}
