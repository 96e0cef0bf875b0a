import { t } from '../model/t';
import { readsType } from '../rdb/serverFormat';
import { ValueType } from '../rdb/valueType';
import { counted } from '../report/counted';
import { productName } from './rule';
import type { Rule } from './rule';

/**
 * Hashes with field TTLs exist in Redis 7.4+ and Valkey 9+, each in its own format; others cannot hold them.
 * Names no route: where this is so, rdb.version blocks every route on which the target would load them as they are.
 */
export const fieldTtl: Rule = {
  id: 'hash.fieldTtl',
  severity: 'warning',
  what: 'hashes whose field TTLs are lost or re-encoded',
  why: 'Fields that were to expire would stay for ever, which costs memory and may show what should be gone.',
  docs: 'https://valkey.io/commands/hexpire/',
  basis: 'measured',
  evaluate({ source, target, file }) {
    const count = source.databases.reduce(
      (sum, { hashesWithFieldTtl }) => sum + (hashesWithFieldTtl ?? 0),
      0,
    );
    if (count === 0) return [];
    // INFO may still count hashes whose field TTLs were all removed, so it gives the most that there can be.
    const hashes = counted(count, 'hash');
    const evidence =
      file === undefined
        ? t('INFO of the source counts {0} with field TTLs', hashes)
        : t('the file holds {0} with field TTLs', hashes);
    const holds = readsType(target, ValueType.hash2) || readsType(target, ValueType.hashMetadata);
    if (!holds) {
      return [
        {
          severity: 'warning',
          message:
            file === undefined
              ? t('Up to {0} will lose field TTLs: {1} has none', hashes, productName(target))
              : t('{0} will lose field TTLs: {1} has none', hashes, productName(target)),
          evidence,
          fix: t(
            'Choose a target that has them (Redis 7.4 or Valkey 9, or newer), or let the application expire these fields.',
          ),
          loss: { kind: 'hash-field-ttl', count },
        },
      ];
    }
    if (source.product === target.product) return [];
    return [
      {
        severity: 'info',
        message:
          file === undefined
            ? t('Up to {0} with field TTLs will be re-encoded', hashes)
            : t('{0} with field TTLs will be re-encoded', hashes),
        evidence: t('{0}; {1} keeps them in another format', evidence, productName(target)),
        fix: t('Nothing to do: every field keeps its expiry to the millisecond.'),
      },
    ];
  },
};
