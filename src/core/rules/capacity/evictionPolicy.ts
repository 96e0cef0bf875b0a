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
          ? 'When the target is full, it drops keys in another way than the source'
          : 'When the target is full, it refuses writes, where the source drops keys',
        evidence: `maxmemory-policy is ${from} on the source, ${to} on the target`,
        fix:
          evidence.places.target.kind === 'serverless'
            ? 'It cannot be changed on a serverless cache: see that the application can lose keys with an expiry.'
            : `Set maxmemory-policy ${from} on the target, in ElastiCache by its parameter group.`,
      },
    ];
  },
};

function policyOf({ target, places }: Evidence): string | null {
  return places.target.kind === 'serverless' ? 'volatile-lru' : target.maxMemoryPolicy;
}
