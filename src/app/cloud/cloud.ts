import type { Catalog } from '../../core/catalog';
import type { AwsIdentity, AwsScope, ServiceEndpoint } from '../../core/model/awsScope';
import type { CloudCache, CloudMember } from '../../core/model/cloudCache';
import type { CloudChoice } from '../../core/model/cloudChoice';
import { Failure, toFailure } from '../../core/model/failure';
import type { Log } from '../../core/ports';
import { STORED } from '../ids';
import type { Memory } from '../desk/memory';
import { Signal } from '../desk/signal';
import { CloudDetails } from './cloudDetails';
import type { DetailPlace } from './cloudDetails';
import { FigureCache } from './figureCache';
import { parameterGroupOf } from './membersOf';
import { subjectOfCache } from './placedCache';
import type { PlacedCache } from './placedCache';

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

/** The caches of the chosen profile and regions, listed when they are asked for and kept until refreshed. Only reads. */
export class Cloud {
  private chosen: CloudChoice | null = null;
  private shown: CloudRegion[] = [];
  private problem: Failure | null = null;
  readonly details: CloudDetails;
  readonly figures: FigureCache;
  private listing: AbortController | null = null;
  private readonly changed = new Signal<undefined>();

  /** @param memory of the workspace */
  constructor(
    private readonly catalog: Catalog,
    private readonly memory: Memory,
    private readonly log: Log,
  ) {
    this.figures = new FigureCache(catalog, () => Date.now());
    this.details = new CloudDetails(
      catalog,
      (subject) => this.place(subject),
      () => {
        this.changed.fire(undefined);
      },
      (failure) => this.told(failure),
    );
  }

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

  /** Whose credentials the caches are listed with. @throws Failure `aws.*`; the signal's reason */
  async identity(signal: AbortSignal): Promise<AwsIdentity> {
    const profile = this.chosen?.profile ?? null;
    const region = this.chosen?.regions[0];
    if (region === undefined) throw noRegion();
    return await this.catalog.identity({ profile, region }, signal);
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

  dispose(): void {
    this.listing?.abort();
    this.details.forget();
    this.figures.forget();
  }

  /** Where a cache is, or a region. */
  private place(subject: string): DetailPlace | undefined {
    for (const region of this.shown) {
      if (region.scope.region === subject) return { scope: region.scope };
    }
    const found = this.find(subject);
    const members = this.shown.find(({ scope }) => scope === found?.scope)?.members ?? [];
    const parameterGroup = found === undefined ? null : parameterGroupOf(found.cache, members);
    return found === undefined || parameterGroup === null ? found : { ...found, parameterGroup };
  }

  private async list(): Promise<void> {
    this.listing?.abort();
    const listing = new AbortController();
    this.listing = listing;
    this.details.forget();
    this.figures.forget();
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
    throw noRegion();
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

function noRegion(): Failure {
  return new Failure('aws.region', {
    what: 'Could not list the caches',
    why: 'no region is chosen',
    next: 'Select the regions to look at.',
  });
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
