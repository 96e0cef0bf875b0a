import { prerequisite } from './prerequisite';

/** Multi-AZ is on. */
export const onlineMultiAz = prerequisite({
  id: 'online.multiAz',
  what: 'a target without Multi-AZ',
  why: 'AWS asks for it.',
  unmet: ({ places }) =>
    places.target.multiAz === false
      ? {
          message: 'Multi-AZ is off on the target, which an online migration needs',
          evidence: places.target.planned
            ? 'it is planned without Multi-AZ'
            : 'the replication group says Multi-AZ disabled',
          fix: 'Turn Multi-AZ on (it needs at least one replica).',
        }
      : null,
});
