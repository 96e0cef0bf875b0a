import type { Figure, FigureKind } from '../../core/model/cloudFigures';
import { formatBytes, formatCount } from '../../core/report/format';
import { markdownTable } from '../desk/markdownTable';
import { t } from '../../core/model/t';
import { sparkline } from './sparkline';

/** Shares go up to all of it; the others to the highest that there was. */
const MOST: Partial<Record<FigureKind, number>> = { cpu: 100, memory: 100 };

/** The figures of the last hour as Markdown: a line, the latest, the least and the most. Nothing for a lag that nobody has. */
export function figuresTable(figures: readonly Figure[], until: number): string {
  const time = new Date(until).toISOString().slice(11, 16);
  const rows = figures
    .filter(({ kind, points }) => kind !== 'lag' || points.some((point) => point !== null))
    .map(({ kind, points }) => [nameOf(kind), figureText(kind, points)] as const);
  return markdownTable(t('The hour until {0} UTC, by CloudWatch', time), rows);
}

function figureText(kind: FigureKind, points: readonly (number | null)[]): string {
  const known = points.flatMap((point) => point ?? []);
  const latest = known.at(-1);
  if (latest === undefined) return t('nothing was measured');
  return t(
    '{0} latest {1}, least {2}, most {3}',
    sparkline(points, MOST[kind]),
    valueText(kind, latest),
    valueText(kind, Math.min(...known)),
    valueText(kind, Math.max(...known)),
  );
}

function nameOf(kind: FigureKind): string {
  switch (kind) {
    case 'cpu':
      return t('CPU of the engine');
    case 'memory':
      return t('Memory in use');
    case 'bytes':
      return t('Data');
    case 'ecpu':
      return t('ECPU a second');
    case 'connections':
      return t('Connections');
    case 'evictions':
      return t('Evictions in 5 minutes');
    case 'throttled':
      return t('Throttled commands in 5 minutes');
    case 'lag':
      return t('Replication lag');
  }
}

function valueText(kind: FigureKind, value: number): string {
  switch (kind) {
    case 'cpu':
    case 'memory':
      return `${String(Math.round(value * 10) / 10)} %`;
    case 'bytes':
      return formatBytes(value);
    case 'lag':
      return t('{0} s', Math.round(value * 1000) / 1000);
    case 'connections':
    case 'ecpu':
    case 'evictions':
    case 'throttled':
      return formatCount(Math.round(value));
  }
}
