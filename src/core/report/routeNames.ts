import type { Route } from '../model/route';
import { t } from '../model/t';

/** What a route is called. */
export const ROUTE_NAMES: Readonly<Record<Route, string>> = {
  copy: t('Copy (ours)'),
  'live-copy': t('Live copy (ours)'),
  'online-migration': t('Online migration (AWS)'),
  'seed-from-rdb': t('Seed from an RDB file in S3'),
  'snapshot-copy': t('Snapshot to another region'),
  'engine-upgrade': t('Engine upgrade in place'),
  'file-import': t('File export and import'),
};
