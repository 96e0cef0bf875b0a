import type { Catalog } from '../../core/catalog';
import type { AwsScope, ServiceEndpoint } from '../../core/model/awsScope';
import type { CloudCache, CloudMember } from '../../core/model/cloudCache';
import type { CloudChoice } from '../../core/model/cloudChoice';
import type { CloudEvent, CloudSnapshot } from '../../core/model/cloudDetail';
import { Failure, toFailure } from '../../core/model/failure';
import type { Log } from '../../core/ports';
import { STORED } from '../ids';
import type { Memory } from './memory';
import { Signal } from './signal';

/** How far back events are told, in hours: as far as AWS keeps them. */
const EVENT_HOURS = 336;

/** What is known of one region at the moment. */
export interface CloudRegion {
  readonly scope: AwsScope;
  /** Where it is asked, once that is known. */
  readonly endpoint?: ServiceEndpoint;
  readonly caches: readonly CloudCache[];
  readonly members: readonly CloudMember[];
  readonly failures: readonly Failure[];
  /** False once all is told. */
  readonly loading: boolean;
}

/** Snapshots and events of a cache, or why there are none to show. */
export type CloudDetails =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready';
      readonly snapshots: readonly CloudSnapshot[] | Failure;
      readonly events: readonly CloudEvent[] | Failure;
    };

/** A cache and where it is. */
export interface PlacedCache {
  readonly scope: AwsScope;
  readonly cache: CloudCache;
}

/** The caches of the chosen profile and regions, listed when they are asked for and kept until refreshed. Only reads. */
export class Cloud {
  private chosen: CloudChoice | null = null;
  private shown: CloudRegion[] = [];
  private problem: Failure | null = null;
  private readonly details = new Map<string, CloudDetails>();
  private listing: AbortController | null = null;
  private readonly changed = new Signal<undefined>();

  /** @param memory of the workspace */
  constructor(
    private readonly catalog: Catalog,
    private readonly memory: Memory,
    private readonly log: Log,
  ) {}

  /** Null until it is known. */
  get choice(): CloudChoice | null {
    return this.chosen;
  }

  get regions(): readonly CloudRegion[] {
    return this.shown;
  }

  /** Why nothing could be asked at all. */
  get failure(): Failure | null {
    return this.problem;
  }

  get loading(): boolean {
    return this.listing !== null;
  }

  find(subject: string): PlacedCache | undefined {
    for (const { scope, caches } of this.shown) {
      const cache = caches.find((one) => subjectOfCache(scope, one) === subject);
      if (cache !== undefined) return { scope, cache };
    }
    return undefined;
  }

  detailsOf(subject: string): CloudDetails | undefined {
    return this.details.get(subject);
  }

  onDidChange(listener: () => void): { dispose: () => void } {
    return this.changed.listen(listener);
  }

  /** Lists unless that was done or is being done. The outcome is what is shown: this never throws. */
  async ensure(): Promise<void> {
    if (this.listing === null && this.chosen === null && this.problem === null) await this.list();
  }

  /** Forgets all, and credentials too, and lists anew. Never throws. */
  async refresh(): Promise<void> {
    this.catalog.forget();
    await this.list();
  }

  /** Looks elsewhere from now on, also in the next window of this workspace. */
  async choose(choice: CloudChoice): Promise<void> {
    await this.memory.update(STORED.cloud, choice);
    await this.list();
  }

  /** Ends what is under way; what has come is kept. */
  cancel(): void {
    this.listing?.abort();
    this.listing = null;
    this.shown = this.shown.map((region) => ({ ...region, loading: false }));
    this.changed.fire(undefined);
  }

  /** Asks for snapshots and events, unless that was done or is being done. Never throws. */
  async ensureDetails(subject: string): Promise<void> {
    const found = this.find(subject);
    if (found === undefined || this.details.has(subject)) return;
    this.details.set(subject, { kind: 'loading' });
    this.changed.fire(undefined);
    const { scope, cache } = found;
    const ref = { kind: cache.kind, id: cache.id };
    const { signal } = new AbortController();
    const all = async <Item>(
      pages: AsyncIterable<readonly Item[]>,
      what: string,
    ): Promise<readonly Item[] | Failure> => {
      const items: Item[] = [];
      try {
        for await (const page of pages) items.push(...page);
        return items;
      } catch (error) {
        return this.told(toFailure(error, what));
      }
    };
    const [snapshots, events] = await Promise.all([
      all(this.catalog.snapshots(scope, ref, signal), `Could not list the snapshots of ${cache.id}`),
      all(this.catalog.events(scope, EVENT_HOURS, ref, signal), `Could not list the events of ${cache.id}`),
    ]);
    // Forgotten meanwhile: stale.
    if (this.details.get(subject)?.kind !== 'loading') return;
    this.details.set(subject, { kind: 'ready', snapshots, events });
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.listing?.abort();
  }

  private async list(): Promise<void> {
    this.listing?.abort();
    const listing = new AbortController();
    this.listing = listing;
    this.details.clear();
    this.problem = null;
    this.shown = [];
    this.changed.fire(undefined);
    try {
      const choice = await this.choiceNow();
      if (this.listing !== listing) return;
      this.chosen = choice;
      const scopes = choice.regions.map((region) => ({ profile: choice.profile, region }));
      this.shown = scopes.map((scope) => ({ scope, caches: [], members: [], failures: [], loading: true }));
      this.changed.fire(undefined);
      for await (const page of this.catalog.caches(scopes, listing.signal)) {
        if (this.listing !== listing) return;
        this.update(page.scope, (region) => {
          switch (page.kind) {
            case 'replication groups':
              return { ...region, caches: [...region.caches, ...page.groups] };
            case 'serverless':
              return { ...region, caches: [...region.caches, ...page.caches] };
            case 'clusters':
              return {
                ...region,
                caches: [...region.caches, ...page.clusters],
                members: [...region.members, ...page.members],
              };
            case 'failed':
              return { ...region, failures: [...region.failures, this.told(page.failure)] };
            case 'done':
              return { ...region, loading: false };
          }
        });
        if (page.kind === 'done') await this.tellEndpoint(page.scope);
      }
    } catch (error) {
      if (this.listing === listing) this.problem = this.told(toFailure(error, 'Could not list the caches'));
    } finally {
      if (this.listing === listing) this.listing = null;
      this.changed.fire(undefined);
    }
  }

  private async choiceNow(): Promise<CloudChoice> {
    const kept = this.memory.get(STORED.cloud);
    if (isChoice(kept)) return kept;
    const { profile, region } = await this.catalog.home();
    if (region !== null) return { profile, regions: [region] };
    throw new Failure('aws.region', {
      what: 'Could not list the caches',
      why: 'no region is chosen',
      next: 'Select the regions to look at.',
    });
  }

  private async tellEndpoint(scope: AwsScope): Promise<void> {
    const endpoint = await this.catalog.endpoint(scope).catch(() => undefined);
    if (endpoint !== undefined) this.update(scope, (region) => ({ ...region, endpoint }));
  }

  private update({ region: name }: AwsScope, change: (region: CloudRegion) => CloudRegion): void {
    this.shown = this.shown.map((region) => (region.scope.region === name ? change(region) : region));
    this.changed.fire(undefined);
  }

  private told(failure: Failure): Failure {
    this.log.warn(`${failure.message} (${failure.code})`);
    return failure;
  }
}

/** What tells a cache from every other one. */
export function subjectOfCache({ region }: AwsScope, { kind, id }: CloudCache): string {
  return `${region}/${kind}/${id}`;
}

/** What is stored may be damaged, or of another version. */
function isChoice(value: unknown): value is CloudChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { profile, regions } = value as Record<keyof CloudChoice, unknown>;
  return (
    (profile === null || typeof profile === 'string') &&
    Array.isArray(regions) &&
    regions.length > 0 &&
    regions.every((region) => typeof region === 'string')
  );
}
