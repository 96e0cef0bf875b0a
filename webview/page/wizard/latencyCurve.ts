import type { LatencyPoint } from '../../../src/core/model/runDetail';
import { curve } from './curve';
import { t } from '../../../src/core/model/t';

/** Fewer points make no curve. */
const LEAST = 4;

/** How long both ends took to answer, to the same height. */
export function latencyCurve(points: readonly LatencyPoint[]): HTMLElement[] {
  if (points.length < LEAST) return [];
  const ends = (['source', 'target'] as const).map((end) => points.map((point) => point[end]));
  const known = ends.flat().filter((value) => value !== null);
  if (known.length === 0) return [];
  const top = Math.max(...known);
  const [source = [], target = []] = ends;
  return [
    curve({
      id: 'latencies',
      title: t('How long the servers take to answer'),
      says: t('{0}, {1} at most; asked once a second', most(t('source'), source), most(t('target'), target)),
      seconds: points.map(({ seconds }) => seconds),
      lines: [
        { name: t('source'), values: source, top, text: milliseconds },
        { name: t('target'), values: target, top, text: milliseconds },
      ],
    }),
  ];
}

function most(end: string, values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  return `${end} ${known.length === 0 ? t('not known') : milliseconds(Math.max(...known))}`;
}

function milliseconds(value: number): string {
  if (value >= 1_000) return `${(value / 1_000).toFixed(1)} s`;
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ms`;
}
