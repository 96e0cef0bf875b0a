import type { ChartView } from '../../bridge/chartView';
import type { KeySample } from '../../core/model/keySample';
import { formatBytes, formatCount } from '../../core/report/format';
import { keyName } from '../../core/report/keyName';
import { capital, offBy, roughly, shareText, sizedBy } from './shareWords';
import { t } from '../../core/model/t';

/** The largest keys seen, by name; null where sizes are not told. */
export function largestChart(sample: KeySample): ChartView | null {
  const { largest, sizes, keys, complete } = sample;
  if (largest.length === 0 || sizes === null) return null;
  const bytes = largest.map((one) => one.bytes);
  const share = bytes.reduce((sum, one) => sum + one, 0) / Math.max(1, sizes.mean * keys);
  const taken = shareText(Math.min(1, share));
  const of = complete ? t('all keys') : t('the keys looked at; there may be larger ones');
  return {
    id: 'largest',
    title: t('Largest keys'),
    says:
      largest.length === 1
        ? t('It takes {0} of {1} of {2}.', taken, sizedBy(sample), of)
        : t('These {0} take {1} of {2} of {3}.', largest.length, taken, sizedBy(sample), of),
    bars: 'lying',
    labels: largest.map(({ key }) => keyName(key)),
    series: [{ name: t('bytes'), values: bytes, texts: bytes.map(formatBytes), off: null }],
    table: {
      columns: [t('Key'), t('Database'), t('Kind'), t('Size')],
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
  const many = capital(roughly(sample, first.count));
  const name = (prefix: string): string => (prefix === '' ? t('(no colon)') : prefix.replace(/\p{C}/gu, '·'));
  return {
    id: 'prefixes',
    title: t('Beginnings of names'),
    says:
      first.prefix === ''
        ? t('{0} of the names have no colon.', many)
        : t('{0} of the names begin with “{1}”.', many, name(first.prefix)),
    bars: 'lying',
    labels: some.map(({ prefix }) => name(prefix)),
    series: [
      {
        name: t('of the keys'),
        values: some.map(({ count }) => count / sample.keys),
        texts: some.map(({ count }) => shareText(count / sample.keys, offBy(sample, count))),
        off: sample.complete ? null : some.map(({ count }) => offBy(sample, count)),
      },
    ],
    table: {
      columns: [t('Up to the first colon'), t('Keys'), t('Of the keys'), t('With a hash tag')],
      rows: some.map(({ prefix, count, tagged }) => [
        name(prefix),
        formatCount(count),
        shareText(count / sample.keys, offBy(sample, count)),
        formatCount(tagged),
      ]),
    },
  };
}
