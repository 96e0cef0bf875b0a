import type { ChartView } from '../../bridge/chartView';
import type { KeySample, SizeFigures } from '../../core/model/keySample';
import type { ValueKind } from '../../core/model/valueKind';
import { formatBytes, formatCount, formatShort } from '../../core/report/format';
import { largestChart, prefixChart } from './nameCharts';
import { capital, offBy, roughly, shareText, sizedBy } from './shareWords';
import { t } from '../../core/model/t';

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
  string: t('strings'),
  list: t('lists'),
  set: t('sets'),
  zset: t('sorted sets'),
  hash: t('hashes'),
  stream: t('streams'),
  module: t('values of modules'),
  unknown: t('others'),
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
  const byKeys = t('{0} are {1} of the keys', capital(most), roughly(sample, counts[0] ?? 0));
  const heavy = heaviest < 0 ? '' : shareText(shares?.[heaviest] ?? 0);
  const whole = sizedBy(sample);
  const isAlike = heavy === shareText(shares?.[0] ?? 0);
  const says =
    heaviest < 0
      ? `${byKeys}.`
      : isAlike
        ? t('{0} and take {1} of {2}.', byKeys, heavy, whole)
        : t('{0}; {1} take {2} of {3}.', byKeys, labels[heaviest] ?? '', heavy, whole);
  const figures = (one: SizeFigures | null): string[] =>
    one === null ? ['', ''] : [formatBytes(one.median), formatBytes(one.largest)];
  return {
    id: 'kinds',
    title: t('Kinds of keys'),
    says,
    bars: 'lying',
    labels,
    series: [
      {
        name: t('of the keys'),
        values: counts.map((count) => count / keys),
        texts: counts.map((count) => shareText(count / keys, offBy(sample, count))),
        off: sample.complete ? null : counts.map((count) => offBy(sample, count)),
      },
      ...(shares === null
        ? []
        : [
            {
              name: t('of {0}', whole),
              values: shares,
              texts: shares.map((one) => shareText(one)),
              off: null,
            },
          ]),
    ],
    table: {
      columns: [
        t('Kind'),
        t('Keys'),
        t('Of the keys'),
        ...(shares === null ? [] : [capital(t('of {0}', whole)), t('Median size'), t('Largest')]),
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
    title: t('Sizes'),
    says: t(
      'Half of the keys take at most {0}, nine of ten at most {1}, 99 of 100 at most {2}. The largest takes {3}.',
      formatBytes(sizes.median),
      formatBytes(sizes.p90),
      formatBytes(sizes.p99),
      formatBytes(sizes.largest),
    ),
    bars: 'standing',
    labels: sizeClasses.map(({ from }) => (from === 0 ? '0 B' : binary(from))),
    series: [{ name: t('keys'), values: counts, texts: counts.map(formatShort), off: null }],
    table: {
      columns: [t('Size from'), t('to less than'), t('Keys')],
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
  none: t('never expire'),
  hour: t('within an hour'),
  day: t('within a day'),
  month: t('within 30 days'),
  longer: t('later'),
} as const;

function expiryChart(sample: KeySample): ChartView | null {
  const { expiry, keys } = sample;
  if (expiry === null) return null;
  const lives = Object.keys(LIVES) as (keyof typeof LIVES)[];
  const counts = lives.map((life) => expiry[life]);
  const never = capital(roughly(sample, expiry.none));
  return {
    id: 'expiry',
    title: t('Expiry'),
    says:
      expiry.hour === 0
        ? t('{0} of the keys never expire.', never)
        : t('{0} of the keys never expire; {1} expire within an hour.', never, roughly(sample, expiry.hour)),
    bars: 'lying',
    labels: lives.map((life) => LIVES[life]),
    series: [
      {
        name: t('of the keys'),
        values: counts.map((count) => count / keys),
        texts: counts.map((count) => shareText(count / keys, offBy(sample, count))),
        off: sample.complete ? null : counts.map((count) => offBy(sample, count)),
      },
    ],
    table: {
      columns: [t('Expire'), t('Keys'), t('Of the keys')],
      rows: lives.map((life) => [
        LIVES[life],
        formatCount(expiry[life]),
        shareText(expiry[life] / keys, offBy(sample, expiry[life])),
      ]),
    },
  };
}
