import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { AwsScope, ServiceEndpoint } from '../core/model/awsScope';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';
import { readConfigFiles } from './configFiles';
import { configuredEndpoint } from './configuredEndpoint';
import { Credentials } from './credentials';
import type { CredentialProvider } from './credentials';
import { translate } from './translate';

/** How to reach AWS. */
export interface AwsSettings {
  /** Shared with whoever else signs; its own if absent. */
  readonly credentials?: Credentials;
  /** Milliseconds that a request may take before it is tried again; 10 000 if absent. */
  readonly timeout?: number;
}

/** A client of a scope, and where its requests go. */
export interface Account {
  readonly client: ElastiCacheClient;
  readonly endpoint: ServiceEndpoint;
}

/** What a client of another service is made with. */
export interface ServiceSettings {
  readonly region: string;
  readonly credentials: CredentialProvider;
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: boolean;
  };
  readonly profile?: string;
  readonly endpoint?: string;
}

/** As the official tools give: three tries for whatever may pass. */
const TRIES = 4;
const TIMEOUT = 10_000;

/** The clients of the scopes in use, each made once; the regions of a profile share its credentials. */
export class Accounts {
  readonly #credentials: Credentials;
  readonly #timeout: number;
  readonly #accounts = new Map<string, { readonly scope: AwsScope; readonly account: Promise<Account> }>();

  constructor({ credentials = new Credentials(), timeout = TIMEOUT }: AwsSettings) {
    this.#credentials = credentials;
    this.#timeout = timeout;
  }

  /** @throws Failure `aws.*` */
  async of(scope: AwsScope): Promise<Account> {
    const key = JSON.stringify([scope.profile, scope.region]);
    const known = this.#accounts.get(key);
    if (known !== undefined) return await known.account;
    const account = this.#open(scope);
    this.#accounts.set(key, { scope, account });
    account.catch(() => this.#accounts.delete(key));
    return await account;
  }

  /**
   * For a client of another service of the scope.
   * @throws Failure `aws.elsewhere` where requests about caches are sent somewhere else by a setting that says nothing of that
   *   service: it would reach the real AWS
   */
  async settingsOf(service: 'cloudwatch' | 'sts', scope: AwsScope): Promise<ServiceSettings> {
    const { endpoint: caches } = await this.of(scope);
    const { profile, region } = scope;
    const set = configuredEndpoint(service, profile, await readConfigFiles(), process.env);
    if (set === null && caches.setBy !== null) {
      throw new Failure('aws.elsewhere', {
        what: t('Could not ask {0}', service === 'sts' ? 'STS' : 'CloudWatch'),
        why: t(
          '{0} sends requests about caches to {1}, and nothing says where those of {2} go',
          caches.setBy,
          caches.url,
          service === 'sts' ? 'STS' : 'CloudWatch',
        ),
        next: t('Set AWS_ENDPOINT_URL_{0}, then refresh.', service.toUpperCase()),
      });
    }
    return this.#settings(scope, await this.#credentials.of(profile, region), set?.url);
  }

  /** After AWS refused the credentials of a profile: keys of a file are read anew the next time. */
  async refused(profile: string | null): Promise<void> {
    if (!(await this.#credentials.areFixed(profile))) return;
    this.#credentials.forget(profile);
    for (const [key, { scope }] of this.#accounts) {
      // Not destroyed: another region may be answering.
      if (scope.profile === profile) this.#accounts.delete(key);
    }
  }

  forget(): void {
    for (const { account } of this.#accounts.values()) {
      account.then(
        ({ client }) => {
          client.destroy();
        },
        () => undefined,
      );
    }
    this.#accounts.clear();
    this.#credentials.forget();
  }

  async #open(scope: AwsScope): Promise<Account> {
    const { profile, region } = scope;
    try {
      const set = configuredEndpoint('elasticache', profile, await readConfigFiles(), process.env);
      const credentials = await this.#credentials.of(profile, region);
      if (set !== null) return { client: this.#client(scope, credentials, set.url), endpoint: set };
      // What the client would choose is chosen here and given to it, so that what is shown is what is called.
      const asked = this.#client(scope, credentials);
      const { url } = asked.config.endpointProvider({
        Region: region,
        UseFIPS: await asked.config.useFipsEndpoint(),
        UseDualStack: await asked.config.useDualstackEndpoint(),
      });
      asked.destroy();
      return { client: this.#client(scope, credentials, url.href), endpoint: { url: url.href, setBy: null } };
    } catch (error) {
      throw translate(error, t('Could not reach AWS in {0}', region), { scope });
    }
  }

  #client(scope: AwsScope, credentials: CredentialProvider, endpoint?: string): ElastiCacheClient {
    return new ElastiCacheClient(this.#settings(scope, credentials, endpoint));
  }

  #settings(
    { profile, region }: AwsScope,
    credentials: CredentialProvider,
    endpoint: string | undefined,
  ): ServiceSettings {
    const timeout = this.#timeout;
    return {
      region,
      credentials,
      maxAttempts: TRIES,
      requestHandler: { connectionTimeout: timeout, requestTimeout: timeout, throwOnRequestTimeout: true },
      ...(profile === null ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  }
}
