import { make } from '../make';
import { t } from '../../../src/core/model/t';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 120;
/** Rows of the table behind a curve. */
const ROWS = 12;

/** One line of a curve. */
export interface CurveLine {
  readonly name: string;
  /** One for each moment; null where it is not known. */
  readonly values: readonly (number | null)[];
  /** The highest value that it is drawn to; its own unless lines share one. */
  readonly top: number;
  readonly text: (value: number) => string;
}

/** Something over time. */
export interface CurveView {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What it comes to. */
  readonly says: string;
  /** Of each moment, ascending. */
  readonly seconds: readonly number[];
  /** One, drawn as a line, or two: the second is dashed. */
  readonly lines: readonly CurveLine[];
}

/**
 * Lines over time, and the table that says the same to who does not see them. A picture of the document rather than a
 * canvas: it takes its colours from the theme by itself, also when that changes.
 */
export function curve({ id, title, says, seconds, lines }: CurveView): HTMLElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${String(WIDTH)} ${String(HEIGHT)}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'curve');
  svg.setAttribute('aria-hidden', 'true');
  // The dashed one on top: where both run together, either is seen.
  for (const [index, line] of lines.entries()) {
    for (const points of unbroken(line, seconds)) {
      const element = document.createElementNS(SVG, 'polyline');
      element.setAttribute('class', `curve-${String(index + 1)}`);
      element.setAttribute('points', points.join(' '));
      svg.append(element);
    }
  }
  return make(
    'figure',
    { class: 'curve-box', 'aria-labelledby': id },
    make('h2', { id }, title),
    svg,
    make(
      'figcaption',
      { class: 'quiet' },
      ...lines.map(({ name }, index) => make('span', { class: `key-line key-${String(index + 1)}` }, name)),
      make('span', {}, says),
    ),
    make(
      'details',
      { id: `${id}-table`, class: 'chart-table' },
      make('summary', {}, t('As a table'), make('span', { class: 'unseen' }, `: ${title}`)),
      table(id, seconds, lines),
    ),
  );
}

/** Where a value is not known the line has a gap. */
function unbroken({ values, top }: CurveLine, seconds: readonly number[]): string[][] {
  const from = seconds[0] ?? 0;
  const span = Math.max((seconds.at(-1) ?? 0) - from, 0.001);
  const parts: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      parts.push([]);
      continue;
    }
    const x = (((seconds[index] ?? 0) - from) / span) * WIDTH;
    const y = HEIGHT - (value / Math.max(top, Number.MIN_VALUE)) * (HEIGHT - 4) - 2;
    parts.at(-1)?.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  }
  return parts.filter((points) => points.length > 0);
}

function table(id: string, seconds: readonly number[], lines: readonly CurveLine[]): HTMLElement {
  const step = Math.max(1, Math.ceil(seconds.length / ROWS));
  const rows = [...seconds.entries()].filter(([index]) => (seconds.length - 1 - index) % step === 0);
  return make(
    'table',
    { 'aria-labelledby': id },
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        ...[t('After'), ...lines.map(({ name }) => name)].map((column) =>
          make('th', { scope: 'col' }, column),
        ),
      ),
    ),
    make(
      'tbody',
      {},
      ...rows.map(([index, at]) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, t('{0} s', Math.round(at))),
          ...lines.map(({ values, text }) => {
            const value = values[index] ?? null;
            return make('td', { class: 'number' }, value === null ? t('not known') : text(value));
          }),
        ),
      ),
    ),
  );
}
