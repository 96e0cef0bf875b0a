import type { CloudCache } from './cloudCache';
/** Who runs a server. */
export type DeploymentKind = 'self-managed' | 'elasticache' | 'serverless';

/**
 * Where a server runs, and what only its cloud can tell of it; null for what is not known. A server of one's own has
 * nulls throughout.
 */
export interface Deployment {
  readonly kind: DeploymentKind;
  /** True for a cache that is yet to be created: its profile is what it would be. */
  readonly planned: boolean;
  readonly region: string | null;
  /** `cache.r7g.large` … */
  readonly nodeType: string | null;
  readonly multiAz: boolean | null;
  readonly inTransitEncryption: boolean | null;
  readonly atRestEncryption: boolean | null;
  /** Whether clients log in: by a token, as users, or by IAM. */
  readonly authenticates: boolean | null;
  readonly dataTiering: boolean | null;
  readonly globalDatastore: boolean | null;
  /** Whether source and target are in one VPC, or in VPCs that are peered. */
  readonly sameNetwork: boolean | null;
}

/** A server of one's own. */
export const SELF_MANAGED: Deployment = {
  kind: 'self-managed',
  planned: false,
  region: null,
  nodeType: null,
  multiAz: null,
  inTransitEncryption: null,
  atRestEncryption: null,
  authenticates: null,
  dataTiering: null,
  globalDatastore: null,
  sameNetwork: null,
};

/**
 * What an address tells: the names of ElastiCache's endpoints end with `cache.amazonaws.com`, those of serverless caches
 * have `.serverless.` before it, and the region as its short name where it is one.
 */
export function deploymentOf(host: string): Deployment {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (!/\.cache\.amazonaws\.com(\.cn)?$/.test(name)) return SELF_MANAGED;
  const serverless = name.includes('.serverless.');
  return { ...SELF_MANAGED, kind: serverless ? 'serverless' : 'elasticache' };
}

/** What a cloud's catalogue tells. It says nothing of networks; a cluster of one node has no other zone and is in no store. */
export function deploymentOfCache(cache: CloudCache): Deployment {
  const told = {
    ...SELF_MANAGED,
    region: regionOf(cache.arn),
    inTransitEncryption: cache.tls !== 'none',
    atRestEncryption: cache.atRestEncryption,
    authenticates: cache.auth !== 'none',
  };
  switch (cache.kind) {
    case 'serverless':
      return { ...told, kind: 'serverless' };
    case 'cluster':
      return {
        ...told,
        kind: 'elasticache',
        nodeType: cache.nodeType,
        multiAz: false,
        globalDatastore: false,
      };
    case 'replication group':
      return {
        ...told,
        kind: 'elasticache',
        nodeType: cache.nodeType,
        multiAz: cache.multipleZones,
        dataTiering: cache.dataTiering,
        globalDatastore: cache.global !== null,
      };
  }
}

/** Of `arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:orders`. */
function regionOf(arn: string | null): string | null {
  const region = arn?.split(':')[3] ?? '';
  return region === '' ? null : region;
}
