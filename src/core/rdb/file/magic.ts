import type { Product } from '../../model/profile';
import { damaged } from './damaged';
import { t } from '../../model/t';

/** Bytes of `REDIS0011` and `VALKEY080`. */
export const MAGIC_BYTES = 9;

const ANOTHER = t('Name a file that SAVE, BGSAVE or redis-cli --rdb wrote.');

const OTHERS: readonly (readonly [begins: string, what: string, next: string])[] = [
  ['\x1f\x8b', t('it is compressed by gzip'), t('Unpack it first: gunzip -k FILE.')],
  ['PK\x03\x04', t('it is a ZIP archive'), t('Unpack it first.')],
  ['\x28\xb5\x2f\xfd', t('it is compressed by zstd'), t('Unpack it first: zstd -d FILE.')],
  [
    '*',
    t('it is an append-only file: commands, not an RDB'),
    t('Load it into a server, and write an RDB file there by SAVE.'),
  ],
  [
    'file ',
    t('it is the manifest of append-only files'),
    t('Name the file of type b that it lists, if that one ends with .base.rdb.'),
  ],
];

const decoder = new TextDecoder('latin1');

/** Who made a file and its RDB version. @param beginning its first MAGIC_BYTES @throws Failure `file.damaged` */
export function readMagic(beginning: Uint8Array): { readonly maker: Product; readonly rdbVersion: number } {
  const text = decoder.decode(beginning);
  const [, redis, valkey] = /^(?:REDIS(\d{4})|VALKEY(\d{3}))/.exec(text) ?? [];
  const rdbVersion = Number(redis ?? valkey ?? 0);
  if (rdbVersion > 0) return { maker: redis === undefined ? 'valkey' : 'redis', rdbVersion };
  throw notRdb(beginning);
}

/** Why a file that does not begin as an RDB, or is shorter than that, is none. */
export function notRdb(beginning: Uint8Array): Error {
  if (beginning.length === 0) return damaged(t('it is empty'), ANOTHER);
  const text = decoder.decode(beginning);
  const [, what, next] = OTHERS.find(([begins]) => text.startsWith(begins)) ?? [];
  if (what !== undefined && next !== undefined) return damaged(what, next);
  const cut =
    beginning.length < MAGIC_BYTES && /^(R|RE|RED|REDI|REDIS\d*|V|VA|VAL|VALK|VALKE|VALKEY\d*)$/.test(text);
  return cut
    ? damaged(t('it is cut off at byte {0}, within its first {1}', beginning.length, MAGIC_BYTES), ANOTHER)
    : damaged(t('it begins neither with REDIS nor with VALKEY and a version, as an RDB file does'), ANOTHER);
}
