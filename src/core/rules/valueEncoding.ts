import { t } from '../model/t';
import type { ValueKind } from '../model/valueKind';
import { hasFieldTtls } from '../rdb/fieldTtlHash';
import { ownRdbVersion, readsType } from '../rdb/serverFormat';
import { ValueType } from '../rdb/valueType';
import { BY_RDB } from './routesBy';
import { listedFirst } from './listed';
import { productName } from './rule';
import type { Rule } from './rule';
import { typesOf } from './typesOf';

const PLURALS: Partial<Record<ValueKind, () => string>> = {
  list: () => t('lists'),
  set: () => t('sets'),
  zset: () => t('sorted sets'),
  hash: () => t('hashes'),
  stream: () => t('streams'),
};

/**
 * Kinds of values that the target does not read as the source writes them. What has rules of its own is left to them:
 * field TTLs, and streams that the target has not at all.
 */
export const valueEncoding: Rule = {
  id: 'values.encoding',
  severity: 'info',
  what: 'kinds of values that the target reads in another form only',
  why: 'They have to be re-encoded; nothing is lost by it.',
  docs: 'https://valkey.io/commands/restore/',
  basis: 'measured',
  evaluate(evidence) {
    const { source, target, kinds } = evidence;
    const foreign = [...kinds.counts.keys()].flatMap((kind) => {
      const absent = kind === 'stream' && !readsType(target, ValueType.stream);
      if (absent || kind === 'module') return [];
      const types = typesOf(evidence, kind).filter((type) => !hasFieldTtls(type) && !readsType(target, type));
      return types.length === 0 ? [] : [{ kind, types }];
    });
    if (foreign.length === 0) return [];
    const names = foreign.map(({ kind }) => PLURALS[kind]?.() ?? kind).sort();
    const types = foreign.flatMap((one) => one.types).sort((a, b) => a - b);
    return [
      {
        severity: 'info',
        message: t(
          '{0} will be re-encoded: {1} does not read them as {2} writes them',
          listedFirst(names),
          productName(target),
          productName(source),
        ),
        evidence: t(
          'the source writes the value types {0} (RDB version {1}), which the target does not know',
          types.join(', '),
          ownRdbVersion(source),
        ),
        fix: t('Nothing to do: the copy writes them in a form that the target reads, with the same content.'),
        blocks: BY_RDB,
      },
    ];
  },
};
