/** The ways to migrate. `copy` and `live-copy` are ours, `live-copy` keeps up with writes; the others are AWS's or by file. */
export const ROUTES = [
  'copy',
  'live-copy',
  'online-migration',
  'seed-from-rdb',
  'snapshot-copy',
  'engine-upgrade',
  'file-import',
] as const;

/** See ROUTES. */
export type Route = (typeof ROUTES)[number];

/** `risky`: it can be taken, but something may be lost or go wrong. */
export type RouteVerdict = 'ready' | 'risky' | 'blocked';
