import type { ReplicationGroup, ServerlessCache } from '@aws-sdk/client-elasticache';
import { listCaches } from '../../../../src/aws/catalogue';
import type { Deployment } from '../../../../src/core/model/deployment';
import { ensureModel } from '../../../lab/aws/ensureModel';
import { FakeElastiCache } from '../../../lab/aws/fakeElastiCache';

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

const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDFAKE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/**
 * Where caches run, from what AWS answers about them: the answers go through AWS's own model of the service, which takes
 * no member that it does not have, and through the product's catalogue.
 */
export class AwsAnswers {
  readonly #fake: FakeElastiCache;
  readonly #before: ReadonlyMap<string, string | undefined>;

  private constructor(fake: FakeElastiCache) {
    this.#fake = fake;
    const environment = { ...ENVIRONMENT, AWS_ENDPOINT_URL_ELASTICACHE: fake.url };
    this.#before = new Map(Object.keys(environment).map((name) => [name, process.env[name]]));
    Object.assign(process.env, environment);
  }

  static async start(): Promise<AwsAnswers> {
    return new AwsAnswers(await FakeElastiCache.start(await ensureModel('frozen')));
  }

  /** A cache of nodes that differs from the fit one by these; undefined takes a member away. */
  async ofGroup(differs: Partial<ReplicationGroup> = {}): Promise<Deployment> {
    this.#fake.region('eu-west-1').groups.push({ ...FIT, ...differs });
    return await this.#only();
  }

  async ofServerless(cache: Partial<ServerlessCache> = {}): Promise<Deployment> {
    this.#fake.region('eu-west-1').serverless.push({
      ServerlessCacheName: 'orders',
      ARN: `${ACCOUNT}:serverlesscache:orders`,
      Status: 'available',
      Engine: 'valkey',
      ...cache,
    });
    return await this.#only();
  }

  async stop(): Promise<void> {
    for (const [name, value] of this.#before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await this.#fake.stop();
  }

  async #only(): Promise<Deployment> {
    const { mistakes } = this.#fake;
    const [found, ...others] = await listCaches(new AbortController().signal).catch((error: unknown) => {
      throw mistakes.length === 0 ? error : new Error(mistakes.join('; '));
    });
    if (found === undefined || others.length > 0) throw new Error('there is not one cache');
    this.#fake.reset();
    return found.deployment;
  }
}
