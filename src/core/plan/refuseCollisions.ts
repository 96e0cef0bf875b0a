import { globAfter } from '../copy/glob';
import { toBase64 } from '../model/base64';
import { Failure } from '../model/failure';
import { t } from '../model/t';
import type { KeySource } from '../ports';
import { keyName } from '../report/keyName';
import { withPrefix } from './keyPrefix';
import type { DatabasePair } from './pairDatabases';

const EXAMPLES = 5;

/**
 * Makes sure that no two keys of the source, of databases that go to the same one of the target, would get the same name
 * there. Two prefixes of which neither begins with the other keep their keys apart; else the names of the keys that begin
 * with what the longer one has more are looked up in the other database, a page at a time.
 * @throws Failure `database.mapping` naming some of them
 */
export async function refuseCollisions(
  source: Pick<KeySource, 'names' | 'exist'>,
  pairs: readonly DatabasePair[],
  signal: AbortSignal,
): Promise<void> {
  const examples: string[] = [];
  let found = 0;
  for (const shorter of pairs) {
    for (const longer of pairs) {
      if (shorter === longer || shorter.target !== longer.target) continue;
      const [less, more] = [shorter.prefix ?? '', longer.prefix ?? ''];
      if (!more.startsWith(less) || (less === more && pairs.indexOf(shorter) > pairs.indexOf(longer)))
        continue;
      for await (const names of alike(source, { shorter, longer, rest: more.slice(less.length) }, signal)) {
        found += names.length;
        const prefix = new TextEncoder().encode(less);
        for (const name of names.slice(0, EXAMPLES - examples.length)) {
          examples.push(keyName(toBase64(withPrefix(prefix, name))));
        }
      }
    }
  }
  if (found === 0) return;
  const shown = `${examples.join(', ')}${found > examples.length ? ' …' : ''}`;
  throw new Failure('database.mapping', {
    what: t('Could not start'),
    why:
      found === 1
        ? t(
            '1 name would be given twice in one database of the target, by keys of two of the source: {0}',
            shown,
          )
        : t(
            '{0} names would be given twice in one database of the target, by keys of two of the source: {1}',
            found,
            shown,
          ),
    next: t('Choose other prefixes.'),
  });
}

/** Keys of the shorter prefix's database whose names, in the target, a key of the longer one's would have too. */
async function* alike(
  source: Pick<KeySource, 'names' | 'exist'>,
  { shorter, longer, rest }: { shorter: DatabasePair; longer: DatabasePair; rest: string },
  signal: AbortSignal,
): AsyncGenerator<readonly Uint8Array[]> {
  const cut = new TextEncoder().encode(rest).length;
  const match = globAfter(rest, '*');
  for await (const names of source.names({ database: shorter.source, match }, signal)) {
    const others = names.map((name) => name.subarray(cut));
    const present = await source.exist(longer.source, others, signal);
    const both = names.filter((_, index) => present[index] === true);
    if (both.length > 0) yield both;
  }
}
