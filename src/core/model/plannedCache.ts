import type { Product } from './profile';

/** An ElastiCache cache that is yet to be created; null is what is not decided. */
export interface PlannedCache {
  readonly kind: 'elasticache' | 'serverless';
  readonly product: Product;
  /** As ElastiCache counts: `8.2`, `5.0.6`. */
  readonly version: string;
  /** 1 to 500; null without cluster mode. */
  readonly shards: number | null;
  /** `cache.r7g.large`, one of those whose memory is known. */
  readonly nodeType: string | null;
  readonly region: string | null;
  /** What the parameter `databases` says; null for the default. */
  readonly databases: number | null;
  readonly inTransitEncryption: boolean | null;
  readonly atRestEncryption: boolean | null;
  readonly authenticates: boolean | null;
  readonly multiAz: boolean | null;
  readonly sameNetwork: boolean | null;
}
