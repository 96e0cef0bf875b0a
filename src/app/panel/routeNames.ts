import type { Route } from '../../core/model/route';

/** What a route is called. */
export const ROUTE_NAMES: Readonly<Record<Route, string>> = {
  copy: 'Copy (ours)',
  'live-copy': 'Live copy (ours)',
  'online-migration': 'Online migration (AWS)',
  'seed-from-rdb': 'Seed from an RDB file in S3',
  'snapshot-copy': 'Snapshot to another region',
  'engine-upgrade': 'Engine upgrade in place',
  'file-import': 'File export and import',
};
