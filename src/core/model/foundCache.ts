import type { Deployment } from './deployment';
import type { Address } from './endpoint';

/** A cache as a cloud's catalogue tells it. */
export interface FoundCache {
  /** The id of the replication group or cache cluster, or the name of the serverless cache. */
  readonly name: string;
  readonly kind: 'replication group' | 'serverless' | 'cluster';
  /** `valkey`, `redis` … as the catalogue says; null when it does not. */
  readonly engine: string | null;
  /** `available`, `creating` … */
  readonly status: string;
  /** Where to connect; null while it has no endpoint yet. */
  readonly address: Address | null;
  /** What matters of it for a migration. */
  readonly deployment: Deployment;
}
