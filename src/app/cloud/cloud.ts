import type { Catalog } from '../../core/catalog';
import type { AwsIdentity, AwsScope, ServiceEndpoint } from '../../core/model/awsScope';
import type { CloudCache, CloudMember } from '../../core/model/cloudCache';
import type { CloudChoice } from '../../core/model/cloudChoice';
import { Failure, toFailure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { Log } from '../../core/ports';
import { STORED } from '../ids';
import type { Memory } from '../desk/memory';
import { Signal } from '../desk/signal';
import { CloudDetails } from './cloudDetails';
import type { DetailPlace } from './cloudDetails';
import { FigureCache } from './figureCache';
import { keptChoice } from './keptChoice';
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
  /** True where the user ended it before all was told. */
  readonly cancelled: boolean;
}

/** The caches of the chosen profile and regions, listed when they are asked for and kept until refreshed. Only reads. */
export class Cloud {
  private chosen: CloudChoice | null = null;
  private shown: CloudRegion[] = [];
  /** What each region came to when it was listed last, by profile and region: a refresh that is cancelled takes nothing away. */
  private readonly listed = new Map<string, CloudRegion>();
  private problem: Failure | null = null;
  readonly details: CloudDetails;
  readonly figures: FigureCache;
  /** What is being asked. */
  private readonly readings = new Set<AbortController>();
  private cancelledBefore = false;
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

  /** What was chosen before, maybe in an earlier window; null where nothing was. Known before anything is listed. */
  get kept(): CloudChoice | null {
    return keptChoice(this.memory);
  }

  get regions(): readonly CloudRegion[] {
    return this.shown;
  }

  /** Why nothing could be asked at all. */
  get failure(): Failure | null {
    return this.problem;
  }

  get loading(): boolean {
    return this.readings.size > 0;
  }

  /** True where it was cancelled before anything was known. */
  get cancelled(): boolean {
    return this.cancelledBefore;
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
    if (this.loading || this.cancelledBefore) return;
    if (this.chosen === null && this.problem === null) await this.list();
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

  /** Ends what is under way, details too; what has come is kept, and what has not is told as cancelled. */
  cancel(): void {
    for (const reading of this.readings) reading.abort();
    this.readings.clear();
    this.cancelledBefore = this.chosen === null && this.problem === null;
    const begun =
      this.shown.length > 0 || this.chosen === null ? this.shown : scopesOf(this.chosen).map(asked);
    this.shown = begun.map((region) => {
      if (!region.loading) return region;
      const before = region.caches.length === 0 ? this.listed.get(keyOf(region.scope)) : undefined;
      return { ...(before ?? region), loading: false, cancelled: true };
    });
    this.details.cancel();
    this.changed.fire(undefined);
  }

  /**
   * Asks again for what was cancelled or failed. Never throws.
   * @param subject a region, or what the row of a detail wants
   */
  async retry(subject: string): Promise<void> {
    const region = this.shown.find(({ scope }) => scope.region === subject);
    if (region === undefined) {
      await this.details.retry(subject);
      return;
    }
    // Somebody may have signed in meanwhile; what is under way keeps its clients.
    if (!this.loading) this.catalog.forget();
    await this.read([region.scope]);
  }

  dispose(): void {
    for (const reading of this.readings) reading.abort();
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
    for (const reading of this.readings) reading.abort();
    this.readings.clear();
    this.details.forget();
    this.figures.forget();
    this.problem = null;
    this.cancelledBefore = false;
    this.shown = [];
    await this.carryOut(async (reading) => {
      this.changed.fire(undefined);
      try {
        const choice = await this.choiceNow();
        if (reading.aborted) return;
        this.chosen = choice;
        await this.readRegions(scopesOf(choice), reading);
      } catch (error) {
        if (!reading.aborted) this.problem = this.told(toFailure(error, t('Could not list the caches')));
      }
    });
  }

  /** Lists some of the regions anew. */
  private async read(scopes: readonly AwsScope[]): Promise<void> {
    await this.carryOut(async (reading) => {
      try {
        await this.readRegions(scopes, reading);
      } catch (error) {
        if (!reading.aborted) this.problem = this.told(toFailure(error, t('Could not list the caches')));
      }
    });
  }

  private async carryOut(work: (reading: AbortSignal) => Promise<void>): Promise<void> {
    const reading = new AbortController();
    this.readings.add(reading);
    try {
      await work(reading.signal);
    } finally {
      this.readings.delete(reading);
      this.changed.fire(undefined);
    }
  }

  private async readRegions(scopes: readonly AwsScope[], reading: AbortSignal): Promise<void> {
    const begun = scopes.map(asked);
    const others = this.shown.filter(({ scope }) => !scopes.some(({ region }) => region === scope.region));
    const order = this.chosen?.regions ?? [];
    this.shown = [...others, ...begun].sort(
      (one, other) => order.indexOf(one.scope.region) - order.indexOf(other.scope.region),
    );
    this.changed.fire(undefined);
    for await (const page of this.catalog.caches(scopes, reading)) {
      if (reading.aborted) return;
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
      if (page.kind !== 'done') continue;
      await this.tellEndpoint(page.scope);
      const done = this.shown.find(({ scope }) => keyOf(scope) === keyOf(page.scope));
      if (done !== undefined) this.listed.set(keyOf(page.scope), done);
    }
  }

  private async choiceNow(): Promise<CloudChoice> {
    const { kept } = this;
    if (kept !== null) return kept;
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

/** Of which nothing has come yet. */
function asked(scope: AwsScope): CloudRegion {
  return { scope, caches: [], members: [], failures: [], loading: true, cancelled: false };
}

function scopesOf({ profile, regions }: CloudChoice): AwsScope[] {
  return regions.map((region) => ({ profile, region }));
}

function keyOf({ profile, region }: AwsScope): string {
  return `${profile ?? ''} ${region}`;
}

function noRegion(): Failure {
  return new Failure('aws.region', {
    what: t('Could not list the caches'),
    why: t('no region is chosen'),
    next: t('Select the regions to look at.'),
  });
}
