import type { Address } from './endpoint';

/** Whether clients may or must use TLS. */
export type CloudTls = 'required' | 'preferred' | 'none';

/** How clients say who they are: not at all, by one token for all, or as users. */
export type CloudAuth = 'none' | 'token' | 'users';

/** What caches of all kinds tell. Null is what the cloud does not say; a status is not of a closed set. */
interface Told {
  readonly id: string;
  readonly arn: string | null;
  /** `available`, `creating`, `modifying`, `migrating` … */
  readonly status: string;
  /** `valkey`, `redis`, `memcached`. */
  readonly engine: string | null;
  readonly tls: CloudTls;
  readonly auth: CloudAuth;
  /** Null where it is not told. */
  readonly atRestEncryption: boolean | null;
  /** Where clients connect; null while it has no endpoint yet. */
  readonly address: Address | null;
}

/** One node of a shard. */
export interface CloudNode {
  /** The id of its cache cluster: `orders-0001-001`. */
  readonly id: string;
  /** Not told with cluster mode. */
  readonly role: 'primary' | 'replica' | null;
  /** `eu-west-1a`. */
  readonly zone: string | null;
  readonly address: Address | null;
}

/** A node group. */
export interface CloudShard {
  readonly id: string;
  readonly status: string;
  /** `0-5460`; null without cluster mode. */
  readonly slots: string | null;
  readonly nodes: readonly CloudNode[];
}

/** A replication group. Its version and parameter group are told with its members: see CloudMember. */
export interface ReplicationGroup extends Told {
  readonly kind: 'replication group';
  readonly description: string;
  readonly nodeType: string | null;
  readonly clusterMode: boolean;
  readonly shards: readonly CloudShard[];
  /** Of the replicas, where there is one. */
  readonly readerAddress: Address | null;
  readonly failover: boolean;
  readonly multipleZones: boolean;
  readonly userGroups: readonly string[];
  readonly dataTiering: boolean;
  readonly global: { readonly id: string; readonly role: string | null } | null;
}

/** A serverless cache. */
export interface ServerlessCache extends Told {
  readonly kind: 'serverless';
  readonly description: string;
  /** `8.1`, as exactly as it is told. */
  readonly version: string | null;
  readonly readerAddress: Address | null;
  /** In bytes, and in ECPU a second; null where no limit is set. */
  readonly mostBytes: number | null;
  readonly mostEcpu: number | null;
  readonly userGroups: readonly string[];
}

/** A cache cluster that belongs to no replication group. Only memcached has more nodes than one. */
export interface CacheCluster extends Told {
  readonly kind: 'cluster';
  readonly version: string | null;
  readonly nodeType: string | null;
  readonly nodes: number;
  readonly zone: string | null;
  readonly parameterGroup: string | null;
}

/** A cache as the cloud's catalogue tells it. */
export type CloudCache = ReplicationGroup | ServerlessCache | CacheCluster;

/** What only the members of a replication group tell of it. */
export interface CloudMember {
  readonly id: string;
  /** The id of the replication group. */
  readonly group: string;
  readonly status: string;
  readonly version: string | null;
  /** Where the node itself listens, also with cluster mode; null where it is not told. */
  readonly address: Address | null;
  readonly parameterGroup: string | null;
  /** True when a changed parameter waits for a reboot. */
  readonly rebootDue: boolean;
  readonly zone: string | null;
  readonly securityGroups: readonly string[];
  readonly subnetGroup: string | null;
}
