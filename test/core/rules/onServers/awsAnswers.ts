import type { ReplicationGroup, ServerlessCache } from '@aws-sdk/client-elasticache';
import { openCatalogue } from '../../../../src/aws/catalogue';
import { deploymentOfCache } from '../../../../src/core/model/deployment';
import type { Deployment } from '../../../../src/core/model/deployment';
import { awsEnvironment } from '../../../lab/aws/awsEnvironment';
import { ensureModel } from '../../../lab/aws/ensureModel';
import { FakeElastiCache } from '../../../lab/aws/fakeElastiCache';

const IRELAND = { profile: null, region: 'eu-west-1' };
const ACCOUNT = 'arn:aws:elasticache:eu-west-1:123456789012';

/** A group that AWS would migrate to online, as far as it tells. */
export const FIT: ReplicationGroup = {
  ReplicationGroupId: 'orders',
  ARN: `${ACCOUNT}:replicationgroup:orders`,
  Description: 'orders',
  Status: 'available',
  CacheNodeType: 'cache.r7g.large',
  ClusterEnabled: false,
  AutomaticFailover: 'enabled',
  MultiAZ: 'enabled',
  TransitEncryptionEnabled: false,
  AtRestEncryptionEnabled: false,
  AuthTokenEnabled: false,
  DataTiering: 'disabled',
};

/**
 * Where caches run, from what AWS answers about them: the answers go through AWS's own model of the service, which takes
 * no member that it does not have, and through the product's catalogue.
 */
export class AwsAnswers {
  readonly #fake: FakeElastiCache;
  readonly #restore: () => Promise<void>;

  private constructor(fake: FakeElastiCache, restore: () => Promise<void>) {
    this.#fake = fake;
    this.#restore = restore;
  }

  static async start(): Promise<AwsAnswers> {
    const fake = await FakeElastiCache.start(await ensureModel('frozen'));
    const environment = {
      AWS_ENDPOINT_URL_ELASTICACHE: fake.url,
      AWS_REGION: IRELAND.region,
      AWS_ACCESS_KEY_ID: 'AKIDFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret',
    };
    return new AwsAnswers(fake, await awsEnvironment(environment));
  }

  /** A cache of nodes that differs from the fit one by these; undefined takes a member away. */
  async ofGroup(differs: Partial<ReplicationGroup> = {}): Promise<Deployment> {
    this.#fake.region(IRELAND.region).groups.push({ ...FIT, ...differs });
    return await this.#only();
  }

  /** Has AWS answer with this cache, until it is forgotten. */
  hold(group: ReplicationGroup): void {
    this.#fake.region(IRELAND.region).groups.push(group);
  }

  forget(): void {
    this.#fake.reset();
  }

  async ofServerless(cache: Partial<ServerlessCache> = {}): Promise<Deployment> {
    this.#fake.region(IRELAND.region).serverless.push({
      ServerlessCacheName: 'orders',
      ARN: `${ACCOUNT}:serverlesscache:orders`,
      Status: 'available',
      Engine: 'valkey',
      ...cache,
    });
    return await this.#only();
  }

  async stop(): Promise<void> {
    await this.#restore();
    await this.#fake.stop();
  }

  async #only(): Promise<Deployment> {
    const catalogue = openCatalogue();
    const found: Deployment[] = [];
    for await (const page of catalogue.caches([IRELAND], new AbortController().signal)) {
      if (page.kind === 'failed')
        throw new Error(`${page.failure.message} ${this.#fake.mistakes.join('; ')}`);
      if (page.kind === 'replication groups') found.push(...page.groups.map(deploymentOfCache));
      if (page.kind === 'serverless') found.push(...page.caches.map(deploymentOfCache));
    }
    catalogue.forget();
    this.#fake.reset();
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) throw new Error('there is not one cache');
    return only;
  }
}
