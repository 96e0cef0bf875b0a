import type {
  CacheCluster,
  CacheParameterGroup,
  Event,
  GlobalReplicationGroup,
  Parameter,
  ReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  Snapshot,
} from '@aws-sdk/client-elasticache';

/** What one region of the fake holds, in the API's own shapes. Tests fill it. */
export interface FakeRegion {
  readonly groups: ReplicationGroup[];
  readonly clusters: CacheCluster[];
  readonly serverless: ServerlessCache[];
  readonly snapshots: Snapshot[];
  readonly serverlessSnapshots: ServerlessCacheSnapshot[];
  readonly events: Event[];
  readonly parameterGroups: { readonly group: CacheParameterGroup; readonly parameters: Parameter[] }[];
  /** What the parameters of a family are where nobody sets them. */
  readonly families: Map<string, Parameter[]>;
  readonly globals: GlobalReplicationGroup[];
}

/** A region with nothing in it. */
export function emptyRegion(): FakeRegion {
  return {
    groups: [],
    clusters: [],
    serverless: [],
    snapshots: [],
    serverlessSnapshots: [],
    events: [],
    parameterGroups: [],
    families: new Map(),
    globals: [],
  };
}
