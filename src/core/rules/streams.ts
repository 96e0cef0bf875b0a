import { t } from '../model/t';
import { readsType } from '../rdb/serverFormat';
import { ValueType } from '../rdb/valueType';
import { writtenTypes } from '../rdb/writtenTypes';
import { MOVING } from './routesBy';
import { counted } from '../report/counted';
import { productName } from './rule';
import type { Rule } from './rule';

/** Streams came with Redis 5; no other type can hold them. */
export const streams: Rule = {
  id: 'stream.support',
  severity: 'error',
  what: 'streams, which the target does not have',
  why: 'No other type can hold a stream with its groups and pending entries.',
  docs: 'https://valkey.io/topics/streams-intro/',
  basis: 'measured',
  evaluate({ target, kinds }) {
    const count = kinds.counts.get('stream') ?? 0;
    if (count === 0 || readsType(target, ValueType.stream)) return [];
    const amount = kinds.complete ? counted(count, 'stream') : t('At least {0}', counted(count, 'stream'));
    return [
      {
        severity: 'error',
        message: t('{0} cannot be copied: {1} has no streams', amount, productName(target)),
        evidence: t('streams came with Redis 5.0'),
        fix: t(
          'Choose a newer target, or leave these keys out: the copy puts each in quarantine and goes on.',
        ),
        blocks: MOVING,
      },
    ];
  },
};

/** Redis 8.6 keeps with a stream which messages of idempotent producers it has seen; no other server does. */
export const streamIdempotency: Rule = {
  id: 'stream.idempotency',
  severity: 'warning',
  what: 'streams whose state of idempotent producers is lost',
  why: 'A producer that repeats a message after the move would write it twice.',
  docs: 'https://redis.io/docs/latest/develop/data-types/streams/',
  basis: 'measured',
  evaluate({ source, target, kinds, file }) {
    const count = file?.streamsWithIdempotency ?? kinds.counts.get('stream') ?? 0;
    const writes = file !== undefined || writtenTypes(source, 'stream').includes(ValueType.stream4);
    if (count === 0 || !writes) return [];
    if (readsType(target, ValueType.stream4) || !readsType(target, ValueType.stream)) return [];
    return [
      {
        severity: 'warning',
        message: t('Streams may lose the state of idempotent producers: {0} has none', productName(target)),
        evidence:
          file !== undefined
            ? t('the file holds that state for {0}', counted(count, 'stream'))
            : kinds.complete
              ? t(
                  'the source writes each of its {0} with that state; most may have no such producer',
                  counted(count, 'stream'),
                )
              : t(
                  'the source writes each of its at least {0} with that state; most may have no such producer',
                  counted(count, 'stream'),
                ),
        fix: t(
          'Stop producers that use IDMP or IDMPAUTO before the copy, so that none repeats a message after it. Entries, groups and pending messages are kept.',
        ),
        ...(kinds.complete ? { loss: { kind: 'stream-idempotency' as const, count } } : {}),
      },
    ];
  },
};
