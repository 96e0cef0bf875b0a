import { userGuide } from '../pages';
import type { Evidence, Rule, Verdict } from '../rule';

/** True when AWS's online migration to nodes is a question at all: from a server of one's own, which a file is not, to ElastiCache. */
export function isOnlinePair({ places, file }: Evidence): boolean {
  return file === undefined && places.source.kind === 'self-managed' && places.target.kind === 'elasticache';
}

/** What one prerequisite says when it is not met. */
type Unmet = Pick<Verdict, 'message' | 'evidence' | 'fix' | 'command'>;

/**
 * One prerequisite of AWS's online migration to nodes: it blocks that route and no other.
 * @param parts.unmet what is not met; null when it is, or when that is not known (`online.unknown` says so then)
 */
export function prerequisite(parts: {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly docs?: string;
  readonly basis?: Rule['basis'];
  readonly unmet: (evidence: Evidence) => Unmet | null;
}): Rule {
  const { unmet, ...rest } = parts;
  return {
    severity: 'info',
    docs: userGuide('Migration-Prepare'),
    basis: 'documented',
    ...rest,
    evaluate(evidence) {
      const verdict = isOnlinePair(evidence) ? unmet(evidence) : null;
      return verdict === null ? [] : [{ severity: 'info', ...verdict, blocks: ['online-migration'] }];
    },
  };
}
