import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import type { Scale } from 'chart.js';
import type { ChartView } from '../../src/bridge/chartView';
import { barTexts } from './barTexts';
import { themeColours } from './themeColours';
import type { ThemeColours } from './themeColours';

// Only what bars need.
Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);
Chart.defaults.animation = false;

interface Drawn {
  readonly view: ChartView;
  readonly chart: Chart<'bar', number[], string>;
}

const drawn = new Set<Drawn>();
/** In font sizes: what stands behind a bar, as `12.4 % ± 0.3`; a character of a name. */
const TEXT_WIDTH = 7;
const CHARACTER_WIDTH = 0.6;

/** Draws a chart, as large as what `canvas` stands in. It is let go of when the canvas has left the page. */
export function drawBarChart(canvas: HTMLCanvasElement, view: ChartView): void {
  drawn.add({ view, chart: new Chart<'bar', number[], string>(canvas, configuration(view)) });
}

/** Draws all charts anew, in the colours of the theme as it is now; lets go of those that are gone. */
export function redrawBarCharts(): void {
  for (const one of drawn) {
    if (one.chart.canvas.isConnected) {
      const { data, options } = configuration(one.view);
      one.chart.data = data;
      one.chart.options = options;
      one.chart.update();
    } else {
      one.chart.destroy();
      drawn.delete(one);
    }
  }
}

function configuration(view: ChartView) {
  const colours = themeColours();
  return {
    type: 'bar' as const,
    data: {
      labels: [...view.labels],
      datasets: view.series.map((_, index) => dataset(view, index, colours)),
    },
    options: view.bars === 'lying' ? lying(view, colours) : standing(view, colours),
    plugins: [barTexts(view)],
  };
}

/** The second series is told from the first by its form too: it is an outline. */
function dataset({ series }: ChartView, index: number, { bars, background }: ThemeColours) {
  const colour = bars[index] ?? '';
  return {
    data: [...(series[index]?.values ?? [])],
    backgroundColor: index === 0 ? colour : background,
    borderColor: colour,
    borderWidth: index === 0 ? 0 : 1.5,
    borderSkipped: false as const,
    hoverBackgroundColor: index === 0 ? colour : background,
    hoverBorderColor: colour,
    minBarLength: 1,
    barPercentage: 0.85,
    categoryPercentage: 0.85,
  };
}

function shared(view: ChartView, { text, background, font }: ThemeColours) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    font,
    color: text,
    plugins: {
      tooltip: {
        animation: false as const,
        backgroundColor: background,
        borderColor: text,
        borderWidth: 1,
        cornerRadius: 2,
        titleColor: text,
        bodyColor: text,
        titleFont: font,
        bodyFont: font,
        displayColors: false,
        callbacks: {
          label: ({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) => {
            const series = view.series[datasetIndex];
            return `${series?.texts[dataIndex] ?? ''} ${series?.name ?? ''}`;
          },
        },
      },
    },
  };
}

function lying(view: ChartView, colours: ThemeColours) {
  const furthest = view.series.flatMap(({ values, off }) =>
    values.map((value, index) => value + (off?.[index] ?? 0)),
  );
  return {
    ...shared(view, colours),
    indexAxis: 'y' as const,
    interaction: { mode: 'index' as const, axis: 'y' as const, intersect: false },
    layout: { padding: { right: TEXT_WIDTH * colours.font.size } },
    scales: {
      // Every bar says what it is worth: an axis would say it again.
      x: { display: false, min: 0, max: Math.max(...furthest) || 1 },
      y: {
        border: { display: false },
        grid: { display: false },
        ticks: {
          autoSkip: false,
          color: colours.text,
          font: colours.font,
          // A name that takes more than about half of the room is cut; the table has it whole.
          callback(this: Scale, _: unknown, index: number) {
            const room = (this.chart.width - TEXT_WIDTH * colours.font.size) / 2;
            return cut(view.labels[index] ?? '', Math.floor(room / (CHARACTER_WIDTH * colours.font.size)));
          },
        },
      },
    },
  };
}

function standing(view: ChartView, colours: ThemeColours) {
  return {
    ...shared(view, colours),
    interaction: { mode: 'index' as const, axis: 'x' as const, intersect: false },
    layout: { padding: { top: 1.6 * colours.font.size } },
    scales: {
      x: {
        border: { color: colours.text },
        grid: { display: false },
        ticks: { color: colours.text, font: colours.font, maxRotation: 0, autoSkipPadding: 8 },
      },
      y: { display: false, min: 0 },
    },
  };
}

function cut(name: string, longest: number): string {
  const characters = Array.from(name);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name;
}
