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
