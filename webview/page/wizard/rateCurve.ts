import type { RatePoint } from '../../../src/core/model/rate';
import { make } from '../make';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 120;

/**
 * How fast a run went over time, keys a second as a line and bytes a second as a dashed one, each to its own height. A
 * picture of the document rather than a canvas: it takes its colours from the theme by itself, also when that changes.
 */
export function rateCurve(points: readonly RatePoint[]): HTMLElement[] {
  // Fewer make no curve.
  if (points.length < 4) return [];
  const most = (of: 'keys' | 'bytes'): number => Math.max(...points.map((point) => point[of]), 1);
  const last = points.at(-1)?.seconds ?? 1;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${String(WIDTH)} ${String(HEIGHT)}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'curve');
  svg.setAttribute('aria-hidden', 'true');
  const from = points[0]?.seconds ?? 0;
  for (const of of ['bytes', 'keys'] as const) {
    const line = document.createElementNS(SVG, 'polyline');
    const top = most(of);
    line.setAttribute('class', `curve-${of}`);
    line.setAttribute(
      'points',
      points
        .map((point) => {
          const x = ((point.seconds - from) / Math.max(last - from, 0.001)) * WIDTH;
          const y = HEIGHT - (point[of] / top) * (HEIGHT - 4) - 2;
          return `${x.toFixed(1)},${y.toFixed(1)}`;
        })
        .join(' '),
    );
    svg.append(line);
  }
  const highest = `${short(most('keys'))} keys/s and ${short(most('bytes'))}B/s at most, over ${String(Math.round(last))} s`;
  return [
    make(
      'figure',
      { class: 'curve-box', 'aria-label': `How fast it went: ${highest}.` },
      svg,
      make(
        'figcaption',
        { class: 'quiet' },
        make('span', { class: 'key-line' }, 'keys/s'),
        make('span', { class: 'key-dashes' }, 'bytes/s'),
        make('span', {}, highest),
      ),
    ),
  ];
}

function short(value: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (value >= size) return `${(value / size).toFixed(1)} ${unit}`;
  }
  return `${String(Math.round(value))} `;
}
