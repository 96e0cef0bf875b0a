import type { Chart, Plugin } from 'chart.js';
import type { ChartView } from '../../src/bridge/chartView';
import { themeColours } from './themeColours';

/** Space between a bar and its text, in pixels. */
const GAP = 6;
/** Half the height of the stroke that ends a line of uncertainty, in pixels. */
const STROKE = 3;

/** Writes at each bar what it is worth, and draws how far that may be off. */
export function barTexts(view: ChartView): Plugin<'bar'> {
  return {
    id: 'barTexts',
    afterDatasetsDraw(chart) {
      const { text, font } = themeColours();
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${String(font.size)}px ${font.family}`;
      ctx.fillStyle = text;
      ctx.strokeStyle = text;
      for (const place of view.series.keys()) {
        if (view.bars === 'lying') textsBehind(chart, view, place);
        else textsAbove(chart, view, place);
      }
      ctx.restore();
    },
  };
}

function textsBehind(chart: Chart<'bar'>, { series }: ChartView, place: number): void {
  const { ctx } = chart;
  const { values = [], texts = [], off = null } = series[place] ?? {};
  const { x: axis } = chart.scales;
  if (axis === undefined) return;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const [index, { x, y }] of chart.getDatasetMeta(place).data.entries()) {
    const value = values[index] ?? 0;
    const may = off?.[index] ?? 0;
    let end = x;
    if (may > 0) {
      const [from, to] = [
        axis.getPixelForValue(Math.max(0, value - may)),
        axis.getPixelForValue(value + may),
      ];
      ctx.beginPath();
      ctx.moveTo(from, y);
      ctx.lineTo(to, y);
      for (const edge of [from, to]) {
        ctx.moveTo(edge, y - STROKE);
        ctx.lineTo(edge, y + STROKE);
      }
      ctx.stroke();
      end = Math.max(x, to);
    }
    ctx.fillText(texts[index] ?? '', end + GAP, y);
  }
}

/** Only where there is room: the axis and the table say the rest. */
function textsAbove(chart: Chart<'bar'>, { series, labels }: ChartView, place: number): void {
  const { ctx, chartArea } = chart;
  const { values = [], texts = [] } = series[place] ?? {};
  const room = (chartArea.right - chartArea.left) / labels.length;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'bottom';
  for (const [index, { x, y }] of chart.getDatasetMeta(place).data.entries()) {
    const said = texts[index] ?? '';
    if ((values[index] ?? 0) > 0 && ctx.measureText(said).width <= room) ctx.fillText(said, x, y - GAP / 2);
  }
}
