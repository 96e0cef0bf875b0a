import type { CloudCache } from '../../core/model/cloudCache';
import { t } from '../../core/model/t';

const NAMES: Readonly<Record<CloudCache['kind'], string>> = {
  'replication group': t('replication group'),
  serverless: t('serverless'),
  cluster: t('stand-alone'),
};

/** What kind of a cache it is. */
export function cacheKindName(kind: CloudCache['kind']): string {
  return NAMES[kind];
}
