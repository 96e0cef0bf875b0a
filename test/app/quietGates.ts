import type { GateFacts } from '../../src/app/desk/gateFacts';

/** Both ends as they are when nobody else is there: nothing stands in the way of the switch. */
export const QUIET: GateFacts = {
  at: 0,
  source: {
    keys: 5,
    clients: 4,
    nodes: 1,
    others: { count: 0, libraries: [] },
    who: null,
    writes: [],
    watched: 3,
  },
  target: { keys: 5, used: 10, limit: 100, evicted: 0, replicas: { count: 1, lagSeconds: 0 } },
  alarms: { source: { kind: 'not a cache' }, target: { kind: 'not a cache' } },
};
