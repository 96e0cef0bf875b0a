import type { ChartView } from '../../bridge/chartView';
import type { KeySample } from '../../core/model/keySample';
import { formatBytes, formatCount } from '../../core/report/format';
import { keyName } from '../../core/report/keyName';
import { capital, offBy, roughly, shareText, sizedBy } from './shareWords';

/** The largest keys seen, by name; null where sizes are not told. */
export function largestChart(sample: KeySample): ChartView | null {
  const { largest, sizes, keys, complete } = sample;
  if (largest.length === 0 || sizes === null) return null;
  const bytes = largest.map((one) => one.bytes);
  const share = bytes.reduce((sum, one) => sum + one, 0) / Math.max(1, sizes.mean * keys);
  const of = complete ? 'all keys' : 'the keys looked at; there may be larger ones';
  return {
    id: 'largest',
    title: 'Largest keys',
    says: `${largest.length === 1 ? 'It takes' : `These ${String(largest.length)} take`} ${shareText(Math.min(1, share))} of ${sizedBy(sample)} of ${of}.`,
    bars: 'lying',
    labels: largest.map(({ key }) => keyName(key)),
    series: [{ name: 'bytes', values: bytes, texts: bytes.map(formatBytes), off: null }],
    table: {
      columns: ['Key', 'Database', 'Kind', 'Size'],
      rows: largest.map(({ key, db, kind, bytes: size }) => [
        keyName(key),
        `db${String(db)}`,
        kind,
        formatBytes(size),
      ]),
    },
  };
}

/** More would not be looked at. */
const PREFIXES = 10;

/** The most frequent beginnings of names; null where there are no names. */
export function prefixChart(sample: KeySample): ChartView | null {
  const some = sample.prefixes.slice(0, PREFIXES);
  const [first] = some;
  if (first === undefined) return null;
  const name = (prefix: string): string => (prefix === '' ? '(no colon)' : prefix.replace(/\p{C}/gu, '·'));
  return {
    id: 'prefixes',
    title: 'Beginnings of names',
    says: `${capital(roughly(sample, first.count))} of the names ${first.prefix === '' ? 'have no colon' : `begin with “${name(first.prefix)}”`}.`,
    bars: 'lying',
    labels: some.map(({ prefix }) => name(prefix)),
    series: [
      {
        name: 'of the keys',
        values: some.map(({ count }) => count / sample.keys),
        texts: some.map(({ count }) => shareText(count / sample.keys, offBy(sample, count))),
        off: sample.complete ? null : some.map(({ count }) => offBy(sample, count)),
      },
    ],
    table: {
      columns: ['Up to the first colon', 'Keys', 'Of the keys', 'With a hash tag'],
      rows: some.map(({ prefix, count, tagged }) => [
        name(prefix),
        formatCount(count),
        shareText(count / sample.keys, offBy(sample, count)),
        formatCount(tagged),
      ]),
    },
  };
}
