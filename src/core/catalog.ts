import type { AwsIdentity, AwsProfile, AwsScope, ServiceEndpoint } from './model/awsScope';
import type { CloudAlarm } from './model/cloudAlarm';
import type { CacheCluster, CloudMember, ReplicationGroup, ServerlessCache } from './model/cloudCache';
import type {
  CloudEvent,
  CloudRef,
  CloudSnapshot,
  GlobalDatastore,
  ParameterGroup,
} from './model/cloudDetail';
import type { CloudFigures, FiguresOf } from './model/cloudFigures';
import type { Failure } from './model/failure';

/** The listings of a scope, in the order in which they are asked for. */
export type Listing = 'replication groups' | 'serverless' | 'clusters';

/** A part of what several scopes hold, told as it comes. */
export type CatalogPage = { readonly scope: AwsScope } & (
  | { readonly kind: 'replication groups'; readonly groups: readonly ReplicationGroup[] }
  | { readonly kind: 'serverless'; readonly caches: readonly ServerlessCache[] }
  | {
      readonly kind: 'clusters';
      readonly clusters: readonly CacheCluster[];
      readonly members: readonly CloudMember[];
    }
  /** One listing could not be had; the others are still asked for where that may help. */
  | { readonly kind: 'failed'; readonly listing: Listing; readonly failure: Failure }
  /** There is no more to come of this scope. */
  | { readonly kind: 'done' }
);

/**
 * What a cloud account holds. Only reads. Pages come as they are answered; asking for no more of them ends the requests.
 * Everything is cancellable within a moment, and throws the signal's reason then.
 */
export interface Catalog {
  /** Every profile of the configuration files, read anew, by name; none where there are no files. */
  profiles(): Promise<readonly AwsProfile[]>;
  /** The profile and region of the environment; null where it does not say. */
  home(): Promise<{ readonly profile: string | null; readonly region: string | null }>;
  /** Where requests of a scope go. @throws Failure `aws.*` */
  endpoint(scope: AwsScope): Promise<ServiceEndpoint>;
  /** The caches of several scopes at once: what fails in one does not stop the others. */
  caches(scopes: readonly AwsScope[], signal: AbortSignal): AsyncIterable<CatalogPage>;
  /** @throws Failure `aws.*` */
  snapshots(scope: AwsScope, of: CloudRef, signal: AbortSignal): AsyncIterable<readonly CloudSnapshot[]>;
  /** Of the last `hours`, at most 336; of everything in the scope, or of one cache. @throws Failure `aws.*` */
  events(
    scope: AwsScope,
    hours: number,
    of: CloudRef | null,
    signal: AbortSignal,
  ): AsyncIterable<readonly CloudEvent[]>;
  /** A group with the parameters that differ from those of its family. @throws Failure `aws.*` */
  parameterGroup(scope: AwsScope, name: string, signal: AbortSignal): Promise<ParameterGroup>;
  /** @throws Failure `aws.*` */
  globalDatastores(scope: AwsScope, signal: AbortSignal): AsyncIterable<readonly GlobalDatastore[]>;
  /** What was measured in the last hour. AWS charges for it, little: ask for what somebody looks at. @throws Failure `aws.*` */
  figures(scope: AwsScope, of: FiguresOf, signal: AbortSignal): Promise<CloudFigures>;
  /** Every alarm of the scope that looks at metrics of caches, or is made of other alarms. @throws Failure `aws.*` */
  alarms(scope: AwsScope, signal: AbortSignal): AsyncIterable<readonly CloudAlarm[]>;
  /** Whose credentials a scope's are. @throws Failure `aws.*` */
  identity(scope: AwsScope, signal: AbortSignal): Promise<AwsIdentity>;
  /** Forgets credentials, so that a new sign-in counts. */
  forget(): void;
}
