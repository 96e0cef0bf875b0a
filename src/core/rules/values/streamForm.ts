import { t } from '../../model/t';
import { readsType } from '../../rdb/serverFormat';
import { ValueType } from '../../rdb/valueType';
import { listed } from '../listed';
import { productName } from '../rule';
import type { Rule } from '../rule';
import { typesOf } from '../typesOf';

/** Each form of streams knows more than the one before. */
export const streamForm: Rule = {
  id: 'stream.form',
  severity: 'info',
  what: 'streams that the target keeps in an older form',
  why: 'Entries, groups and pending messages stay; what the older form has no place for goes.',
  docs: 'https://valkey.io/commands/xinfo-stream/',
  basis: 'measured',
  evaluate(evidence) {
    const { target, kinds } = evidence;
    if ((kinds.counts.get('stream') ?? 0) === 0 || !readsType(target, ValueType.stream)) return [];
    const written = typesOf(evidence, 'stream').at(-1) ?? ValueType.stream;
    if (written === ValueType.stream || readsType(target, ValueType.stream3)) return [];
    const counters = readsType(target, ValueType.stream2);
    if (written === ValueType.stream2 && counters) return [];
    const gone = [
      ...(counters ? [] : [t('the counts of entries ever added and read (XINFO reckons them anew)')]),
      ...(written === ValueType.stream2 ? [] : [t('the time when each consumer was last active')]),
    ];
    return [
      {
        severity: 'info',
        message: t('Streams lose {0} on {1}', listed(gone), productName(target)),
        evidence: t(
          'the source writes the value type {0}, the target reads up to {1}',
          written,
          counters ? ValueType.stream2 : ValueType.stream,
        ),
        fix: t('Nothing to do, unless monitoring reads these figures.'),
      },
    ];
  },
};
