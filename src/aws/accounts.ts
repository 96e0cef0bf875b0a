import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { AwsScope, ServiceEndpoint } from '../core/model/awsScope';
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
      throw translate(error, `Could not reach AWS in ${region}`, { scope });
    }
  }

  #client(
    { profile, region }: AwsScope,
    credentials: CredentialProvider,
    endpoint?: string,
  ): ElastiCacheClient {
    const timeout = this.#timeout;
    return new ElastiCacheClient({
      region,
      credentials,
      maxAttempts: TRIES,
      requestHandler: { connectionTimeout: timeout, requestTimeout: timeout, throwOnRequestTimeout: true },
      ...(profile === null ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
  }
}
