import { t } from '../../model/t';
import type { Evidence, Rule } from '../rule';
import { valkeyTopic } from '../pages';

/** What a full server does is part of what an application relies on. */
export const evictionPolicy: Rule = {
  id: 'eviction.policy',
  severity: 'warning',
  what: 'another eviction policy on the target',
  why: 'Where the source refuses writes when it is full, the target may drop keys instead, or the other way round.',
  docs: valkeyTopic('lru-cache'),
  basis: 'documented',
  evaluate(evidence) {
    const from = evidence.source.maxMemoryPolicy;
    const to = policyOf(evidence);
    if (from === null || to === null || from === to) return [];
    const drops = to !== 'noeviction';
    return [
      {
        severity: 'warning',
        message: drops
          ? t('When the target is full, it drops keys in another way than the source')
          : t('When the target is full, it refuses writes, where the source drops keys'),
        evidence: t('maxmemory-policy is {0} on the source, {1} on the target', from, to),
        fix:
          evidence.places.target.kind === 'serverless'
            ? t(
                'It cannot be changed on a serverless cache: see that the application can lose keys with an expiry.',
              )
            : t('Set maxmemory-policy {0} on the target, in ElastiCache by its parameter group.', from),
      },
    ];
  },
};

function policyOf({ target, places }: Evidence): string | null {
  return places.target.kind === 'serverless' ? 'volatile-lru' : target.maxMemoryPolicy;
}
