import type { ChartView } from '../../bridge/chartView';
import type { KeySample, SizeFigures } from '../../core/model/keySample';
import type { ValueKind } from '../../core/model/valueKind';
import { formatBytes, formatCount, formatShort } from '../../core/report/format';
import { largestChart, prefixChart } from './nameCharts';
import { capital, offBy, roughly, shareText, sizedBy } from './shareWords';

/** What a look at keys found, as charts; those of which the server tells nothing are left out. */
export function keyCharts(sample: KeySample): ChartView[] {
  if (sample.keys === 0) return [];
  return [
    kindsChart(sample),
    sizesChart(sample),
    expiryChart(sample),
    largestChart(sample),
    prefixChart(sample),
  ].filter((chart) => chart !== null);
}

const KINDS: Readonly<Record<ValueKind, string>> = {
  string: 'strings',
  list: 'lists',
  set: 'sets',
  zset: 'sorted sets',
  hash: 'hashes',
  stream: 'streams',
  module: 'values of modules',
  unknown: 'others',
};

function kindsChart(sample: KeySample): ChartView {
  const { kinds, keys, sizes } = sample;
  const counts = kinds.map(({ count }) => count);
  const bytes = sizes === null ? null : kinds.map(({ sizes: one, count }) => (one?.mean ?? 0) * count);
  const total = bytes?.reduce((sum, one) => sum + one, 0) ?? 0;
  const shares = bytes?.map((one) => (total === 0 ? 0 : one / total)) ?? null;
  const labels = kinds.map(({ kind }) => KINDS[kind]);
  const most = labels[0] ?? '';
  const heaviest = shares === null ? -1 : shares.indexOf(Math.max(...shares));
  const byKeys = `${capital(most)} are ${roughly(sample, counts[0] ?? 0)} of the keys`;
  const heavy = heaviest < 0 ? '' : shareText(shares?.[heaviest] ?? 0);
  const whole = sizedBy(sample);
  const isAlike = heavy === shareText(shares?.[0] ?? 0);
  const says =
    heaviest < 0
      ? `${byKeys}.`
      : isAlike
        ? `${byKeys} and take ${heavy} of ${whole}.`
        : `${byKeys}; ${labels[heaviest] ?? ''} take ${heavy} of ${whole}.`;
  const figures = (one: SizeFigures | null): string[] =>
    one === null ? ['', ''] : [formatBytes(one.median), formatBytes(one.largest)];
  return {
    id: 'kinds',
    title: 'Kinds of keys',
    says,
    bars: 'lying',
    labels,
    series: [
      {
        name: 'of the keys',
        values: counts.map((count) => count / keys),
        texts: counts.map((count) => shareText(count / keys, offBy(sample, count))),
        off: sample.complete ? null : counts.map((count) => offBy(sample, count)),
      },
      ...(shares === null
        ? []
        : [{ name: `of ${whole}`, values: shares, texts: shares.map((one) => shareText(one)), off: null }]),
    ],
    table: {
      columns: [
        'Kind',
        'Keys',
        'Of the keys',
        ...(shares === null ? [] : [capital(`of ${whole}`), 'Median size', 'Largest']),
      ],
      rows: kinds.map(({ kind, count, sizes: one }, index) => [
        kind,
        formatCount(count),
        shareText(count / keys, offBy(sample, count)),
        ...(shares === null ? [] : [shareText(shares[index] ?? 0), ...figures(one)]),
      ]),
    },
  };
}

function sizesChart({ sizes, sizeClasses }: KeySample): ChartView | null {
  if (sizes === null || sizeClasses === null || sizeClasses.length === 0) return null;
  const counts = sizeClasses.map(({ count }) => count);
  return {
    id: 'sizes',
    title: 'Sizes',
    says: `Half of the keys take at most ${formatBytes(sizes.median)}, nine of ten at most ${formatBytes(sizes.p90)}, 99 of 100 at most ${formatBytes(sizes.p99)}. The largest takes ${formatBytes(sizes.largest)}.`,
    bars: 'standing',
    labels: sizeClasses.map(({ from }) => (from === 0 ? '0 B' : binary(from))),
    series: [{ name: 'keys', values: counts, texts: counts.map(formatShort), off: null }],
    table: {
      columns: ['Size from', 'to less than', 'Keys'],
      rows: sizeClasses.map(({ from, below, count }) => [binary(from), binary(below), formatCount(count)]),
    },
  };
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A power of two: `64 B`, `2 KiB`. */
function binary(bytes: number): string {
  const unit = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${String(bytes / 1024 ** unit)} ${UNITS[unit] ?? ''}`;
}

const LIVES = {
  none: 'never expire',
  hour: 'within an hour',
  day: 'within a day',
  month: 'within 30 days',
  longer: 'later',
} as const;

function expiryChart(sample: KeySample): ChartView | null {
  const { expiry, keys } = sample;
  if (expiry === null) return null;
  const lives = Object.keys(LIVES) as (keyof typeof LIVES)[];
  const counts = lives.map((life) => expiry[life]);
  const soon = expiry.hour === 0 ? '' : `; ${roughly(sample, expiry.hour)} expire within an hour`;
  return {
    id: 'expiry',
    title: 'Expiry',
    says: `${capital(roughly(sample, expiry.none))} of the keys never expire${soon}.`,
    bars: 'lying',
    labels: lives.map((life) => LIVES[life]),
    series: [
      {
        name: 'of the keys',
        values: counts.map((count) => count / keys),
        texts: counts.map((count) => shareText(count / keys, offBy(sample, count))),
        off: sample.complete ? null : counts.map((count) => offBy(sample, count)),
      },
    ],
    table: {
      columns: ['Expire', 'Keys', 'Of the keys'],
      rows: lives.map((life) => [
        LIVES[life],
        formatCount(expiry[life]),
        shareText(expiry[life] / keys, offBy(sample, expiry[life])),
      ]),
    },
  };
}
