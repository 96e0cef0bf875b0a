import { t } from '../../model/t';
import type { Evidence, Rule } from '../rule';
import { valkeyTopic } from '../pages';
import { MOVING } from '../routesBy';
import { numberOf } from '../settingOf';

/** Names of one limit: from Redis 7.0, and before. */
const LIMITS: readonly (readonly [name: string, older?: string])[] = [
  ['hash-max-listpack-entries', 'hash-max-ziplist-entries'],
  ['hash-max-listpack-value', 'hash-max-ziplist-value'],
  ['zset-max-listpack-entries', 'zset-max-ziplist-entries'],
  ['zset-max-listpack-value', 'zset-max-ziplist-value'],
  ['set-max-intset-entries'],
  ['set-max-listpack-entries'],
];

/** Small collections are packed up to a limit; a lower one makes them grow. */
export const compactEncodings: Rule = {
  id: 'capacity.encodings',
  severity: 'warning',
  what: 'lower limits of compact encodings on the target',
  why: 'Hashes, sets and sorted sets between the two limits take several times the memory there.',
  docs: valkeyTopic('memory-optimization'),
  basis: 'documented',
  evaluate(evidence) {
    const lower = LIMITS.flatMap((names) =>
      lowerBy(
        evidence,
        names.filter((name) => name !== undefined),
      ),
    );
    if (lower.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'The target packs small collections less than the source does, so that they take more memory there',
        ),
        evidence: lower.join(', '),
        fix: t('Set the same limits on the target, in ElastiCache by its parameter group.'),
        risks: MOVING,
      },
    ];
  },
};

function lowerBy({ facts }: Evidence, names: readonly string[]): string[] {
  const from = numberOf(facts.source, ...names);
  const to = numberOf(facts.target, ...names);
  if (from === null || to === null || to >= from) return [];
  return [t('{0} {1} on the source, {2} on the target', names[0] ?? '', from, to)];
}
