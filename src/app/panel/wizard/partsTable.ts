import type { PartsTable } from '../../../bridge/wizardView';
import type { PartProgress, RunDetail } from '../../../core/model/runDetail';
import { formatBytes, formatCount } from '../../../core/report/format';
import { percent } from '../../desk/format';
import { t } from '../../../core/model/t';

/** More rows are not looked at one by one: those that are behind most stand there, and the others in one row. */
const MOST_ROWS = 100;

/** What came of each shard and database so far; null where that would say nothing beside the whole. */
export function partsTable(detail: RunDetail | null): PartsTable | null {
  const parts = detail?.parts ?? [];
  const [first] = parts;
  if (first === undefined) return null;
  const nodes = new Set(parts.map(({ node }) => node)).size > 1 || first.node !== '';
  const databases = new Set(parts.map(({ database }) => database)).size > 1 || !nodes;
  const what = [...(nodes ? [t('Shard')] : []), ...(databases ? [t('Database')] : [])].join(', ');
  const name = ({ node, database }: PartProgress): string =>
    [...(nodes ? [node] : []), ...(databases ? [`db${String(database)}`] : [])].join(' · ');
  const shown = parts.length <= MOST_ROWS ? parts : leastDone(parts);
  const rest = parts.filter((part) => !shown.includes(part));
  return {
    columns: [what, t('Keys'), t('Of'), t('Done'), t('Written')],
    rows: [
      ...shown.map((part) => ({ name: name(part), cells: cells(part) })),
      ...(rest.length === 0
        ? []
        : [{ name: t('{0} others', formatCount(rest.length)), cells: cells(rest.reduce(together)) }]),
    ],
  };
}

function leastDone(parts: readonly PartProgress[]): readonly PartProgress[] {
  const done = ({ keys, total }: PartProgress): number => (total === 0 ? 0 : keys / total);
  const least = new Set([...parts].sort((one, other) => done(one) - done(other)).slice(0, MOST_ROWS));
  return parts.filter((part) => least.has(part));
}

function together(one: PartProgress, other: PartProgress): PartProgress {
  return {
    ...one,
    keys: one.keys + other.keys,
    bytes: one.bytes + other.bytes,
    // The whole of what is only known in part is not known.
    total: one.total === 0 || other.total === 0 ? 0 : one.total + other.total,
  };
}

function cells({ keys, bytes, total }: PartProgress): string[] {
  return [
    formatCount(keys),
    total === 0 ? t('not known') : formatCount(total),
    // Keys that come while it is copied do not make it more than whole.
    total === 0 ? '' : percent(Math.min(1, keys / total)),
    formatBytes(bytes),
  ];
}
