import { t } from '../../core/model/t';

/** Two bounds, each of which may be missing. */
export interface Range {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Reads one bound; undefined when it is none. */
export type ReadBound = (text: string) => number | undefined;

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };

/** Reads `from-to`, `from-` or `-to`, both included; undefined when it is none of these, or from is more than to. */
export function readRange(text: string, read: ReadBound): Range | undefined {
  const [, least = '', most = ''] = /^\s*([^-\s]*)\s*-\s*([^-\s]*)\s*$/.exec(text) ?? [];
  if (least === '' && most === '') return undefined;
  const from = least === '' ? undefined : read(least);
  const to = most === '' ? undefined : read(most);
  if ((least !== '' && from === undefined) || (most !== '' && to === undefined)) return undefined;
  return (from ?? 0) > (to ?? Infinity) ? undefined : { from, to };
}

/** What is wrong with a range, as a sentence; undefined when nothing is. */
export function rangeProblem(text: string, read: ReadBound, examples: string): string | undefined {
  return readRange(text, read) === undefined
    ? t('Write it like {0}, the smaller one first.', examples)
    : undefined;
}

/** As one would write it; empty without bounds. */
export function rangeText({ from, to }: Range, write: (bound: number) => string): string {
  if (from === undefined && to === undefined) return '';
  return `${from === undefined ? '' : write(from)}-${to === undefined ? '' : write(to)}`;
}

/** Bytes, 1 or more: `500`, `64k`, `10M`, `1G`, in powers of ten. */
export function readSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,12})([kMG]?)$/.exec(text) ?? [];
  const bytes = Number(digits ?? 0) * (FACTORS[unit] ?? 0);
  return bytes < 1 ? undefined : bytes;
}

/** Bytes, exactly, in the largest unit that they are whole in. */
export function sizeText(bytes: number): string {
  const units = Object.entries(FACTORS).reverse();
  const [unit, factor] = units.find(([, size]) => bytes >= size && bytes % size === 0) ?? ['', 1];
  return `${String(bytes / factor)}${unit}`;
}

/** A whole number from 1. */
export function readWhole(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
