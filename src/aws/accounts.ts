import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsScope, ServiceEndpoint } from '../core/model/awsScope';
import { readConfigFiles } from './configFiles';
import { configuredEndpoint } from './configuredEndpoint';
import { translate } from './translate';

/** How to reach AWS. */
export interface AwsSettings {
  /** Asks a person for the code of an MFA device, which it names; without it such profiles cannot sign in. */
  readonly askMfaCode?: (device: string) => Promise<string>;
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

/** The SDK would tell the console about keys in the environment that do not count beside a profile. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

type Credentials = ReturnType<typeof fromNodeProviderChain>;

/** The clients of the scopes in use, each made once; the regions of a profile share its credentials. */
export class Accounts {
  readonly #settings: AwsSettings;
  #accounts = new Map<string, Promise<Account>>();
  #credentials = new Map<string | null, Promise<Credentials>>();

  constructor(settings: AwsSettings) {
    this.#settings = settings;
  }

  /** @throws Failure `aws.*` */
  async of(scope: AwsScope): Promise<Account> {
    const key = JSON.stringify([scope.profile, scope.region]);
    const known = this.#accounts.get(key) ?? this.#open(scope);
    this.#accounts.set(key, known);
    return await known;
  }

  /** What the profile signs with; resolved when it is first asked for, and again when it runs out. */
  credentialsOf({ profile, region }: AwsScope): Promise<Credentials> {
    const known = this.#credentials.get(profile) ?? this.#signIn(profile, region);
    this.#credentials.set(profile, known);
    return known;
  }

  forget(): void {
    for (const account of this.#accounts.values()) {
      account.then(
        ({ client }) => {
          client.destroy();
        },
        () => undefined,
      );
    }
    this.#accounts = new Map();
    this.#credentials = new Map();
  }

  async #open(scope: AwsScope): Promise<Account> {
    const { profile, region } = scope;
    try {
      const set = configuredEndpoint('elasticache', profile, await readConfigFiles(), process.env);
      const timeout = this.#settings.timeout ?? TIMEOUT;
      const make = (endpoint: string | undefined, credentials: Credentials): ElastiCacheClient =>
        new ElastiCacheClient({
          region,
          credentials,
          maxAttempts: TRIES,
          requestHandler: {
            connectionTimeout: timeout,
            requestTimeout: timeout,
            throwOnRequestTimeout: true,
          },
          ...(profile === null ? {} : { profile }),
          ...(endpoint === undefined ? {} : { endpoint }),
        });
      const credentials = await this.credentialsOf(scope);
      if (set !== null) return { client: make(set.url, credentials), endpoint: set };
      // What the client would choose is chosen here and given to it, so that what is shown is what is called.
      const asked = make(undefined, credentials);
      const { url } = asked.config.endpointProvider({
        Region: region,
        UseFIPS: await asked.config.useFipsEndpoint(),
        UseDualStack: await asked.config.useDualstackEndpoint(),
      });
      asked.destroy();
      return { client: make(url.href, credentials), endpoint: { url: url.href, setBy: null } };
    } catch (error) {
      throw translate(error, `Could not reach AWS in ${region}`, { scope });
    }
  }

  async #signIn(profile: string | null, region: string): Promise<Credentials> {
    const { askMfaCode } = this.#settings;
    const sts = configuredEndpoint('sts', profile, await readConfigFiles(), process.env);
    return fromNodeProviderChain({
      ignoreCache: true,
      // With a profile given, keys in the environment do not count; without one, they come first.
      ...(profile === null ? {} : { profile, logger: SILENT }),
      ...(askMfaCode === undefined ? {} : { mfaCodeProvider: askMfaCode }),
      clientConfig: { region, ...(sts === null ? {} : { endpoint: sts.url }) },
    });
  }
}
