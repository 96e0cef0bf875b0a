const SVG = 'http://www.w3.org/2000/svg';

/** Shapes in a box of 16, so that no meaning hangs on colour alone. */
const SHAPES = {
  error: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5.5 5.5l5 5M10.5 5.5l-5 5',
  warning: 'M8 1.8 1.3 13.8h13.4ZM8 6v4M8 11.4v1',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 7v4.5M8 4.5v1',
  ready: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5 8.2l2.2 2.2L11 6',
  open: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z',
  busy: 'M8 1.5a6.5 6.5 0 1 0 6.5 6.5M8 4.5V8l2.5 1.5',
  locked: 'M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3 7h10v7H3Z',
  down: 'M8 1.5v12M4 9.5l4 4 4-4',
  arrow: 'M1.5 8h12M9.5 4l4 4-4 4',
} as const;

export type IconName = keyof typeof SHAPES;

/** A drawing beside a word that says the same; screen readers pass it by. */
export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}
