const LEVELS = '▁▂▃▄▅▆▇█';

/**
 * A line of points as text, the oldest first; `·` where nothing was measured.
 * @param most what the highest bar stands for; the highest point if absent
 */
export function sparkline(points: readonly (number | null)[], most?: number): string {
  const top = most ?? Math.max(0, ...points.map((point) => point ?? 0));
  return points
    .map((point) => {
      if (point === null) return '·';
      const share = top <= 0 ? 0 : Math.min(Math.max(point / top, 0), 1);
      return LEVELS.charAt(Math.round(share * (LEVELS.length - 1)));
    })
    .join('');
}
